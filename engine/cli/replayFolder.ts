/**
 * `replay FOLDER [--max N] [--json]`: plays scenarios against the recorded traces of a folder.
 *
 * Exit status: 0 if every statement that was played agrees, 1 if one differs, 2 if the folder has nothing to play. What
 * could not be placed is named and does not change the status, because a folder may contain more than traces.
 *
 * With `--json`, JSON Lines of three shapes, distinguished by their fields: for each scenario and machine that differs
 * `{set, machine, scenario, step, line, statement, fields}`, its first difference; for each set and machine
 * `{set, machine, texts, statements, equal, different, notPlayed}`; for what could not be placed `{where, what, why}`.
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MACHINE_NAMES, type MachineName } from '../types.ts';
import { aligned, say, UsageError, warn } from './output.ts';
import { replayProgram, type StatementDifference } from './replay.ts';
import { readTraceFolder, type TraceSet, type Unplaced } from './traceFolder.ts';

const SHOWN = 20;
/** Fields shown per difference: a wrong entry has a few, a lost process hundreds. */
const FIELDS_SHOWN = 12;
/** Names shown of what could not be placed for one reason. */
const NAMES_SHOWN = 4;

interface Difference extends StatementDifference {
  readonly set: string;
  readonly machine: MachineName;
  readonly scenario: string;
}

interface Tally {
  readonly set: string;
  readonly machine: MachineName;
  texts: number;
  statements: number;
  equal: number;
  different: number;
  /** From the first statement of a text on that the language or the engine does not know yet. */
  notPlayed: number;
}

interface Replayed {
  readonly tallies: readonly Tally[];
  readonly differences: readonly Difference[];
  readonly stopped: readonly Unplaced[];
}

function replaySet({ name: set, scenarios, traces }: TraceSet): Replayed {
  const tallies: Tally[] = [];
  const differences: Difference[] = [];
  // A text stops at the same statement on each machine.
  const stops = new Map<string, Set<string>>();
  for (const machine of MACHINE_NAMES) {
    const trace = traces.get(machine);
    if (trace === undefined) continue;
    const tally: Tally = { set, machine, texts: 0, statements: 0, equal: 0, different: 0, notPlayed: 0 };
    for (const { name: scenario, text } of scenarios) {
      const recorded = trace.get(scenario);
      if (recorded === undefined) continue;
      const {
        agreed,
        total,
        notPlayed,
        stop,
        differences: [first],
      } = replayProgram(text, machine, recorded);
      tally.texts++;
      tally.statements += total + notPlayed;
      tally.equal += agreed;
      tally.different += total - agreed;
      tally.notPlayed += notPlayed;
      if (first !== undefined) differences.push({ set, machine, scenario, ...first });
      if (stop !== null) {
        const where = stops.get(stop.why) ?? new Set();
        stops.set(stop.why, where.add(`${scenario}, line ${stop.line}`));
      }
    }
    tallies.push(tally);
  }
  return { tallies, differences, stopped: [...stops].map(([why, what]) => ({ where: set, what: [...what], why })) };
}

function differenceLines({ set, machine, scenario, step, line, statement, fields }: Difference): string[] {
  const rows = fields.slice(0, FIELDS_SHOWN).map((d) => [`  ${d.field}`, `kernel: ${d.recorded}`, `ours: ${d.ours}`]);
  const more = fields.length - rows.length;
  return [
    `${set}: ${scenario} on ${machine}, statement ${step}, line ${line}: ${statement}`,
    ...aligned(rows),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ];
}

function tallyLines(tallies: readonly Tally[]): string[] {
  const head = ['set', 'machine', 'texts', 'statements', 'equal', 'different', 'not played'];
  const rows = tallies.map((t) => [
    t.set,
    t.machine,
    ...[t.texts, t.statements, t.equal, t.different, t.notPlayed].map(String),
  ]);
  return aligned([head, ...rows]);
}

function unplacedLines(unplaced: readonly Unplaced[]): string[] {
  if (unplaced.length === 0) return [];
  return [
    '',
    'Not placed:',
    ...unplaced.map(({ where, what, why }) => {
      const more = what.length - NAMES_SHOWN;
      const names = [...what.slice(0, NAMES_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
      return `  ${where === '' ? '' : `${where}: `}${names}: ${why.replace(/\.$/, '')}`;
    }),
  ];
}

const countOf = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new UsageError(`\`--max\` takes a number, not \`${text}\`.`);
  return Number(text);
};

export function replay(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { max: { type: 'string', default: String(SHOWN) }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const max = countOf(values.max);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('`replay` takes one FOLDER of recorded traces.');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder \`${folder}\`.`);
  }
  const { sets, unplaced } = readTraceFolder(folder);
  const replayed = sets.map(replaySet);
  const tallies = replayed.flatMap((set) => set.tallies);
  const differences = replayed.flatMap((set) => set.differences);
  const leftOver = [...replayed.flatMap((set) => set.stopped), ...unplaced];

  if (values.json) {
    for (const line of [...differences, ...tallies, ...leftOver]) say(JSON.stringify(line));
  } else {
    for (const difference of differences.slice(0, max)) for (const line of differenceLines(difference)) say(line);
    if (differences.length > max) {
      say(`${differences.length - max} more differ; \`--max ${differences.length}\` shows them all.\n`);
    }
    if (tallies.length > 0) for (const line of tallyLines(tallies)) say(line);
    for (const line of unplacedLines(leftOver)) say(line);
  }
  if (tallies.length === 0) {
    warn(`The folder ${folder} contains no scenarios with recorded traces.`);
    return 2;
  }
  return differences.length > 0 ? 1 : 0;
}
