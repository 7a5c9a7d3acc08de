/** Whether this page is a guest on somebody else’s. */
export const isEmbedded = (): boolean => window.parent !== window;
