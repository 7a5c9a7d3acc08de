/**
 * One moment for a slide, made as on the page (apps/page/main.ts) but without panels and editor: the address names the
 * text and the moment, and keys move on from there. Where it is embedded, the page around it has a say (host.ts).
 */
import { mount, unmount } from 'svelte';
import { isEmbedded } from '../../kit/embedded.ts';
import { SLIDE_DIALOGS } from '../../panels/slideDialogs.ts';
import { App, type Place } from '../../playground/app.svelte.ts';
import { browserBar } from '../../playground/bar.ts';
import { TREES_KEY } from '../../stage/layout/stage.ts';
import { Stage } from '../../stage/stage.svelte.ts';
import { hostPage, type Around } from './around.ts';
import { Embedding } from './embedding.svelte.ts';
import { readOptions } from './options.ts';
import Slide from './Slide.svelte';

interface Begun {
  readonly embedding: Embedding;
  readonly stop: () => Promise<void>;
}

/** `query`: options, as an address has them. */
export function begin(place: Place, query: string, around: Around | null): Begun {
  const { options, faults } = readOptions(query);
  const stage = new Stage(options.trees ? [TREES_KEY] : []);
  const app = new App('slide', place, {
    dialogs: SLIDE_DIALOGS,
    editor: null,
    opening: () => stage.gaps.close(),
  });
  const { playground } = app;
  playground.limits = options;
  if (faults.length > 0) playground.notices.say({ about: 'options', kind: 'error', text: faults.join(' ') });
  const embedding = new Embedding(app, stage, options, around);
  const mounted = mount(Slide, { target: place.target, props: { app, stage, embedding } });
  app.address.arrive();
  return { embedding, stop: () => unmount(mounted) };
}

export function start(target: HTMLElement): () => Promise<void> {
  return begin({ target, bar: browserBar }, location.search, isEmbedded() ? hostPage : null).stop;
}
