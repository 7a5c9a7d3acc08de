/** Every architecture of Linux 6.12 in a table. Its rows open the scenario that the address names. */
import { mount, unmount } from 'svelte';
import { Theme } from '../../kit/theme.svelte.ts';
import Archs from './Archs.svelte';

export function start(target: HTMLElement): () => Promise<void> {
  const mounted = mount(Archs, { target, props: { theme: new Theme(null) } });
  return () => unmount(mounted);
}
