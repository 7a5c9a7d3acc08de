/** The first page: what this is, three ways in, and a picture that is alive at its worst moment. */
import { mount, unmount } from 'svelte';
import { Theme } from '../../kit/theme.svelte.ts';
import { Progress } from '../../lesson/progress.svelte.ts';
import Start from './Start.svelte';

export function start(target: HTMLElement): () => Promise<void> {
  const mounted = mount(Start, { target, props: { theme: new Theme(null), progress: new Progress(), target } });
  return () => unmount(mounted);
}
