/** All lessons, with what the reader has done of them. */
import { mount, unmount } from 'svelte';
import { Theme } from '../../kit/theme.svelte.ts';
import { Progress } from '../../lesson/progress.svelte.ts';
import Course from './Course.svelte';

export function start(target: HTMLElement): () => Promise<void> {
  const missing = new URLSearchParams(location.search).get('course') ?? '';
  const mounted = mount(Course, { target, props: { theme: new Theme(null), progress: new Progress(), missing } });
  return () => unmount(mounted);
}
