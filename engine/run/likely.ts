/** What may be at a place after a statement, as far as the state before it tells. */
import type { FrameName, FrameRef } from '../facts.ts';
import type { Pages, Statement } from '../language/program.ts';
import { baseOf, type Cx, type Platform } from '../mm/cx.ts';
import { cachedPage, driverFrame } from '../mm/driver.ts';
import { listEntries, type ListedEntry } from '../mm/entryList.ts';
import { zeroPfnAt } from '../mm/memmap.ts';
import { leafPages } from '../mm/pgtable.ts';
import { fileOf } from '../mm/rss.ts';
import { contentOf } from '../mm/structPage.ts';
import { findVma, hasFault, lin, vmaIsAnonymous } from '../mm/vma.ts';
import type { Vma, World } from '../mm/world.ts';
import { asVpn, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import type { MachineStep } from './machine.ts';
import { framesOfMmap } from './named.ts';
import { refOf } from './names.ts';

/** A machine before the statement. */
export interface Before {
  readonly cx: Platform & Pick<Cx, 'names'>;
  readonly before: Pick<MachineStep, 'world' | 'names'>;
}

export interface Spot {
  readonly process: ProcessName;
  readonly place: Pages;
}

/** What a statement is about. */
export const spotOf = (statement: Statement): Spot | null =>
  'actor' in statement && 'place' in statement ? { process: statement.actor, place: statement.place } : null;

export const ENOUGH = 32;

export function entryFor(cx: Before['cx'], world: World, process: ProcessName, vpn: Vpn): ListedEntry | null {
  const covers = (e: ListedEntry): boolean =>
    e.process === process && e.vpn <= vpn && vpn < e.vpn + leafPages(cx.arch, e.level);
  const found = listEntries(world, cx).find(covers);
  return found ? { ...found, vpn, pfn: (found.pfn + vpn - found.vpn) as Pfn } : null;
}

export const pageOf = (cx: Pick<Cx, 'names'>, place: Pages): Vpn => asVpn(baseOf(cx, place.name) + place.from);

export const pagesIn = (place: Pages): number => place.to - place.from + 1;

/** The process that has, before the statement, what a process starts with that the statement makes. */
export const originOfProcess = (statement: Statement, process: ProcessName): ProcessName =>
  statement.op === 'fork' && statement.child === process ? statement.actor : process;

/** Where the state before has what a place starts with. */
export function originOf(statement: Statement, { process, place }: Spot): Spot {
  if (statement.op !== 'mremap' || statement.to !== place.name) {
    return { process: originOfProcess(statement, process), place };
  }
  const { name, from } = statement.place;
  return { process, place: { ...place, name, from: from + place.from, to: from + place.to } };
}

export function vmaOf({ cx, before }: Before, { process, place }: Spot): Vma | null {
  const mm = before.world.mms[process];
  return mm === undefined ? null : findVma(mm, pageOf(cx, place));
}

export const entryOf = ({ cx, before }: Before, { process, place }: Spot): ListedEntry | null =>
  entryFor(cx, before.world, process, pageOf(cx, place));

export function held({ cx, before }: Before, process: ProcessName): ListedEntry[] {
  return listEntries(before.world, cx)
    .filter((entry) => entry.process === process)
    .slice(0, ENOUGH);
}

interface Likely {
  readonly frame: FrameRef;
  readonly content: string;
}

const known = ({ before: { world, names } }: Before, pfn: Pfn): Likely => ({
  frame: refOf(world, names, pfn),
  content: contentOf(world, pfn),
});

/** A frame that the kernel has yet to allocate. */
const fresh = ({ before: { world } }: Before, name: FrameName): Likely => ({
  frame: { pfn: world.nextFrame ?? world.lowestFree, name },
  content: '',
});

/** What a driver or a file has for a place. */
function offered(machine: Before, spot: Spot, statement: Statement): Likely[] {
  const { world } = machine.before;
  const { place } = spot;
  if (statement.op === 'mmap' && statement.name === place.name) {
    const frames = [...framesOfMmap(world.map, statement)];
    return frames.slice(place.from, place.from + 2).map((pfn) => known(machine, pfn));
  }
  const vma = vmaOf(machine, spot);
  if (vma === null || !hasFault(vma.ops)) return [];
  const page = lin(vma, pageOf(machine.cx, place));
  if (vma.ops.kind !== 'file') {
    const pfn = driverFrame(world.map, vma.ops.frames, page);
    return pfn === null ? [] : [known(machine, pfn)];
  }
  const file = fileOf(world, vma.file);
  if (file === null || page >= file.size) return [];
  const cached = cachedPage(world, vma.file, page);
  if (cached !== null) return [known(machine, cached)];
  return [fresh(machine, { kind: file.kind === 'shmem' ? 'shmem' : 'file', name: file.name, page })];
}

/** New pages, named in the order of places. They are offered whichever answer is right. */
function newPages(machine: Before, { place }: Spot, statement: Statement): Likely[] {
  const first = 'place' in statement && statement.place.name === place.name ? statement.place.from : place.from;
  return [...new Set([1, 1 + Math.max(0, place.from - first)])].map((nth) =>
    fresh(machine, { kind: 'anon', number: machine.before.names.given + nth }),
  );
}

/** What may be at a place after a statement, the most likely first. */
export function likelyAt(machine: Before, asked: Spot, statement: Statement): Likely[] {
  const spot = originOf(statement, asked);
  const entry = entryOf(machine, spot);
  const vma = vmaOf(machine, spot);
  const zero =
    vma !== null && vmaIsAnonymous(vma)
      ? [known(machine, zeroPfnAt(machine.before.world.map, pageOf(machine.cx, spot.place)))]
      : [];
  return [
    ...(entry ? [known(machine, entry.pfn)] : []),
    ...offered(machine, spot, statement),
    ...zero,
    ...newPages(machine, spot, statement),
    ...held(machine, spot.process).map(({ pfn }) => known(machine, pfn)),
  ];
}
