/** Where an outcome comes from, in a few words; null for what kernels were recorded doing. */
import type { Origin, Outcome } from '../facts.ts';

export const ORIGINS: Readonly<Record<Origin, { readonly word: string; readonly hint: string } | null>> = {
  recorded: null,
  reading: {
    word: 'by reading',
    hint: 'No kernel was recorded doing this: the outcome follows the source of Linux 6.12.',
  },
  'what-if': {
    word: 'what if',
    hint: 'The rules line of this scenario changes the kernel: no kernel does exactly this.',
  },
};

export const TEST_DRIVER_HINT =
  'The program and the driver with which kernels were recorded gave this answer, not a function of the kernel.';

/** Who answered, if it was not the kernel: on all machines, or on those that are named. */
export function answererText(outcomes: readonly (Outcome | null)[], names: readonly string[]): string | null {
  const own = outcomes.map((outcome) => outcome !== null && 'by' in outcome && outcome.by !== undefined);
  if (!own.includes(true)) return null;
  const who = names.filter((_, machine) => own[machine]);
  return own.every((by, machine) => by || outcomes[machine] === null)
    ? 'the test driver answers'
    : `on ${who.join(' and ')} the test driver answers`;
}

export const MACHINE_ORIGINS: Readonly<
  Record<Origin, { readonly word: string; readonly hint: string; readonly sign: string }>
> = {
  recorded: { word: 'recorded', sign: '✓', hint: 'Compared with a recorded kernel, statement by statement.' },
  reading: { word: 'by reading', sign: '~', hint: 'No kernel was recorded: it follows the source of Linux 6.12.' },
  'what-if': {
    word: 'what if',
    sign: '?',
    hint: 'No such kernel exists: the same machine as if it had no special bit.',
  },
};
