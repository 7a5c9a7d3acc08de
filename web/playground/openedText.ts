import { loadText, type ScenarioInfo } from '../../engine/atlas.ts';
import type { LinkTarget } from '../../engine/text.ts';
import { packing, readFragment, type Opened } from './link.ts';

interface OpenedText {
  readonly kind: 'opened';
  readonly text: string;
  readonly target: LinkTarget;
  /** Null: a text of one's own. */
  readonly scenario: ScenarioInfo | null;
}

/** What a fragment opens, once its text is there. */
export async function openedText(fragment: string): Promise<OpenedText | Extract<Opened, { kind: 'none' | 'broken' }>> {
  await packing.get();
  const opened = readFragment(fragment);
  if (opened.kind === 'opened') return { ...opened, scenario: null };
  if (opened.kind !== 'named') return opened;
  const { scenario, target } = opened;
  return { kind: 'opened', text: await loadText(scenario), target, scenario };
}
