/** All lessons, with what the reader has done of them. */
import { mount, unmount } from 'svelte';
import { Theme } from '../../kit/theme.svelte.ts';
import { Progress } from '../../lesson/progress.svelte.ts';
import Course from './Course.svelte';

/** Returns a function that unmounts it. */
export function start(target: HTMLElement): () => Promise<void> {
  const mounted = mount(Course, { target, props: { theme: new Theme(null), progress: new Progress() } });
  return () => unmount(mounted);
}
