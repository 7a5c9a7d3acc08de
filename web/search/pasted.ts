/** Texts that are explained and not searched for. They are read in the page, and go nowhere else. */
import { lazy } from '../kit/lazy.ts';

/** Brings all architectures, so it is loaded when there is such a text. */
export const explained = lazy(() => import('./Explained.svelte'));

export const isDump = (text: string): boolean =>
  /\S\s*\n\s*\S/.test(text) || /\b(?:0x[0-9a-f]{5,}|(?=[0-9a-f]*\d)[0-9a-f]{8,})\b/i.test(text) || /^BUG: /.test(text);
