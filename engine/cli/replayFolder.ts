/**
 * `replay FOLDER [--max N]`: plays scenarios against the recorded traces of a folder.
 */
import { parseArgs } from 'node:util';
import type { ArchName } from '../types.ts';
import { ARCH_NAMES } from '../types.ts';
import { aligned, say, UsageError, warn } from './output.ts';
import type { ProgramReplay } from './replay.ts';
import { replayProgram } from './replay.ts';
import { readTraceFolder } from './traceFolder.ts';

/** Differences shown, where the person does not say how many. */
const SHOWN = 20;
/** Fields shown of one difference: one wrong entry is told in a few, and a lost process in hundreds. */
const FIELDS_SHOWN = 12;

interface Tally {
  agreed: number;
  total: number;
  programs: number;
  programsAgreed: number;
  notYet: number;
}
const share = (part: number, of: number): string => `${part} of ${of}`;

function describe(scenario: string, machine: string, { first }: ProgramReplay): string[] {
  if (first === null) return [];
  const { step, line, statement, fields } = first;
  const rows = fields.slice(0, FIELDS_SHOWN).map((d) => [`  ${d.field}`, `kernel: ${d.recorded}`, `ours: ${d.ours}`]);
  const more = fields.length - rows.length;
  return [
    `${scenario} on ${machine}, statement ${step}, line ${line}: ${statement}`,
    ...aligned(rows),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ];
}

const countOf = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new UsageError(`\`--max\` takes a number, not \`${text}\`.`);
  return Number(text);
};

export function replay(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { max: { type: 'string', default: String(SHOWN) } },
    allowPositionals: true,
  });
  const max = countOf(values.max);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('Which FOLDER? One, laid out like kernel/traces.');
  const sets = readTraceFolder(folder);
  if (sets.length === 0) throw new UsageError(`The folder ${folder} holds no scenarios with recorded traces.`);

  const tallies = new Map<ArchName, Tally>();
  const notYetWords = new Map<string, number>();
  let differing = 0;
  for (const { scenarios, traces } of sets) {
    for (const { name, text } of scenarios) {
      for (const machine of ARCH_NAMES) {
        const recorded = traces.get(machine)?.get(name);
        if (recorded === undefined) continue;
        const result = replayProgram(text, machine, recorded);
        const tally = tallies.get(machine) ?? { agreed: 0, total: 0, programs: 0, programsAgreed: 0, notYet: 0 };
        tallies.set(machine, tally);
        tally.agreed += result.agreed;
        tally.total += result.total;
        tally.notYet += result.notYet;
        tally.programs++;
        if (result.notYetWord !== null) {
          notYetWords.set(result.notYetWord, (notYetWords.get(result.notYetWord) ?? 0) + 1);
        }
        if (result.first === null) tally.programsAgreed++;
        else if (++differing <= max) for (const line of describe(name, machine, result)) say(line);
      }
    }
  }
  if (differing > max) say(`${differing - max} more differ; \`--max ${differing}\` shows them all.\n`);
  const rows = [...tallies].map(([machine, t]) => [
    machine,
    share(t.agreed, t.total),
    share(t.programsAgreed, t.programs),
    String(t.notYet),
  ]);
  for (const line of aligned([['machine', 'statements agreed', 'scenarios agreed', 'not yet played'], ...rows]))
    say(line);
  for (const [word, times] of notYetWords) warn(`not yet: ${word} (stops ${times} scenarios)`);
  return differing > 0 ? 1 : 0;
}
