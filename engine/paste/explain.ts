/**
 * Recognises what people paste: lines of maps and smaps, complaints of the kernel, walks of crash, words of pagemap and of
 * page tables. Pure: nothing leaves the page.
 */
import { MACHINE_NAMES, type MachineName } from '../types.ts';
import { callTrace } from './callTrace.ts';
import { entry } from './entry.ts';
import { found, type Found, type MachineNamed, type Recogniser } from './found.ts';
import { badPageMap, badPageState, complaints, rssCounter } from './logs.ts';
import { logLines } from './logLines.ts';
import { maps } from './maps.ts';
import { oopsWalk } from './oopsWalk.ts';
import { vtop } from './vtop.ts';

const RECOGNISERS: readonly Recogniser[] = [badPageMap, badPageState, rssCounter, complaints, oopsWalk, vtop, maps];
/** Those that only speak where nothing else did. */
const LAST: readonly Recogniser[] = [callTrace, entry];

/** As `uname -m` and distributions call machines. A name that several machines share stands for none. */
const ALSO: Readonly<Record<string, MachineName>> = {
  'x86-64': 'x86_64',
  amd64: 'x86_64',
  aarch64: 'arm64',
  i686: 'i386_pae',
  ppc64le: 'ppc64_64k',
};

/** Levels that a text names where it does not mean the last. */
const ABOVE = ['pmd', 'pud', 'p4d', 'pgd'];

function machineIn(lines: readonly string[]): MachineNamed | null {
  const words = lines.flatMap((line) => line.split(/[\s:=,()]+/));
  const name = words
    .map(
      (word) => MACHINE_NAMES.find((known) => known === word) ?? (Object.hasOwn(ALSO, word) ? ALSO[word]! : undefined),
    )
    .find((known) => known !== undefined);
  if (name === undefined) return null;
  return { name, level: ABOVE.find((level) => words.includes(level)) ?? 'pte' };
}

const MOST_BYTES = 1_000_000;

/** Always at least one answer. */
export function explain(text: string): readonly Found[] {
  if (text.length > MOST_BYTES) {
    return [found('Too much text', { says: ['This is more than a megabyte: paste only the lines in question.'] })];
  }
  const lines = logLines(text);
  const pasted = { machine: machineIn(lines) };
  for (const recognisers of [RECOGNISERS, LAST]) {
    const all = recognisers.flatMap((recognise) => recognise(lines, pasted));
    if (all.length > 0) return all;
  }
  return [
    found('Not recognised', {
      says: [
        lines.length === 0
          ? 'There is no text.'
          : 'This is none of the texts that are known here: lines of maps or smaps, a "Bad page map", "Bad page state" or "Bad rss-counter", a walk by vtop or of an oops, a call trace, a word of pagemap, or an entry in hexadecimal digits.',
      ],
    }),
  ];
}
