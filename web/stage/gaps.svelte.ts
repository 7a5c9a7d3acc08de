/** Which folded runs a person has opened. One set for all machines: what is opened in one is opened in its neighbours. */
import { SvelteSet } from 'svelte/reactivity';

export const openGaps = new SvelteSet<string>();

export function toggleGap(key: string): void {
  if (!openGaps.delete(key)) openGaps.add(key);
}

/** Another scenario has other runs: what was opened in the last one is folded again. */
export const closeGaps = (): void => openGaps.clear();
