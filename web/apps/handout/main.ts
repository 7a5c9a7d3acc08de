/** A scenario on paper: `?handout#LINK`, or `?handout=answers#LINK`. */
import { mount, unmount } from 'svelte';
import { PROMISES } from '../../../engine/atlas.ts';
import { encodeLink } from '../../../engine/text.ts';
import { openEngine } from '../../playground/engineHomes.ts';
import { openedText } from '../../playground/openedText.ts';
import { playWhole } from '../../playground/wholeRun.ts';
import Handout from './Handout.svelte';
import { handoutOf, MOST_STEPS, type Handout as Paper } from './handout.ts';

async function paperOf(fragment: string): Promise<Paper> {
  const opened = await openedText(fragment);
  if (opened.kind === 'none') throw new Error('The address names no scenario.');
  if (opened.kind === 'broken') throw new Error(opened.message);
  const { text, scenario } = opened;
  const run = await playWhole(text, openEngine, MOST_STEPS);
  const link = encodeLink({ text, builtin: scenario?.name });
  const { origin, pathname } = location;
  const address = link.ok ? `${origin === 'null' ? '' : origin}${pathname}${link.fragment}` : '';
  return handoutOf(run, (scenario && PROMISES[scenario.name]?.promise) ?? '', address);
}

export function start(target: HTMLElement): () => Promise<void> {
  const answers = new URLSearchParams(location.search).get('handout') === 'answers';
  addEventListener('hashchange', () => location.reload());
  const mounted = mount(Handout, { target, props: { answers, paper: paperOf(location.hash) } });
  return () => unmount(mounted);
}
