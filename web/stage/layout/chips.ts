/** Chips for processes that are folded because the step does not concern them. */
import type { Metrics } from './metrics.ts';
import type { MachineIndex } from './places.ts';
import { charsIn, elide, textWidth } from './text.ts';
import type { Box } from './vmas.ts';

export interface Chip extends Box {
  readonly process: string;
  readonly text: string;
}

export interface Chips {
  readonly height: number;
  /** Per machine; a process has its chip at the same place on each. */
  readonly machines: readonly (readonly Chip[])[];
}

const GAP = 6;

export const processKey = (name: string): string => `process:${name}`;

export function layoutChips(
  names: readonly string[],
  machines: readonly MachineIndex[],
  textOf: (machine: MachineIndex, name: string) => string,
  width: number,
  m: Metrics,
): Chips {
  const height = 2 * m.badge + 2;
  const room = charsIn(width - height - 8, m.small);
  const places: (Box & { readonly process: string })[] = [];
  let x = 0;
  let y = 0;
  for (const process of names) {
    const longest = Math.max(...machines.map((machine) => textOf(machine, process).length));
    const chip = height + (longest === 0 ? 0 : textWidth('x'.repeat(Math.min(longest, room)), m.small) + 8);
    if (x > 0 && x + chip > width) {
      x = 0;
      y += height + GAP;
    }
    places.push({ process, x, y, width: chip, height });
    x += chip + GAP;
  }
  return {
    height: names.length === 0 ? 0 : y + height + GAP,
    machines: machines.map((machine) =>
      places
        .filter(({ process }) => machine.processes.has(process))
        .map((place) => ({ ...place, text: elide(textOf(machine, place.process), room) })),
    ),
  };
}
