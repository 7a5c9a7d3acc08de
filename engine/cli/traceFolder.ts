/**
 * A folder of recorded traces: scenarios, and what real kernels did when they were played. Sets are recognised by their
 * files, not by their names, and what fits nowhere is reported.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { TraceLine } from '../say/trace.ts';
import { MACHINE_NAMES, type MachineName } from '../types.ts';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Kernels do not report the path. */
export type RecordedLine = Omit<TraceLine, 'path'>;

export interface TraceSet {
  readonly name: string;
  readonly scenarios: readonly NamedText[];
  readonly traces: ReadonlyMap<MachineName, ReadonlyMap<string, readonly RecordedLine[]>>;
}

/** What lies in the folder and cannot be replayed. */
export interface Unplaced {
  /** A set, or a folder; empty for the folder that was given. */
  readonly where: string;
  readonly what: readonly string[];
  readonly why: string;
}

export interface TraceFolder {
  readonly sets: readonly TraceSet[];
  readonly unplaced: readonly Unplaced[];
}

export const RECORDED = fileURLToPath(new URL('../proof/traces', import.meta.url));

const WHY = {
  unknownMachine: 'the engine does not model this machine',
  noTexts: 'a trace without texts',
  noTrace: 'texts without a trace',
  noText: 'a trace of a text that is not there',
  unnamed: 'not named SET.MACHINE.jsonl',
  otherLines: 'its lines do not hold what a trace holds',
  otherPrograms: 'not a list of programs with name and text',
  neither: 'neither texts nor a trace',
} as const;

const TRACE = /^([^.]+)\.([^.]+)\.jsonl(?:\.gz)?$/;
const PROGRAMS = 'programs.json';
const ENDING = '.scenario';

class Notes {
  readonly #notes = new Map<string, { where: string; what: string[]; why: string }>();

  add(where: string, what: string, why: string): void {
    const key = `${where}\n${why}`;
    const note = this.#notes.get(key);
    if (note === undefined) this.#notes.set(key, { where, what: [what], why });
    else note.what.push(what);
  }

  get all(): Unplaced[] {
    return [...this.#notes.values()];
  }
}

interface TraceFile {
  readonly folder: string;
  readonly file: string;
  readonly stem: string;
  readonly machine: string;
}

class Listing {
  readonly texts = new Map<string, NamedText[]>();
  readonly traces: TraceFile[] = [];

  constructor(root: string, notes: Notes) {
    const entries = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ path: entry.parentPath, folder: below(root, entry.parentPath), file: entry.name }))
      .sort((a, b) => compare(a.folder, b.folder) || compare(a.file, b.file));
    for (const { path, folder, file } of entries) {
      const trace = TRACE.exec(file);
      if (trace !== null) this.traces.push({ folder, file, stem: trace[1]!, machine: trace[2]! });
      else if (file.endsWith(ENDING)) {
        this.#add(folder, [{ name: basename(file, ENDING), text: readFileSync(join(path, file), 'utf8') }]);
      } else if (file === PROGRAMS) {
        const programs = readPrograms(join(path, file));
        if (programs === null) notes.add(folder, file, WHY.otherPrograms);
        else this.#add(folder, programs);
      } else notes.add(folder, file, /\.jsonl(\.gz)?$/.test(file) ? WHY.unnamed : WHY.neither);
    }
  }

  #add(folder: string, texts: readonly NamedText[]): void {
    this.texts.set(folder, [...(this.texts.get(folder) ?? []), ...texts]);
  }

  /**
   * The folder of the texts of a trace: the one that has the trace's name, beside it; or the trace's own; or the one of
   * that name beside a folder above it, for traces of texts that others share.
   */
  textsOf({ folder, stem }: TraceFile): string | undefined {
    const beside = above(folder).map((f) => (f === '' ? stem : `${f}/${stem}`));
    return [beside[0]!, folder, ...beside.slice(1)].find((f) => this.texts.has(f));
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const below = (root: string, path: string): string => path.slice(root.length).replaceAll('\\', '/').replace(/^\//, '');
const above = (folder: string): string[] => (folder === '' ? [''] : [folder, ...above(parentOf(folder))]);
const parentOf = (folder: string): string => dirname(folder).replace(/^\.$/, '');

const isNamedText = (value: unknown): value is NamedText =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'text' in value &&
  typeof value.text === 'string';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readPrograms(file: string): NamedText[] | null {
  const programs = parsed(readFileSync(file, 'utf8'));
  return Array.isArray(programs) && programs.every(isNamedText) ? programs : null;
}

const readMaybePacked = (file: string): string => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** A line with another shape would be compared as one that lacks everything. */
const isRecordedLine = (value: unknown): value is RecordedLine =>
  typeof value === 'object' &&
  value !== null &&
  ['machine', 'scenario', 'step', 'line', 'statement', 'outcome', 'pages', 'rss', 'vmas', 'log'].every(
    (field) => field in value,
  );

/** The lines of a trace, by scenario; null where they are not those of a trace. */
function readTrace(file: string): Map<string, RecordedLine[]> | null {
  const scenarios = new Map<string, RecordedLine[]>();
  for (const text of readMaybePacked(file).split('\n')) {
    if (text === '') continue;
    const line = parsed(text);
    if (!isRecordedLine(line)) return null;
    const lines = scenarios.get(line.scenario);
    if (lines === undefined) scenarios.set(line.scenario, [line]);
    else lines.push(line);
  }
  return scenarios;
}

const modelled = (machine: string): MachineName | undefined => MACHINE_NAMES.find((name) => name === machine);

/** Whether a trace of the text is missing on a machine: a text with a `machines` line was played on those only. */
function isExpected(text: string, machine: string): boolean {
  const machines = /^machines (.*)$/m.exec(text)?.[1];
  return machines === undefined || machines.split(/\s+/).includes(machine);
}

const isBelow = (folder: string, texts: string): boolean => folder !== texts && parentOf(texts) !== folder;

export function readTraceFolder(folder: string, wanted: (machine: MachineName) => boolean = () => true): TraceFolder {
  const root = folder.replace(/[/\\]+$/, '');
  const notes = new Notes();
  const listing = new Listing(root, notes);
  const sets = new Map<
    string,
    { texts: string; traces: Map<MachineName, ReadonlyMap<string, readonly RecordedLine[]>> }
  >();
  const named = new Set<string>();
  for (const trace of listing.traces) {
    // `random/random.arm.jsonl` and `random.arm.jsonl` beside `random/` are laid out differently and named alike.
    const name = basename(trace.folder) === trace.stem ? trace.folder : join(trace.folder, trace.stem);
    const texts = listing.textsOf(trace);
    if (texts !== undefined) named.add(texts);
    const machine = modelled(trace.machine);
    if (machine === undefined) {
      notes.add(name, trace.machine, WHY.unknownMachine);
      continue;
    }
    if (!wanted(machine)) continue;
    if (texts === undefined) {
      notes.add(trace.folder, trace.file, WHY.noTexts);
      continue;
    }
    const lines = readTrace(join(root, trace.folder, trace.file));
    if (lines === null) {
      notes.add(trace.folder, trace.file, WHY.otherLines);
      continue;
    }
    const set = sets.get(name) ?? { texts, traces: new Map() };
    sets.set(name, set);
    set.traces.set(machine, lines);

    const known = listing.texts.get(texts)!;
    for (const scenario of lines.keys()) {
      if (!known.some((text) => text.name === scenario)) notes.add(`${name} on ${machine}`, scenario, WHY.noText);
    }
    // Of texts that it shares with other sets, a set may have some only.
    if (isBelow(trace.folder, texts)) continue;
    for (const { name: scenario, text } of known) {
      if (!lines.has(scenario) && isExpected(text, machine)) notes.add(`${name} on ${machine}`, scenario, WHY.noTrace);
    }
  }
  for (const [texts, scenarios] of listing.texts) {
    if (!named.has(texts)) for (const { name } of scenarios) notes.add(texts, name, WHY.noTrace);
  }
  return {
    sets: [...sets].map(([name, { texts, traces }]) => ({ name, scenarios: listing.texts.get(texts)!, traces })),
    unplaced: notes.all,
  };
}

let recorded: TraceFolder | undefined;
/** The recordings of the project, which are read once however many ask for them. */
export const readRecorded = (): TraceFolder => (recorded ??= readTraceFolder(RECORDED));

/** Every text of the project that was played on a real kernel. */
export const recordedTexts = (): NamedText[] => readRecorded().sets.flatMap(({ scenarios }) => scenarios);
