/**
 * Fault handlers: those of the test driver used for the recordings, and those of files. A handler returns a page, or
 * VM_FAULT_NOPAGE after mapping something itself, or SIGBUS.
 */
import { asPfn, asVpn, VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { type Cx, type Platform, labelBead, structPage, within, placeOf, frameRef } from './cx.ts';
import { driverIndex, DRIVER_BLOCK_FIRST, inRange, pfnValid, type MemMap } from './memmap.ts';
import { leafPages } from './pgtable.ts';
import { fileOf } from './rss.ts';
import { get, set } from './sparse.ts';
import { allocPage, getPage, setContent } from './structPage.ts';
import { hasFault, lin } from './vma.ts';
import type { DriverFrames, Vma, World } from './world.ts';
import type { SigbusWhy, Told } from '../facts.ts';

export type Handled =
  /** With one reference for the caller. */
  { readonly kind: 'page'; readonly pfn: Pfn } | { readonly kind: 'nopage' } | Sigbus;

interface Sigbus {
  readonly kind: 'sigbus';
  readonly because: SigbusWhy;
}

/** VM_FAULT_SIGBUS that the test driver chose: no kernel function did. */
function driverSigbus(cx: Cx, because: SigbusWhy): Sigbus {
  cx.driverAnswers = true;
  return { kind: 'sigbus', because };
}

/** The frame `by` pages on in the same driver memory; null past its end. */
export function countOn(map: MemMap, pfn: Pfn, by: number): Pfn | null {
  const next = asPfn(pfn + by);
  const index = driverIndex(map, pfn);
  if (index !== null) {
    const after = driverIndex(map, next);
    return after !== null && after >= DRIVER_BLOCK_FIRST === index >= DRIVER_BLOCK_FIRST ? next : null;
  }
  if (inRange(map.mmio, pfn)) return inRange(map.mmio, next) ? next : null;
  return pfnValid(map, next) ? next : null;
}

/** Past the end of the list, counts on from its last frame; null past the driver's memory. */
export function driverFrame(map: MemMap, frames: DriverFrames, i: number): Pfn | null {
  const last = frames.list.length - 1;
  const listed = frames.list[Math.min(i, last)];
  if (listed === undefined) return null;
  return frames.same || i <= last ? listed : countOn(map, listed, i - last);
}

export const cachedPage = (world: World, file: string | null, pgoff: number): Pfn | null => {
  const mapped = fileOf(world, file);
  return mapped === null ? null : (get(mapped.cache, pgoff) ?? null);
};

/** `shmem_fault()`: the cached page, or a fresh one of zeroes; past the end of the file, SIGBUS. */
function fileFault(cx: Cx, vma: Vma, vpn: Vpn): Handled {
  const file = fileOf(cx.world, vma.file);
  const pgoff = lin(vma, vpn);
  if (file === null || vma.file === null || pgoff >= file.size) {
    return { kind: 'sigbus', because: { why: 'past the end', page: pgoff } };
  }
  let pfn = get(file.cache, pgoff);
  if (pfn === undefined) {
    pfn = allocPage(cx, { kind: 'cache', file: vma.file, pgoff });
    setContent(cx, pfn, '');
    const fresh = { ...file, cache: set(file.cache, pgoff, pfn) };
    cx.world = { ...cx.world, files: { ...cx.world.files, [vma.file]: fresh } };
  }
  getPage(cx, pfn);
  return { kind: 'page', pfn };
}

/** The handler's `vmf->page`; null if that page is not in use. */
export function driverPage(cx: Cx, vma: Vma, vpn: Vpn): Pfn | null {
  if (vma.ops?.kind !== 'vmf_page') return null;
  const pfn = driverFrame(cx.world.map, vma.ops.frames, lin(vma, vpn));
  return pfn !== null && pfnValid(cx.world.map, pfn) && structPage(cx.world, pfn).ref !== 0 ? pfn : null;
}

const isBlocked = (world: World, vma: Vma): boolean => fileOf(world, vma.file)?.blocked ?? false;

/** `vm_ops->fault`, which must exist. */
export const callFault = (cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn): Handled =>
  vma.ops?.kind === 'file'
    ? within(cx, 'shmem_fault', () => fileFault(cx, vma, vpn))
    : within(cx, 'vm_ops->fault', () => driverFault(cx, process, vma, vpn));

function driverFault(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn): Handled {
  const ops = vma.ops;
  if (!hasFault(ops) || ops.kind === 'file') return { kind: 'sigbus', because: { why: 'no handler' } };
  if (isBlocked(cx.world, vma)) return driverSigbus(cx, { why: 'in reset' });
  const pfn = driverFrame(cx.world.map, ops.frames, lin(vma, vpn));
  if (pfn === null) return driverSigbus(cx, { why: 'no more frames' });
  switch (ops.kind) {
    case 'vmf_insert_pfn_pmd':
      // R-RD-12: the driver's own contract.
      if ((vma.flags & VM.MIXEDMAP) !== 0) return insertMixed(cx, process, vma, vpn, pfn); // R-RD-12
      cx.linux.vmfInsertPfn(cx, process, vma, vpn, pfn);
      return { kind: 'nopage' };
    case 'vmf_insert_pfn':
      cx.linux.vmfInsertPfn(cx, process, vma, vpn, pfn);
      return { kind: 'nopage' };
    case 'vmf_insert_mixed':
      return insertMixed(cx, process, vma, vpn, pfn);
    case 'vmf_page': {
      const page = driverPage(cx, vma, vpn);
      if (page === null) {
        const why = pfnValid(cx.world.map, pfn) ? 'freed' : 'no struct page';
        return driverSigbus(cx, { why, frame: frameRef(cx.world, pfn) });
      }
      getPage(cx, page);
      return { kind: 'page', pfn: page };
    }
  }
}

function insertMixed(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn): Handled {
  return cx.linux.vmfInsertMixed(cx, process, vma, vpn, pfn)
    ? { kind: 'nopage' }
    : { kind: 'sigbus', because: { why: 'mixed refused' } };
}

export const hasHugeFault = (cx: Platform, vma: Vma): boolean =>
  cx.arch.hasPmdPfnmap && vma.ops?.kind === 'vmf_insert_pfn_pmd';

type HugeHandled = 'mapped' | 'fallback' | 'sigbus';

export const callHugeFault = (cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, write: boolean): HugeHandled =>
  within(cx, 'vm_ops->huge_fault', () => hugeFault(cx, process, vma, vpn, write));

function hugeFault(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, write: boolean): HugeHandled {
  const ops = vma.ops;
  if (isBlocked(cx.world, vma)) {
    cx.driverAnswers = true;
    return 'sigbus';
  }
  if (ops?.kind !== 'vmf_insert_pfn_pmd') return 'fallback';
  // As DAX does: what will be copied is mapped page by page. R-RD-12: the driver's own contract.
  if (write && (vma.flags & VM.MIXEDMAP) !== 0 && (vma.flags & VM.SHARED) === 0) return 'fallback'; // R-RD-12
  const pages = leafPages(cx.arch, 'pmd');
  const first = asVpn(vpn - (vpn % pages));
  const pfn = first < vma.start ? null : driverFrame(cx.world.map, ops.frames, lin(vma, first));
  const last = pfn === null ? null : countOn(cx.world.map, pfn, pages - 1);
  if (pfn === null || last === null || pfn % pages !== 0 || first + pages > vma.end) {
    labelBead(cx, 'huge_fault', { place: placeOf(cx, vpn) });
    return 'fallback';
  }
  cx.linux.vmfInsertPfnPmd(cx, process, vma, first, pfn, write);
  return 'mapped';
}

export const faultFacts = (cx: Cx, handled: Handled): Told['__do_fault'] =>
  handled.kind === 'page'
    ? { frame: frameRef(cx.world, handled.pfn) }
    : handled.kind === 'nopage'
      ? { mapped: true }
      : handled.because;
