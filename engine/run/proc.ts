/**
 * What user space would be shown of a process, next to what is true: the same observers that statements call, played on a
 * copy of the state that nobody keeps. Reference section 9.2.
 */
import { pageKb } from '../arch/arch.ts';
import type { Pages, Statement } from '../language/program.ts';
import { noNotes, placeOf, type Cx, type Platform } from '../mm/cx.ts';
import { listMm, processesOf, type ListedEntry } from '../mm/entryList.ts';
import { leafPages } from '../mm/pgtable.ts';
import type { Vma, World } from '../mm/world.ts';
import { nameFrames } from '../ops/outcome.ts';
import { playStatement } from '../ops/index.ts';
import { VM, type ProcessName } from '../types.ts';
import {
  placeText,
  SMAPS_SUMS,
  type MapsLine,
  type Missed,
  type ProcVma,
  type ProcView,
  type Smaps,
  type Value,
} from '../facts.ts';
import { nameOf, type FrameNames } from './names.ts';

const NO_SUMS = Object.fromEntries(SMAPS_SUMS.map((name) => [name, 0])) as Smaps;

/** Plays an observer on a copy, and gives what it found out; what it would change is forgotten. */
export function observe<K extends Value['kind']>(
  cx: Platform & Pick<Cx, 'names'>,
  world: World,
  frames: FrameNames,
  statement: Statement,
  kind: K,
): Value & { readonly kind: K } {
  const scratch: Cx = { ...cx, world, ...noNotes() };
  const outcome = nameFrames(playStatement(scratch, statement), (pfn) => nameOf(world, frames, pfn));
  const value = outcome.kind === 'ok' ? outcome.value : null;
  if (value?.kind !== kind) throw new Error(`${statement.op} does not tell of a mapping that is there`);
  return value as Value & { readonly kind: K };
}

const mapsLine = ({ arch }: Cx, vma: Vma): MapsLine => ({
  start: vma.start * 2 ** arch.pageShift,
  end: vma.end * 2 ** arch.pageShift,
  read: (vma.flags & VM.READ) !== 0,
  write: (vma.flags & VM.WRITE) !== 0,
  exec: (vma.flags & VM.EXEC) !== 0,
  shared: (vma.flags & VM.MAYSHARE) !== 0,
  offset: vma.file === null ? 0 : vma.pgoff * 2 ** arch.pageShift,
  file: vma.file,
});

function procVma(cx: Cx, world: World, frames: FrameNames, actor: ProcessName, vma: Vma): ProcVma {
  const first = placeOf(cx, vma.start);
  const pages = vma.end - vma.start;
  const place: Pages = {
    name: first.name,
    from: first.page,
    to: first.page + pages - 1,
    text: placeText(first),
  };
  const ask = <O extends 'smaps' | 'pagemap' | 'mincore'>(op: O): Value & { readonly kind: O } =>
    observe(cx, world, frames, { op, actor, place }, op);
  const list = listMm(world, cx, world.mms[actor]!).filter((entry) => entry.vma === vma);
  const pagesOf = (e: ListedEntry): readonly number[] => {
    const from = Math.max(e.vpn, vma.start);
    const to = Math.min(e.vpn + leafPages(cx.arch, e.level), vma.end);
    return Array.from({ length: to - from }, (_, i) => from + i);
  };
  const mapped = list.flatMap(pagesOf);
  const counted = list.filter((entry) => entry.meant === 'page').flatMap(pagesOf).length;
  const pagemap = ask('pagemap').pages;
  const mincore = ask('mincore').pages;
  const smaps = ask('smaps').sums ?? NO_SUMS;
  const shown = pagemap.filter((item) => item !== null).length;
  // R-WK-16: a digit per page.
  const absent = mapped.filter((vpn) => mincore[vpn - vma.start] === false).length;
  const inSmaps = smaps.Rss / pageKb(cx.arch);
  const missed: readonly Missed[] = [
    ...(shown < mapped.length ? [{ kind: 'pagemap', shown, mapped: mapped.length } as const] : []),
    ...(absent > 0 ? [{ kind: 'mincore', absent, mapped: mapped.length } as const] : []),
    ...(inSmaps !== counted ? [{ kind: 'smaps', shown: inSmaps, counted } as const] : []),
  ];
  return {
    place: first,
    maps: mapsLine(cx, vma),
    smaps,
    pagemap,
    mincore,
    populated: mapped.length,
    counted,
    raw: mapped.length - counted,
    missed,
  };
}

export const procViews = (cx: Cx, world: World, frames: FrameNames): ProcView[] =>
  processesOf(world).map((mm) => ({
    process: mm.name,
    status: observe(cx, world, frames, { op: 'status', actor: mm.name }, 'status').rss,
    vmas: mm.vmas.map((vma) => procVma(cx, world, frames, mm.name, vma)),
  }));
