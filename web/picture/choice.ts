/** What can be chosen of a picture. Themes are in the order in which they are offered. */
export const PICTURE_THEMES = ['light', 'dark', 'projector'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

export interface PictureChoice {
  readonly theme: PictureTheme;
  /** Names of machines; null: all. */
  readonly only: readonly string[] | null;
}
