/** Who reads the flags and the special bit, in a table. */
import { mount, unmount } from 'svelte';
import { Theme } from '../../kit/theme.svelte.ts';
import Readers from './Readers.svelte';

export function start(target: HTMLElement): () => Promise<void> {
  const mounted = mount(Readers, { target, props: { theme: new Theme(null) } });
  return () => unmount(mounted);
}
