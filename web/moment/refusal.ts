/** Where a machine refused a statement, if no question of a decision table did. */
import type { Bead, Step, Telling } from '../../engine/facts.ts';

/** What comes after a refusal: mmap_region passes on what the driver answered, and a fork that failed is undone. */
const AFTERWARDS: readonly Telling['by'][] = ['mmap_region', 'exit_mmap'];

/** The last kernel function, or label, that had something to say. Null: nothing was refused, or not by the kernel. */
export function refusalOf({ beads, outcomes }: Pick<Step, 'beads' | 'outcomes'>, machine: number): Bead | null {
  const kind = outcomes[machine]?.kind;
  if (kind !== 'error' && kind !== 'signal') return null;
  const mayRefuse = ({ machines }: Bead): boolean => {
    const event = machines[machine]?.event;
    return event?.kind === 'told' && !AFTERWARDS.includes(event.by);
  };
  return beads.findLast(mayRefuse) ?? null;
}
