/** The scenario that was open when the table was asked for, on other machines. */
import type { MachineName } from '../../../engine/types.ts';
import { loadText, SCENARIO_INDEX } from '../../../engine/atlas.ts';
import { parse, START_TARGET, withMachines, type LinkTarget } from '../../../engine/text.ts';
import { PLAY } from '../../lesson/address.ts';
import { makeLink, packing, readFragment } from '../../playground/link.ts';

export interface Opened {
  readonly title: string;
  /** The address of the scenario on a machine, beside the first other one of its own; null: too long for a link. */
  readonly on: (machine: MachineName) => string | null;
}

async function textOf(fragment: string): Promise<{ readonly text: string; readonly view: LinkTarget }> {
  await packing.get();
  const opened = readFragment(fragment);
  if (opened.kind === 'opened') return opened;
  if (opened.kind === 'named') return { text: await loadText(opened.scenario), view: opened.view };
  const [first] = SCENARIO_INDEX;
  return { text: first ? await loadText(first) : '', view: START_TARGET };
}

export async function openedBy(fragment: string): Promise<Opened> {
  const { text, view } = await textOf(fragment);
  const { title, machines } = parse(text);
  return {
    title: title ?? 'Untitled scenario',
    on(machine) {
      const beside = machines.filter((other) => other !== machine).slice(0, 1);
      const link = makeLink(withMachines(text, [machine, ...beside]), view, '');
      return link.ok ? PLAY + link.fragment : null;
    },
  };
}
