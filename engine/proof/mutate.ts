/**
 * `npm run mutate`: breaks each question of each decision table, and each guard of the fault chart, in turn (negated,
 * always yes, always no), until a row or a recorded kernel disagrees. What nothing detects must be explained in
 * survivors.ts.
 */
import { replayProgram } from '../cli/replay.ts';
import { readTraceFolder, type RecordedLine } from '../cli/traceFolder.ts';
import { GUARDS, type Guard } from '../chart/faultChart.ts';
import type { Question } from '../mm/decisionTable.ts';
import { DECISION_TABLES } from '../linux/linux.ts';
import { MACHINE_NAMES, type MachineName } from '../types.ts';
import { answerOf } from './rows/answerOf.ts';
import { ROWS } from './rows/index.ts';
import { NORMAL_PAGE_ROWS } from './rows/normalPage.ts';
import { runRow } from './rows/runRow.ts';
import { TABLE_ROWS, verdictOf } from './rows/tableRows.ts';
import { SURVIVORS } from './survivors.ts';

interface Mutant {
  readonly name: string;
  readonly breakIt: () => void;
  readonly mend: () => void;
}

/** Questions and guards are constant everywhere else. */
type Loose = { -readonly [K in keyof Question<never>]: Question<never>[K] };
type LooseGuard = { -readonly [K in keyof Guard]: Guard[K] };

const WAYS = [
  ['negated', (answer: boolean) => !answer],
  ['always yes', () => true],
  ['always no', () => false],
] as const;

function* mutants(): Generator<Mutant> {
  for (const { name, questions } of DECISION_TABLES) {
    for (const [id, fixed] of Object.entries<Question<never>>(questions)) {
      const question = fixed as Loose;
      const { ask } = question;
      for (const [how, bend] of WAYS) {
        yield {
          name: `${name}: ${id} ${how}`,
          breakIt: () => (question.ask = (input) => bend(ask(input))),
          mend: () => (question.ask = ask),
        };
      }
    }
  }
  for (const [name, fixed] of Object.entries<Guard>(GUARDS)) {
    const guard = fixed as LooseGuard;
    const { holds } = guard;
    for (const [how, bend] of WAYS) {
      yield {
        name: `guard ${name}: ${how}`,
        breakIt: () => (guard.holds = (fault) => bend(holds(fault))),
        mend: () => (guard.holds = holds),
      };
    }
  }
}

interface Recording {
  readonly name: string;
  readonly text: string;
  readonly machine: MachineName;
  readonly lines: readonly RecordedLine[];
}

/** Handwritten programs first: they are the most specific. */
function recordings(folder: string): Recording[] {
  return readTraceFolder(folder).sets.flatMap(({ scenarios, traces }) =>
    scenarios.flatMap(({ name, text }) =>
      MACHINE_NAMES.flatMap((machine) => {
        const lines = traces.get(machine)?.get(name);
        return lines === undefined ? [] : [{ name, text, machine, lines }];
      }),
    ),
  );
}

/** The first check that fails; null: none. An exception or an endless loop counts too. */
function killer(recorded: readonly Recording[]): string | null {
  for (const row of NORMAL_PAGE_ROWS) {
    for (const column of ['S', 'N'] as const) if (answerOf(row, column) !== row[column]) return `${row.id} (${column})`;
  }
  for (const row of TABLE_ROWS) if (verdictOf(row) !== row.verdict) return row.id;
  for (const row of ROWS) {
    for (const machine of row.machines) {
      if (!holds(() => runRow(row, machine).wrong.length === 0)) return `${row.id} on ${machine}`;
    }
  }
  for (const { name, text, machine, lines } of recorded) {
    if (!holds(() => replayProgram(text, machine, lines).differences.length === 0))
      return `trace ${name} on ${machine}`;
  }
  return null;
}

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

export async function main([only, ...more]: readonly string[]): Promise<number> {
  if (more.length > 0) throw new Error('One word at most: break only what has it in its name.');
  const recorded = recordings('engine/proof/traces');
  const sane = killer(recorded);
  if (sane !== null) {
    console.log(`Nothing is broken yet, and ${sane} disagrees already.`);
    return 1;
  }
  const survivors: string[] = [];
  const stale: string[] = [];
  let total = 0;
  for (const { name, breakIt, mend } of mutants()) {
    if (only !== undefined && !name.includes(only)) continue;
    total++;
    breakIt();
    let by: string | null;
    try {
      by = killer(recorded);
    } finally {
      mend();
    }
    if (by === null) survivors.push(name);
    else if (name in SURVIVORS) stale.push(name);
    console.log(by === null ? `SURVIVES  ${name}` : `killed    ${name}: ${by}`);
  }
  console.log(`\n${total - survivors.length} of ${total} killed.`);
  for (const name of survivors) console.log(`${name} survives: ${SURVIVORS[name] ?? 'NOT EXPLAINED'}`);
  for (const name of stale) console.log(`${name} is killed, but survivors.ts still explains why it survives.`);
  return survivors.every((name) => name in SURVIVORS) && stale.length === 0 ? 0 : 1;
}
