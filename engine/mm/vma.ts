/** struct vm_area_struct. Kernel: mm/vma.c, mm/mmap.c, include/linux/mm.h. */
import { VM, type ProcessName, type Vpn } from '../types.ts';
import { NAME_PAGES, note, type Cx } from './cx.ts';
import { mmOf, setMm } from './pgtable.ts';
import { splitHugePmdAt } from './splitHugePmd.ts';
import type { Mm, Vma, VmHook, VmOps } from './world.ts';

/** R-V-11: private, and may become writable. */
export const isCowMapping = (flags: number): boolean => (flags & (VM.SHARED | VM.MAYWRITE)) === VM.MAYWRITE;

/** VM_SHARED or VM_MAYSHARE, as do_wp_page asks. */
export const isShared = (flags: number): boolean => (flags & (VM.SHARED | VM.MAYSHARE)) !== 0;

// R-F-2 R-RD-48: the definition of VM_SPECIAL.
export const VM_SPECIAL = VM.IO | VM.DONTEXPAND | VM.PFNMAP | VM.MIXEDMAP; // R-RD-48

/** R-F-4: vm_ops is NULL. */
export const vmaIsAnonymous = (vma: Vma): boolean => vma.ops === null;

/** `vm_ops->fault` exists (R-FT-27). */
export const hasFault = (ops: VmOps | null): ops is Exclude<VmOps, { readonly kind: 'nofault' | 'devmem' }> =>
  ops !== null && ops.kind !== 'nofault' && ops.kind !== 'devmem';

export const hasHook = (vma: Vma, hook: VmHook): boolean => vma.ops?.hooks.includes(hook) ?? false;

/** `vma_wants_writenotify()`: shared and writable, and the driver wants to hear of first writes. */
export const wantsWritenotify = (vma: Vma): boolean =>
  (vma.flags & (VM.SHARED | VM.WRITE)) === (VM.SHARED | VM.WRITE) &&
  (hasHook(vma, 'pfn_mkwrite') || hasHook(vma, 'page_mkwrite'));

/** R-V-10: the frame that the linear rule expects at a page. */
export const lin = (vma: Vma, vpn: number): number => vma.pgoff + (vpn - vma.start);

/** `vma_lookup()` */
export function findVma(mm: Mm, vpn: number): Vma | null {
  for (const vma of mm.vmas) {
    if (vma.start > vpn) return null;
    if (vpn < vma.end) return vma;
  }
  return null;
}

/** Those with pages in [from, to). */
export const vmasIn = (mm: Mm, from: number, to: number): Vma[] =>
  mm.vmas.filter((vma) => vma.start < to && vma.end > from);

export function fullyMapped(mm: Mm, from: number, to: number): boolean {
  let at = from;
  for (const vma of vmasIn(mm, from, to)) {
    if (vma.start > at) return false;
    at = vma.end;
  }
  return at >= to;
}

export function replaceVmas(cx: Cx, process: ProcessName, old: readonly Vma[], fresh: readonly Vma[]): void {
  const mm = mmOf(cx, process);
  const kept = mm.vmas.filter((vma) => !old.includes(vma));
  const vmas = [...kept, ...fresh].sort((a, b) => a.start - b.start);
  setMm(cx, process, { vmas });
  const pairs = Math.max(old.length, fresh.length);
  for (let i = 0; i < pairs; i++) note(cx, { kind: 'vma', process, before: old[i] ?? null, after: fresh[i] ?? null });
}

export function changeVma(cx: Cx, process: ProcessName, vma: Vma, fields: Partial<Vma>): Vma {
  const next = { ...vma, ...fields };
  replaceVmas(cx, process, [vma], [next]);
  return next;
}

/** `split_vma()`: lin() of every page is unchanged (R-VM-1). Returns [lower, upper]. */
function splitVma(cx: Cx, process: ProcessName, vma: Vma, at: Vpn): [Vma, Vma] {
  splitHugePmdAt(cx, process, at);
  const lower: Vma = { ...vma, end: at };
  const upper: Vma = { ...vma, start: at, pgoff: vma.pgoff + (at - vma.start) };
  replaceVmas(cx, process, [vma], [lower, upper]);
  return [lower, upper];
}

export function isolate(cx: Cx, process: ProcessName, from: Vpn, to: Vpn): Vma[] {
  for (const at of [from, to]) {
    const vma = findVma(mmOf(cx, process), at);
    if (vma !== null && vma.start < at) splitVma(cx, process, vma, at);
  }
  return vmasIn(mmOf(cx, process), from, to);
}

const sameOps = (a: VmOps | null, b: VmOps | null): boolean =>
  a === b || (a !== null && b !== null && a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));

/**
 * Whether a mapping may have this fixed address: caches that are indexed by address need shared mappings of one page to
 * agree in colour (`arch_get_unmapped_area()`).
 */
export const coloursAgree = (cx: Cx, flags: number, start: number, pgoff: number): boolean =>
  (flags & VM.MAYSHARE) === 0 || (start - pgoff) % (cx.arch.cacheColours ?? 1) === 0;

/** Mappings with different names never merge, even if adjacent. */
const sameName = (a: Vma, b: Vma): boolean => Math.floor(a.start / NAME_PAGES) === Math.floor(b.start / NAME_PAGES);

/** `is_mergeable_vma()` (R-VM-3: never for VM_SPECIAL). */
const alike = (a: Vma, b: Vma): boolean =>
  a.end === b.start &&
  a.flags === b.flags &&
  (a.flags & VM_SPECIAL) === 0 &&
  a.file === b.file &&
  sameOps(a.ops, b.ops) &&
  a.pgoff + (a.end - a.start) === b.pgoff &&
  sameName(a, b);

/**
 * `is_mergeable_anon_vma()`: the same anon_vma, or one is missing and the VMA that stays has a chain of exactly one
 * link: not from a fork, and not empty.
 */
const anonCompatible = (a: Vma, b: Vma, kept: Vma): boolean =>
  a.anonVma === b.anonVma || ((a.anonVma === null || b.anonVma === null) && kept.anonChain === 1);

const canMerge = (a: Vma, b: Vma, kept: Vma): boolean => alike(a, b) && anonCompatible(a, b, kept);

const joined = (a: Vma, b: Vma): Vma => {
  const chain = a.anonVma === null ? b : a;
  return { ...a, end: b.end, anonVma: chain.anonVma, anonChain: chain.anonChain };
};

/**
 * Inserts `mid` and merges it with its neighbours (`vma_merge_existing_range()`, `vma_merge_new_range()`). `old`: VMAs
 * that it replaces; `rest`: what is left of them. Returns the VMA that contains it.
 */
export function insertVma(
  cx: Cx,
  process: ProcessName,
  mid: Vma,
  old: readonly Vma[] = [],
  rest: readonly Vma[] = [],
): Vma {
  const others = mmOf(cx, process).vmas.filter((vma) => !old.includes(vma));
  const prev = others.find((vma) => vma.end === mid.start);
  const next = others.find((vma) => vma.start === mid.end);
  const left = prev !== undefined && canMerge(prev, mid, prev);
  const right =
    next !== undefined &&
    canMerge(mid, next, next) &&
    (!left || prev.anonVma === null || next.anonVma === null || prev.anonVma === next.anonVma);
  let whole = mid;
  if (left) whole = joined(prev, whole);
  if (right) whole = joined(whole, next);
  replaceVmas(cx, process, [...old, ...(left ? [prev] : []), ...(right ? [next] : [])], [...rest, whole]);
  return whole;
}

/** `vma_modify_flags()`: splits and merges as needed. */
export function vmaModifyFlags(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn, flags: number): Vma {
  if (from > vma.start) splitHugePmdAt(cx, process, from);
  if (to < vma.end) splitHugePmdAt(cx, process, to);
  const mid: Vma = { ...vma, start: from, end: to, pgoff: lin(vma, from), flags };
  const rest: Vma[] = [];
  if (from > vma.start) rest.push({ ...vma, end: from });
  if (to < vma.end) rest.push({ ...vma, start: to, pgoff: lin(vma, to) });
  return insertVma(cx, process, mid, [vma], rest);
}

/** `anon_vma_prepare()`: takes a neighbour's anon_vma if the two could merge. */
export function anonVmaPrepare(cx: Cx, process: ProcessName, vma: Vma): Vma {
  if (vma.anonVma !== null) return vma;
  const mm = mmOf(cx, process);
  const at = mm.vmas.indexOf(vma);
  const fits = (a: Vma | undefined, b: Vma | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.end === b.start &&
    a.file === b.file &&
    sameName(a, b) &&
    ((a.flags ^ b.flags) & ~(VM.READ | VM.WRITE | VM.EXEC)) === 0 &&
    b.pgoff === a.pgoff + (a.end - a.start);
  const next = mm.vmas[at + 1];
  const previous = mm.vmas[at - 1];
  for (const [near, ok] of [
    [next, fits(vma, next)],
    [previous, fits(previous, vma)],
  ] as const) {
    if (ok && near !== undefined && near.anonVma !== null && near.anonChain === 1) {
      return changeVma(cx, process, vma, { anonVma: near.anonVma, anonChain: 1 });
    }
  }
  const id = cx.world.nextAnonVma;
  cx.world = { ...cx.world, nextAnonVma: id + 1 };
  return changeVma(cx, process, vma, { anonVma: id, anonChain: 1 });
}
