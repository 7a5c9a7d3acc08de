/** Which folded runs a person has opened. One set for all machines: what is opened in one is opened in its neighbours. */
import { SvelteSet } from 'svelte/reactivity';
import { closesWith, parseWindow, windowAround } from './layout/windows.ts';

export const openGaps = new SvelteSet<string>();

export function toggleGap(key: string): void {
  if (!openGaps.has(key)) openGaps.add(key);
  else for (const closed of closesWith(key, openGaps)) openGaps.delete(closed);
}

/** Opens the neighbourhood of a page, and closes the one that was opened this way before in the same range. */
let lens: string | null = null;
export function lookAt(range: string, page: number): void {
  const key = windowAround(range, page);
  if (lens !== null && lens !== key && parseWindow(lens)?.range === range) openGaps.delete(lens);
  lens = key;
  openGaps.add(key);
}

/** Another scenario has other runs: what was opened in the last one is folded again. */
export function closeGaps(): void {
  openGaps.clear();
  lens = null;
}
