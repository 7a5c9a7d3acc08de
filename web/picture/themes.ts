/** The themes that a picture may have, in the order in which they are offered. */
export const PICTURE_THEMES = ['light', 'dark', 'projector'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];
