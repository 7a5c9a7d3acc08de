/** Any moment of a run as text, for tests and people. */
import {
  placeText,
  type Bead,
  type EntryView,
  type FrameView,
  type MachineView,
  type Snapshot,
  type Step,
} from '../facts.ts';
import { beadText } from './bead.ts';
import { frameText, pgoffText } from './frame.ts';
import { logText, stopText } from './log.ts';
import { outcomeText } from './outcome.ts';

const words = (...parts: readonly (string | false | null)[]): string =>
  parts.filter((p) => p !== false && p !== null && p !== '').join(' ');

const RIGHTS: Readonly<Record<EntryView['rights'], string>> = { none: '--', read: 'r-', write: 'rw' };

const entryLine = (e: EntryView): string =>
  words(
    `    ${placeText(e.place)} -> ${frameText({ pfn: e.pfn, name: e.frame })}`,
    e.level === 'pmd' && 'pmd',
    RIGHTS[e.rights],
    e.special && 'special',
    e.young && 'young',
    e.dirty && 'dirty',
    e.normal ? 'normal' : 'NULL',
    e.wrong !== null && `(${e.wrong} page)`,
    e.word,
  );

const frameLine = (f: FrameView): string =>
  words(
    `  ${frameText(f)}`,
    f.kind,
    f.struct ? `ref=${f.refcount} map=${f.mapcount}` : 'no struct page',
    f.exclusive && 'exclusive',
    f.pinned && 'pinned',
    f.pins.length > 0 && `held as ${f.pins.join(', ')}`,
    f.content !== '' && JSON.stringify(f.content),
  );

function machineText(m: MachineView): string[] {
  const lines = [words(m.name, m.stopped !== null && `stopped: ${stopText(m.stopped)}`)];
  for (const p of m.processes) {
    lines.push(`  ${p.name} file=${p.rss.file} anon=${p.rss.anon} shmem=${p.rss.shmem} tables=${p.tables.length}`);
    for (const vma of p.vmas) {
      lines.push(
        `   ${placeText(vma.place)} ${vma.pages} pages ${vma.flags.join(' ')} pgoff ${pgoffText(vma.pgoffMeans)}`,
      );
      for (const entry of vma.entries) lines.push(entryLine(entry));
    }
  }
  for (const frame of m.frames) if (frame.kind !== 'table') lines.push(frameLine(frame));
  for (const line of m.log) lines.push(`  log: ${logText(line)}`);
  return lines;
}

const beadLines = (step: Step, bead: Bead | undefined): string[] =>
  (bead?.machines ?? []).map((m, i) => {
    const ended = step.outcomes[i] ?? null;
    const outcome = ended === null ? 'stopped' : outcomeText(ended);
    return m === null
      ? `${i}: holds its state (${outcome})`
      : `${i}: ${[...m.chain, ...(bead?.kernel === false ? [bead.fn] : [])].join(' > ')}: ${beadText(m, step.text)} (${outcome})`;
  });

export function momentText(step: Step, snapshot: Snapshot): string {
  const bead = step.beads[snapshot.bead];
  return [
    `step ${step.step} ${step.text} / bead ${snapshot.bead} ${bead?.fn ?? ''}`,
    ...beadLines(step, bead),
    ...snapshot.machines.flatMap(machineText),
  ].join('\n');
}
