/**
 * One moment for a slide. It comes about as on the page (apps/page/main.ts), without panels and without an editor: the
 * address names the text and the moment, and keys move on from there.
 */
import { mount } from 'svelte';
import { DIALOGS } from '../../panels/dialogs.ts';
import { App } from '../../playground/app.svelte.ts';
import { Stage } from '../../stage/stage.svelte.ts';
import Slide from './Slide.svelte';

export function start(target: HTMLElement): void {
  const dialogs = DIALOGS.filter(({ slide }) => slide);
  const stage = new Stage();
  const app = new App('slide', { dialogs, editor: null, opening: () => stage.gaps.close() });
  mount(Slide, { target, props: { app, stage } });
  app.address.arrive();
}
