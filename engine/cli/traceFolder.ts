/**
 * A folder of recorded traces: scenarios, and what real kernels did when they were played. Laid out as kernel/traces.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { TraceLine } from '../run/traceLine.ts';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A trace as recorded: a kernel does not tell its path. */
export type RecordedLine = Omit<TraceLine, 'path'>;

/** Scenarios and their traces, by machine and by scenario. */
export interface TraceSet {
  readonly scenarios: readonly NamedText[];
  readonly traces: ReadonlyMap<string, ReadonlyMap<string, readonly RecordedLine[]>>;
}

/** The recorded traces of the project itself, in a checkout. */
export const RECORDED = fileURLToPath(new URL('../proof/traces', import.meta.url));

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** The `*.scenario` files of a folder, sorted by name. */
const readScenarios = (folder: string): NamedText[] =>
  names(folder)
    .filter((file) => file.endsWith('.scenario'))
    .map((file) => ({ name: basename(file, '.scenario'), text: readFileSync(join(folder, file), 'utf8') }));

const readPrograms = (file: string): NamedText[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NamedText[]) : [];

const readMaybePacked = (file: string): string => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** The traces of `STEM.MACHINE.jsonl`, packed or not. */
function readTraces(folder: string, stem: string): TraceSet['traces'] {
  const traces = new Map<string, Map<string, RecordedLine[]>>();
  for (const file of names(folder)) {
    const machine = /^([^.]+)\.([^.]+)\.jsonl(?:\.gz)?$/.exec(file);
    if (machine === null || machine[1] !== stem) continue;
    const scenarios = new Map<string, RecordedLine[]>();
    for (const text of readMaybePacked(join(folder, file)).split('\n')) {
      if (text === '') continue;
      const line = JSON.parse(text) as RecordedLine;
      const lines = scenarios.get(line.scenario);
      if (lines === undefined) scenarios.set(line.scenario, [line]);
      else lines.push(line);
    }
    traces.set(machine[2]!, scenarios);
  }
  return traces;
}

/**
 * What a folder holds: `hand/*.scenario` with `hand.MACHINE.jsonl.gz`, `random/programs.json` with
 * `random/random.MACHINE.jsonl.gz`, both or one of them; `random/` may also be given itself.
 */
export function readTraceFolder(folder: string): TraceSet[] {
  const sets = [
    { scenarios: readScenarios(join(folder, 'hand')), traces: readTraces(folder, 'hand') },
    ...[folder, join(folder, 'random')].map((random) => ({
      scenarios: readPrograms(join(random, 'programs.json')),
      traces: readTraces(random, 'random'),
    })),
  ];
  return sets.filter((set) => set.scenarios.length > 0 && set.traces.size > 0);
}

/** Every text of the project that was played on a real kernel. */
export const recordedTexts = (): NamedText[] => [
  ...readScenarios(join(RECORDED, 'hand')),
  ...readPrograms(join(RECORDED, 'random/programs.json')),
];
