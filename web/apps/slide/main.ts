/**
 * One moment for a slide, made as on the page (apps/page/main.ts) but without panels and editor: the address names the
 * text and the moment, and keys move on from there. In a frame, the page
 * around it has a say (host.ts).
 */
import { mount, unmount } from 'svelte';
import { SLIDE_DIALOGS } from '../../panels/slideDialogs.ts';
import { App } from '../../playground/app.svelte.ts';
import { browserBar } from '../../playground/bar.ts';
import { Stage } from '../../stage/stage.svelte.ts';
import { readOptions } from './options.ts';
import Slide from './Slide.svelte';

/** Returns a function that unmounts it. By default the app takes the browser's address bar, and with it the page. */
export function start(target: HTMLElement, bar = browserBar): () => Promise<void> {
  const stage = new Stage();
  const app = new App(
    'slide',
    { target, bar },
    { dialogs: SLIDE_DIALOGS, editor: null, opening: () => stage.gaps.close() },
  );
  // The address may belong to a page with several slides.
  const { options, faults } = readOptions(app.ownsPage ? location.search : '');
  const { playground } = app;
  playground.limits = options;
  if (faults.length > 0) playground.notices.say({ about: 'options', kind: 'error', text: faults.join(' ') });
  const mounted = mount(Slide, { target, props: { app, stage, options } });
  app.address.arrive();
  return () => unmount(mounted);
}
