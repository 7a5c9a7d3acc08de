/** A scenario on paper: `?handout#LINK`, or `?handout=answers#LINK`. */
import { mount, unmount } from 'svelte';
import { loadText, PROMISES, type ScenarioInfo } from '../../../engine/atlas.ts';
import { encodeLink } from '../../../engine/text.ts';
import { openEngine } from '../../playground/engineHomes.ts';
import { packing, readFragment } from '../../playground/link.ts';
import { playWhole } from '../../playground/wholeRun.ts';
import Handout from './Handout.svelte';
import { handoutOf, MOST_STEPS, type Handout as Paper } from './handout.ts';

async function textOf(fragment: string): Promise<{ readonly text: string; readonly scenario: ScenarioInfo | null }> {
  await packing.get();
  const opened = readFragment(fragment);
  if (opened.kind === 'opened') return { text: opened.text, scenario: null };
  if (opened.kind === 'named') return { text: await loadText(opened.scenario), scenario: opened.scenario };
  throw new Error(opened.kind === 'broken' ? opened.message : 'The address names no scenario.');
}

async function paperOf(fragment: string): Promise<Paper> {
  const { text, scenario } = await textOf(fragment);
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
