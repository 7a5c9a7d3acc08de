/** Questions that people asked, each with its answer and a scenario that shows it. */
import { mount, unmount } from 'svelte';
import { Theme } from '../../kit/theme.svelte.ts';
import Questions from './Questions.svelte';

export function start(target: HTMLElement): () => Promise<void> {
  const mounted = mount(Questions, { target, props: { theme: new Theme(null) } });
  return () => unmount(mounted);
}
