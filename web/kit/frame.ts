/** A page in a frame is a guest on somebody else's. */
export const isFramed = (): boolean => window.parent !== window;
