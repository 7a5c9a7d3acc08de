/**
 * mmap(2) with MAP_FIXED_NOREPLACE, and the driver's mmap handler. Kernel: mm/mmap.c (`do_mmap`, `__mmap_region`),
 * drivers/char/mem.c (`mmap_mem`). Rules R-F-5 to R-F-8, R-IN-4 to R-IN-31, R-IN-62 to R-IN-68, R-PR-12.
 */
import { asPfn, asVpn, VM, type Pfn, type ProcessName, type Refusal, type Vpn } from '../types.ts';
import type { PfnSpec, Source, StatementOf } from '../language/program.ts';
import type { ModelBound, Told } from '../facts.ts';
import {
  baseOf,
  bead,
  below,
  type Cx,
  driverRefuses,
  frameRef,
  KernelBug,
  labelBead,
  placeOf,
  within,
} from '../mm/cx.ts';
import { decide, decidedBy } from '../mm/decide.ts';
import { countOn, driverFrame } from '../mm/driver.ts';
import { createFile, devmemFile, dropUnmappedFiles } from '../mm/files.ts';
import { driverPfn, inRange, mmioPfn, pfnValid } from '../mm/memmap.ts';
import { untrackPfn } from '../mm/pat.ts';
import { freeTables, lookup, mmOf, pfnOf } from '../mm/pgtable.ts';
import { changeVma, coloursAgree, findVma, insertVma, isCowMapping, replaceVmas, vmasIn } from '../mm/vma.ts';
import type { DriverFrames, Vma, VmHook, VmOps } from '../mm/world.ts';
import { firstPage, type Op } from './op.ts';

type Mmap = StatementOf<'mmap'>;

const RAW_FLAGS = VM.IO | VM.PFNMAP | VM.DONTEXPAND | VM.DONTDUMP; // R-F-8: what such drivers set.

const protFlags = (prot: string): number =>
  (prot.includes('r') ? VM.READ : 0) | (prot.includes('w') ? VM.WRITE : 0) | (prot.includes('x') ? VM.EXEC : 0);

/** R-F-5, and VM_ACCOUNT for what may need its own memory; null: EACCES. */
function flagsOf(s: Mmap): number | null {
  const readOnlyFile = s.source.kind === 'file' && s.source.ro;
  let flags = protFlags(s.prot) | VM.MAYREAD | VM.MAYWRITE | VM.MAYEXEC;
  if (s.share === 'shared') {
    flags |= VM.SHARED | VM.MAYSHARE;
    if (readOnlyFile) {
      if ((flags & VM.WRITE) !== 0) return null;
      flags &= ~(VM.SHARED | VM.MAYWRITE);
    }
  } else if ((flags & VM.WRITE) !== 0) flags |= VM.ACCOUNT;
  return flags;
}

/** Null if the name stands for no frame now. */
function resolve(cx: Cx, actor: ProcessName, spec: PfnSpec): Pfn | null {
  switch (spec.kind) {
    case 'driver':
      return driverPfn(cx.world.map, spec.n);
    case 'mmio':
      return mmioPfn(cx.world.map, spec.n);
    case 'zero':
      return cx.world.map.zero;
    case 'at': {
      const vpn = firstPage(cx, spec.place);
      const entry = lookup(cx.world, cx.arch, mmOf(cx, actor), vpn);
      return entry === null || entry.none ? null : pfnOf(cx.arch, entry, vpn);
    }
  }
}

/** Null if one of them does not exist. */
function framesOf(cx: Cx, actor: ProcessName, specs: readonly PfnSpec[]): DriverFrames | null {
  const list = specs.map((spec) => resolve(cx, actor, spec));
  if (list.includes(null)) return null;
  return { list: list.filter((pfn) => pfn !== null), same: specs.length === 1 && specs[0]?.kind === 'zero' };
}

type Handled = { vma: Vma; error: Refusal | ModelBound | null };

const noFrame = (spec: PfnSpec): ModelBound => ({
  kind: 'model',
  bound: 'no frame there',
  place: spec.text.replace('@', ''),
});

/** R-F-8: what a driver sets for its fault handler. */
function flagsForFaults(source: Source): { readonly pfnmap: boolean; readonly flags: number } {
  switch (source.kind) {
    case 'vmf_insert_pfn':
      return { pfnmap: true, flags: RAW_FLAGS };
    case 'vmf_insert_pfn_pmd':
      return source.mixedmap ? { pfnmap: false, flags: VM.MIXEDMAP } : { pfnmap: true, flags: RAW_FLAGS }; // R-F-8
    case 'vmf_insert_mixed':
      return { pfnmap: false, flags: VM.MIXEDMAP }; // R-F-8
    default:
      return { pfnmap: false, flags: 0 };
  }
}

function behindLast(cx: Cx, pfn: Pfn): ModelBound {
  let last = pfn;
  for (let next = countOn(cx.world.map, pfn, 1); next !== null; next = countOn(cx.world.map, last, 1)) last = next;
  return { kind: 'model', bound: 'past the last frame', frame: frameRef(cx.world, last) };
}

const PAST_END: ModelBound = { kind: 'model', bound: 'remap past its mapping' };

function remapSegments(
  cx: Cx,
  actor: ProcessName,
  vma: Vma,
  segments: (Source & { kind: 'remap_pfn_range' })['segments'],
): Handled {
  let current = vma;
  let at = 0;
  for (const segment of segments) {
    const pfn = resolve(cx, actor, segment.pfn);
    const start = segment.to ?? at;
    const pages = segment.pages ?? vma.end - vma.start - start;
    if (pfn === null) return { vma: current, error: noFrame(segment.pfn) };
    const leaves = pages < 1 || start + pages > vma.end - vma.start;
    const last = segment.pfn.kind === 'zero' ? pfn : countOn(cx.world.map, pfn, Math.max(pages, 1) - 1);
    if (last === null && segment.pfn.kind === 'driver') {
      const lacks = { pages, frame: frameRef(cx.world, pfn) };
      return { vma: current, error: driverRefuses(cx, 'driver', lacks, 'EINVAL') };
    }
    // A private mapping must be mapped as a whole, which Linux asks first.
    if (leaves && !isCowMapping(vma.flags)) return { vma: current, error: PAST_END };
    if (last === null && !leaves) return { vma: current, error: behindLast(cx, pfn) };
    const done = cx.linux.remapPfnRange(cx, actor, current, asVpn(vma.start + start), pfn, pages);
    current = done.vma;
    if (done.error !== null) return done;
    at = start + pages;
  }
  return { vma: current, error: null };
}

/** `range_is_allowed()` */
function rangeIsAllowed(cx: Cx, from: Pfn, pages: number): boolean {
  for (let pfn = from; pfn < from + pages; pfn = asPfn(pfn + 1)) {
    const ram = pfnValid(cx.world.map, pfn);
    const claimed = cx.rules.strict_devmem === 'io' && inRange(cx.world.map.mmio, pfn);
    if (decide(cx, cx.linux.devmemIsAllowedTable, { pfn, ram, claimed }) === 'refused') return false;
  }
  return true;
}

/** `mmap_mem()`: x86 and STRICT_DEVMEM refuse RAM (R-IN-65); otherwise remap_pfn_range of the file's own offset (R-IN-67). */
function mmapMem(cx: Cx, actor: ProcessName, vma: Vma, spec: PfnSpec): Handled {
  return within(cx, 'mmap_mem', () => {
    const pages = vma.end - vma.start;
    const pfn = resolve(cx, actor, spec);
    if (pfn === null) return { vma, error: noFrame(spec) };
    const ops: VmOps = { kind: 'devmem', hooks: ['access'] };
    const file = changeVma(cx, actor, vma, { pgoff: pfn, pgoffIsPfn: true, ops });
    const strict = cx.arch.hasStrictDevmem && cx.rules.strict_devmem !== undefined;
    if ((strict || cx.arch.hasPat) && !rangeIsAllowed(cx, pfn, pages)) {
      bead(cx, 'mmap_mem', { strict, decided: decidedBy(cx) });
      return { vma: file, error: strict ? 'EPERM' : 'EINVAL' };
    }
    if (countOn(cx.world.map, pfn, pages - 1) === null) return { vma: file, error: behindLast(cx, pfn) };
    const done = cx.linux.remapPfnRange(cx, actor, file, file.start, pfn, pages);
    return done.error === null ? done : { vma: done.vma, error: 'EAGAIN' };
  });
}

const hooksOf = (source: Source): VmHook[] => [
  ...('access' in source && source.access ? (['access'] as const) : []),
  ...('pfnMkwrite' in source && source.pfnMkwrite ? (['pfn_mkwrite'] as const) : []),
  ...('pageMkwrite' in source && source.pageMkwrite ? (['page_mkwrite'] as const) : []),
];

function callMmap(cx: Cx, s: Mmap, fresh: Vma): Handled {
  const { source, actor } = s;
  const hooks = hooksOf(source);
  const nofault: VmOps = { kind: 'nofault', hooks };
  const vma = 'vmIo' in source && source.vmIo ? changeVma(cx, actor, fresh, { flags: fresh.flags | VM.IO }) : fresh;
  switch (source.kind) {
    case 'anon':
    case 'file':
      return { vma, error: null };
    case 'remap_pfn_range': {
      const own = changeVma(cx, actor, vma, { ops: nofault });
      const done = remapSegments(cx, actor, own, source.segments);
      // The calls changed a copy of the VMA, which the driver throws away.
      const lost = { flags: own.flags, pgoff: own.pgoff, pgoffIsPfn: own.pgoffIsPfn };
      return source.unflagged ? { ...done, vma: changeVma(cx, actor, done.vma, lost) } : done;
    }
    case 'devmem':
      return mmapMem(cx, actor, vma, source.pfn);
    case 'vm_insert_page': {
      const frames = framesOf(cx, actor, [source.pfn]);
      if (frames === null) return { vma, error: noFrame(source.pfn) };
      let current = changeVma(cx, actor, vma, { ops: nofault });
      for (let i = 0; i < (source.pages ?? vma.end - vma.start); i++) {
        const pfn = driverFrame(cx.world.map, frames, i);
        if (pfn === null) {
          const lacks = { noMoreFor: placeOf(cx, asVpn(vma.start + i)) };
          return { vma: current, error: driverRefuses(cx, 'driver', lacks, 'EINVAL') };
        }
        // It looks for the struct page before it calls the kernel.
        cx.driverAnswers = !pfnValid(cx.world.map, pfn);
        const done = cx.linux.vmInsertPage(cx, actor, current, asVpn(vma.start + i), pfn);
        current = done.vma;
        if (done.error !== null) return done;
      }
      return { vma: current, error: null };
    }
    case 'vmf_insert_pfn':
    case 'vmf_insert_pfn_pmd':
    case 'vmf_page':
    case 'vmf_insert_mixed': {
      const specs = source.kind === 'vmf_insert_mixed' ? source.pfns : [source.pfn];
      const frames = framesOf(cx, actor, specs);
      if (frames === null) {
        const missing = specs.find((spec) => resolve(cx, actor, spec) === null) ?? specs[0]!;
        return { vma, error: noFrame(missing) };
      }
      const { pfnmap, flags } = flagsForFaults(source);
      if (pfnmap && isCowMapping(vma.flags) && cx.rules.private_pfnmap === 'refuse') {
        labelBead(cx, 'driver', { private: 'refused' });
        return { vma, error: 'EINVAL' };
      }
      const ops: VmOps = { kind: source.kind, frames, hooks };
      return { vma: changeVma(cx, actor, vma, { flags: vma.flags | flags, ops }), error: null };
    }
  }
}

/** A BUG_ON in the handler: the machine stops as after a failed mmap (traces/FORMAT.md). */
function tryMmap(cx: Cx, s: Mmap, vma: Vma): Handled {
  try {
    return below(cx, s.source.kind === 'devmem' ? [] : ['f_op->mmap'], () => callMmap(cx, s, vma));
  } catch (error) {
    const now = findVma(mmOf(cx, s.actor), vma.start);
    if (error instanceof KernelBug && now !== null) undo(cx, s.actor, now);
    throw error;
  }
}

const FILE_OPS: VmOps = { kind: 'file', hooks: [] };
const NO_FAULT: VmOps = { kind: 'nofault', hooks: [] };

function backing(cx: Cx, s: Mmap, base: Vpn): Pick<Vma, 'file' | 'ops' | 'pgoff'> {
  const { source } = s;
  if (source.kind === 'file') return { file: source.file, ops: FILE_OPS, pgoff: source.pgoff };
  if (source.kind === 'devmem') return { file: devmemFile(cx), ops: NO_FAULT, pgoff: 0 };
  if (source.kind !== 'anon') return { file: createFile(cx, 'device', s.name, 0), ops: NO_FAULT, pgoff: 0 };
  if (s.share === 'private') return { file: null, ops: null, pgoff: base };
  return { file: createFile(cx, 'shmem', s.name, s.pages), ops: FILE_OPS, pgoff: 0 };
}

/** Where a mapping starts in its file, as its caller sees it. */
function offsetOf(cx: Cx, { source, actor }: Mmap): number {
  if (source.kind === 'file') return source.pgoff;
  return source.kind === 'devmem' ? (resolve(cx, actor, source.pfn) ?? 0) : 0;
}

function undo(cx: Cx, actor: ProcessName, vma: Vma): void {
  below(cx, ['unmap_region', 'unmap_single_vma'], () => {
    const untracked = (vma.flags & VM.PFNMAP) !== 0 ? untrackPfn(cx, actor, vma) : vma; // R-RD-7
    cx.linux.zapRange(cx, actor, untracked, vma.start, vma.end);
  });
  const now = findVma(mmOf(cx, actor), vma.start);
  if (now !== null) replaceVmas(cx, actor, [now], []);
  freeTables(cx, actor, vma.start, vma.end);
  dropUnmappedFiles(cx);
}

export const mmap: Op<'mmap'> = {
  op: 'mmap',
  expect: ['EACCES', 'EAGAIN', 'EFAULT', 'EINVAL'],
  gives: 'nothing',
  play: (cx, s) =>
    within(cx, 'do_mmap', () => {
      const base = baseOf(cx, s.name);
      const end = asVpn(base + s.pages);
      const refuse = (error: Refusal, facts: Told['do_mmap']): Refusal => {
        bead(cx, 'do_mmap', facts);
        return error;
      };
      if (s.share === 'shared' && !coloursAgree(cx, VM.MAYSHARE, base, offsetOf(cx, s)))
        return refuse('EINVAL', { refused: 'colours' });
      if (vmasIn(mmOf(cx, s.actor), base, end).length > 0) return refuse('EEXIST', { taken: s.name });
      const flags = flagsOf(s);
      if (flags === null) return refuse('EACCES', { refused: 'no FMODE_WRITE' });
      if ('mustShare' in s.source && s.source.mustShare && s.share === 'private') {
        return driverRefuses(cx, 'driver', { wants: 'MAP_SHARED' }, 'EINVAL');
      }
      const fresh: Vma = {
        ...backing(cx, s, base),
        start: base,
        end,
        flags,
        pgoffIsPfn: false,
        anonVma: null,
        anonChain: 0,
      };
      // A merge is tried before the driver is called; drivers' mappings never merge.
      const plain = s.source.kind === 'anon' || s.source.kind === 'file';
      if (plain) insertVma(cx, s.actor, fresh);
      else replaceVmas(cx, s.actor, [], [fresh]);
      if (!plain) {
        const handled = within(cx, 'mmap_region', () =>
          below(cx, ['__mmap_region'], () => {
            const done = tryMmap(cx, s, fresh);
            if (done.error !== null) undo(cx, s.actor, done.vma);
            return done;
          }),
        );
        if (handled.error !== null) {
          const failed = typeof handled.error === 'string' ? handled.error : 'model';
          bead(cx, 'mmap_region', { name: s.name, failed });
          return handled.error;
        }
      }
      bead(cx, 'mmap_region', {
        process: s.actor,
        share: s.share,
        name: s.name,
        pages: s.pages,
        source: s.source.kind,
        file: s.source.kind === 'file' ? s.source.file : null,
        place: placeOf(cx, base),
      });
      return 'ok';
    }),
};
