/**
 * Our traces against recorded ones: statement by statement, field by field.
 */
import { carryAll } from '../arch/index.ts';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import { traceLine, type TraceLine } from '../say/trace.ts';
import type { MachineName } from '../types.ts';
import type { RecordedLine } from './traceFolder.ts';

export interface FieldDifference {
  /** `outcome`, `pages B io+2 refcount`, `rss A anon`, `vmas A io+0 flags`, `log`. */
  readonly field: string;
  readonly recorded: string;
  readonly ours: string;
}

export interface StatementDifference {
  readonly step: number;
  readonly line: number;
  readonly statement: string;
  readonly fields: readonly FieldDifference[];
}

export interface Comparison {
  readonly agreed: number;
  readonly total: number;
  readonly differences: readonly StatementDifference[];
}

const NONE = 'none';
const show = (value: unknown): string =>
  value === undefined ? NONE : typeof value === 'string' ? value : JSON.stringify(value);

type Shown = ReadonlyMap<string, string>;
const shown = (record: object): Shown => new Map(Object.entries(record).map(([name, value]) => [name, show(value)]));

function differencesOf(what: string, recorded: Shown, ours: Shown): FieldDifference[] {
  const names = new Set([...recorded.keys(), ...ours.keys()]);
  return [...names].flatMap((name) => {
    const [a, b] = [recorded.get(name) ?? NONE, ours.get(name) ?? NONE];
    return a === b ? [] : [{ field: `${what} ${name}`, recorded: a, ours: b }];
  });
}

/** A record that one side lacks entirely is one difference, not one per field. */
function differencesOfRecords(
  what: string,
  recorded: ReadonlyMap<string, object>,
  ours: ReadonlyMap<string, object>,
): FieldDifference[] {
  const keys = new Set([...recorded.keys(), ...ours.keys()]);
  return [...keys].flatMap((key) => {
    const [a, b] = [recorded.get(key), ours.get(key)];
    if (a !== undefined && b !== undefined) return differencesOf(`${what} ${key}`, shown(a), shown(b));
    return [{ field: `${what} ${key}`, recorded: show(a), ours: show(b) }];
  });
}

const byPlace = (records: readonly { readonly process: string; readonly place: string }[]): Map<string, object> =>
  new Map(records.map((r) => [`${r.process} ${r.place}`, r]));

/** What differs between two lines of the same statement. `path` is not compared: recordings do not have it. */
function compareLines(recorded: RecordedLine, ours: RecordedLine): FieldDifference[] {
  const whole = (line: RecordedLine): Shown =>
    new Map([
      ['statement', line.statement],
      ['outcome', line.outcome],
      ['log', show(line.log)],
    ]);
  return [
    ...differencesOf('', whole(recorded), whole(ours)).map((d) => ({ ...d, field: d.field.trim() })),
    ...differencesOfRecords('pages', byPlace(recorded.pages), byPlace(ours.pages)),
    ...differencesOfRecords('rss', new Map(Object.entries(recorded.rss)), new Map(Object.entries(ours.rss))),
    ...differencesOfRecords('vmas', byPlace(recorded.vmas), byPlace(ours.vmas)),
  ];
}

/** Compares traces of one scenario on one machine. A statement that only one side has counts as a difference. */
export function compareTrace(recorded: readonly RecordedLine[], ours: readonly RecordedLine[]): Comparison {
  const oursByStep = new Map(ours.map((line) => [line.step, line]));
  const recordedByStep = new Map(recorded.map((line) => [line.step, line]));
  const steps = [...new Set([...recordedByStep.keys(), ...oursByStep.keys()])].sort((a, b) => a - b);
  const differences: StatementDifference[] = [];
  for (const step of steps) {
    const [a, b] = [recordedByStep.get(step), oursByStep.get(step)];
    const { line, statement } = (a ?? b)!;
    const missing = { field: 'outcome', recorded: show(a?.outcome), ours: show(b?.outcome) };
    const fields = a !== undefined && b !== undefined ? compareLines(a, b) : [missing];
    if (fields.length > 0) differences.push({ step, line, statement, fields });
  }
  return { agreed: steps.length - differences.length, total: steps.length, differences };
}

export interface ProgramReplay extends Comparison {
  /** Recorded statements from the first one on that cannot be played; they are not compared. */
  readonly notPlayed: number;
  readonly stop: { readonly line: number; readonly why: string } | null;
}

export function replayProgram(text: string, machine: MachineName, recorded: readonly RecordedLine[]): ProgramReplay {
  carryAll();
  const program = parse(text);
  const run = createRun({ ...program, machines: [machine] });
  const ours: TraceLine[] = [];
  for (const { step } of run.play()) {
    const record = run.record(step, machine);
    if (record !== null) ours.push(traceLine(record, ''));
  }
  const [unread] = program.diagnostics;
  const end = unread === undefined ? Infinity : program.steps.length + 1;
  const playable = recorded.filter((line) => line.step < end);
  const notPlayed = recorded.length - playable.length;
  const stop = unread && { line: unread.line, why: unread.message };
  return { ...compareTrace(playable, ours), notPlayed, stop: stop ?? null };
}
