/**
 * The page. From a text to a picture:
 *
 * 1. The address bar, the list of scenarios or the editor gives a text to the playground (playground/address.svelte.ts).
 * 2. A worker runs it on every machine, once and to its end, and tells each step (playground/engineClient.ts).
 * 3. The player is at one moment of that run; keys, buttons and the timeline move it (playground/playerChart.ts).
 * 4. What is true at that moment is looked up (moment/) and drawn, by the stage and by the panels around it.
 */
import { mount, unmount } from 'svelte';
import './print.css';
import { DIALOGS } from '../../panels/dialogs.ts';
import { EDITOR } from '../../panels/editor.ts';
import { PANELS } from '../../panels/panels.ts';
import { App } from '../../playground/app.svelte.ts';
import { browserBar } from '../../playground/bar.ts';
import { Stage } from '../../stage/stage.svelte.ts';
import Page from './Page.svelte';

/** Returns a function that unmounts it. By default the app takes the browser's address bar, and with it the page. */
export function start(target: HTMLElement, bar = browserBar): () => Promise<void> {
  const stage = new Stage();
  const app = new App('page', { target, bar }, { dialogs: DIALOGS, editor: EDITOR, opening: () => stage.gaps.close() });
  const mounted = mount(Page, { target, props: { app, stage, panels: PANELS } });
  app.address.arrive();
  const dialog = app.ownsPage ? new URLSearchParams(location.search).get('open') : null;
  if (dialog !== null) app.open(dialog);
  return () => unmount(mounted);
}
