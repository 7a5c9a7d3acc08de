/** Text forms for tests and people: any frame of a run, and the one canonical text of a state. */
import { entries, type Sparse } from '../mm/sparse.ts';
import type { World } from '../mm/world.ts';
import {
  placeText,
  type Bead,
  type EntryView,
  type FrameView,
  type MachineView,
  type Snapshot,
  type Step,
} from '../facts.ts';

const words = (...parts: readonly (string | false | null)[]): string =>
  parts.filter((p) => p !== false && p !== null && p !== '').join(' ');

const entryLine = (e: EntryView): string =>
  words(
    `    ${placeText(e.place)} -> ${e.frame}`,
    e.level === 'pmd' && 'pmd',
    e.write ? 'rw' : 'r-',
    e.special && 'special',
    e.young && 'young',
    e.dirty && 'dirty',
    e.normal ? 'normal' : 'NULL',
    e.wrong !== null && `(${e.wrong} page)`,
    e.word,
  );

const frameLine = (f: FrameView): string =>
  words(
    `  ${f.name}`,
    f.kind,
    f.struct ? `ref=${f.refcount} map=${f.mapcount}` : 'no struct page',
    f.exclusive && 'exclusive',
    f.pinned && 'pinned',
    f.pins.length > 0 && `held as ${f.pins.join(', ')}`,
    f.content !== '' && JSON.stringify(f.content),
  );

function machineText(m: MachineView): string[] {
  const lines = [words(m.arch, m.stopped !== null && `stopped: ${m.stopped}`)];
  for (const p of m.processes) {
    lines.push(`  ${p.name} file=${p.rss.file} anon=${p.rss.anon} shmem=${p.rss.shmem} tables=${p.tables.length}`);
    for (const vma of p.vmas) {
      lines.push(`   ${placeText(vma.place)} ${vma.pages} pages ${vma.flags.join(' ')} pgoff ${vma.pgoff}`);
      for (const entry of vma.entries) lines.push(entryLine(entry));
    }
  }
  for (const frame of m.frames) if (frame.kind !== 'table') lines.push(frameLine(frame));
  for (const line of m.log) lines.push(`  log: ${line}`);
  return lines;
}

/** What each machine says at a bead. */
const beadText = (step: Step, bead: Bead | undefined): string[] =>
  (bead?.machines ?? []).map((m, i) => {
    const outcome = step.outcomes[i] ?? 'stopped';
    return m === null
      ? `${i}: holds its state (${outcome})`
      : `${i}: ${m.chain.join(' > ')}: ${m.sentence} (${outcome})`;
  });

/** One frame of a run: the statement, what each machine did, and the state that it left. */
export function debugFrame(step: Step, snapshot: Snapshot): string {
  const bead = step.beads[snapshot.bead];
  return [
    `step ${step.step} ${step.text} / bead ${snapshot.bead} ${bead?.fn ?? ''}`,
    ...beadText(step, bead),
    ...snapshot.machines.flatMap(machineText),
  ].join('\n');
}

const isSparse = (value: object): value is Sparse<unknown> => 'depth' in value && 'size' in value && 'root' in value;

/** Keys in order, sparse arrays as lists of pairs: two states are the same if and only if their texts are. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isSparse(value)) return [...entries(value)].map(([index, element]) => [index, plain(element)]);
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, inner]) => [key, plain(inner)]));
}

/** The one canonical text of a state, for a search that must know whether it was here before. */
export const canonical = (world: World): string => JSON.stringify(plain(world));
