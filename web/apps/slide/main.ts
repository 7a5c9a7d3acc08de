/**
 * One moment for a slide, made as on the page (apps/page/main.ts) but without panels and editor: the address names the
 * text and the moment, and keys move on from there.
 */
import { mount, unmount } from 'svelte';
import { DIALOGS } from '../../panels/dialogs.ts';
import { App } from '../../playground/app.svelte.ts';
import { browserBar } from '../../playground/bar.ts';
import { Stage } from '../../stage/stage.svelte.ts';
import Slide from './Slide.svelte';

/** Returns a function that unmounts it. By default the app takes the browser's address bar, and with it the page. */
export function start(target: HTMLElement, bar = browserBar): () => Promise<void> {
  const dialogs = DIALOGS.filter(({ slide }) => slide);
  const stage = new Stage();
  const app = new App('slide', { target, bar }, { dialogs, editor: null, opening: () => stage.gaps.close() });
  const mounted = mount(Slide, { target, props: { app, stage } });
  app.address.arrive();
  return () => unmount(mounted);
}
