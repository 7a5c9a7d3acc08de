/** What scripts/one-script.mjs puts around a page that is made of one script. */
declare const FOLIOSCOPE_TEXT: () => string;
declare const FOLIOSCOPE_CSS: string;

/** The script's own text: the same script is the page and its worker. */
export const ownText = (): string => FOLIOSCOPE_TEXT();

export const css = (): string => FOLIOSCOPE_CSS;

export const isWorker = typeof document === 'undefined';

/** The element of the script; null: it is a module. */
const element = !isWorker && document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

/** Where the script was loaded from; null: it is written into a page, or is a module. */
export const ownAddress: string | null = element?.src || null;

export const ownTarget: string | null = element?.dataset['target'] ?? null;
