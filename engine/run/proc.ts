/**
 * What user space would be shown of a process, next to what is true: the same observers that statements call, played on a
 * copy of the state that nobody keeps. Reference section 9.2.
 */
import type { OpName, Pages, Statement } from '../language/program.ts';
import { placeOf, placeText, type Cx } from '../mm/cx.ts';
import { listMm, processesOf, type ListedEntry } from '../mm/entryList.ts';
import { leafPages } from '../mm/pgtable.ts';
import type { Vma, World } from '../mm/world.ts';
import { nameFrames } from '../ops/frameOutcome.ts';
import { playStatement } from '../ops/index.ts';
import { PAGE_SHIFT, VM, type ProcessName } from '../types.ts';
import type { ProcVma, ProcView } from '../facts.ts';
import { nameOrNumber, type FrameNames } from './names.ts';

/** Plays an observer on a copy; what it would change is forgotten. */
function observe(cx: Cx, world: World, frames: FrameNames, statement: Statement): string {
  const scratch: Cx = { ...cx, world, chain: [], changes: [], decisions: [], beads: [], path: [], faults: [] };
  const outcome = playStatement(scratch, statement);
  return nameFrames(outcome, (pfn) => nameOrNumber(world, frames, pfn)).replace(/^ok: /, '');
}

/** The line of /proc/PID/maps; the offset is vm_pgoff in bytes, for a private PFN mapping the physical address. */
function mapsLine(vma: Vma): string {
  const address = (page: number): string => (page * 2 ** PAGE_SHIFT).toString(16).padStart(8, '0');
  const letter = (flag: number, is: string): string => ((vma.flags & flag) !== 0 ? is : '-');
  const rights = letter(VM.READ, 'r') + letter(VM.WRITE, 'w') + letter(VM.EXEC, 'x');
  const shared = (vma.flags & VM.MAYSHARE) !== 0 ? 's' : 'p';
  const offset = vma.file === null ? '00000000' : address(vma.pgoff);
  return `${address(vma.start)}-${address(vma.end)} ${rights}${shared} ${offset} ${vma.file ?? ''}`.trimEnd();
}

function procVma(cx: Cx, world: World, frames: FrameNames, actor: ProcessName, vma: Vma): ProcVma {
  const first = placeOf(cx, vma.start);
  const pages = vma.end - vma.start;
  const place: Pages = {
    name: first.name,
    from: first.page,
    to: first.page + pages - 1,
    text: placeText(cx, vma.start),
  };
  const ask = (op: Extract<OpName, 'smaps' | 'pagemap' | 'mincore'>): string =>
    observe(cx, world, frames, { op, actor, place });
  const list = listMm(world, cx.arch, cx.rules, world.mms[actor]!).filter((entry) => entry.vma === vma);
  /** The pages of the VMA that an entry maps: a huge entry many. */
  const pagesOf = (e: ListedEntry): readonly number[] => {
    const from = Math.max(e.vpn, vma.start);
    const to = Math.min(e.vpn + leafPages(cx.arch, e.level), vma.end);
    return Array.from({ length: to - from }, (_, i) => from + i);
  };
  const mapped = list.flatMap(pagesOf);
  const counted = list.filter((entry) => entry.meant === 'page').flatMap(pagesOf).length;
  const pagemap = ask('pagemap').split(' ');
  const smaps = ask('smaps');
  const rss = Number(/Rss=(\d+)/.exec(smaps)?.[1] ?? 0) / 4;
  const shown = pagemap.filter((item) => item !== '-').length;
  const missed: string[] = [];
  if (shown < mapped.length) missed.push(`pagemap shows ${shown} of ${mapped.length} mapped pages.`);
  const mincore = ask('mincore');
  // R-WK-16: a digit a page.
  const absent = mapped.filter((vpn) => mincore[vpn - vma.start] === '0').length;
  if (absent > 0) missed.push(`mincore reports ${absent} of ${mapped.length} mapped pages as not in memory.`);
  if (rss !== counted) missed.push(`smaps counts ${rss} pages; counted when they were mapped: ${counted}.`);
  return {
    place: first,
    maps: mapsLine(vma),
    smaps,
    pagemap,
    mincore,
    populated: mapped.length,
    counted,
    raw: mapped.length - counted,
    missed,
  };
}

/** Every process of one machine. */
export const procViews = (cx: Cx, world: World, frames: FrameNames): ProcView[] =>
  processesOf(world).map((mm) => ({
    process: mm.name,
    status: observe(cx, world, frames, { op: 'status', actor: mm.name }),
    vmas: mm.vmas.map((vma) => procVma(cx, world, frames, mm.name, vma)),
  }));
