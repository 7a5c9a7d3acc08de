/** The scenario that was open when the table was asked for, on other machines. */
import type { MachineName } from '../../../engine/types.ts';
import { loadText, SCENARIO_INDEX } from '../../../engine/atlas.ts';
import { parse, START_TARGET, withMachines } from '../../../engine/text.ts';
import { PLAY } from '../../lesson/address.ts';
import { makeLink } from '../../playground/link.ts';
import { openedText } from '../../playground/openedText.ts';

export interface Opened {
  readonly title: string;
  /** The address of the scenario on a machine, beside the first other one of its own; null: too long for a link. */
  readonly on: (machine: MachineName) => string | null;
}

export async function openedBy(fragment: string): Promise<Opened> {
  const opened = await openedText(fragment);
  const [first] = SCENARIO_INDEX;
  const { text, target } =
    opened.kind === 'opened' ? opened : { text: first ? await loadText(first) : '', target: START_TARGET };
  const { title, machines } = parse(text);
  return {
    title: title ?? 'Untitled scenario',
    on(machine) {
      const beside = machines.filter((other) => other !== machine).slice(0, 1);
      const link = makeLink(withMachines(text, [machine, ...beside]), target, '');
      return link.ok ? PLAY + link.fragment : null;
    },
  };
}
