/** Kernel: mm/memory.c (`handle_mm_fault`, `__handle_mm_fault`, `handle_pte_fault`). Rules R-FT-3 to R-FT-21. */
import { codecOf, faultAroundPages } from '../../arch/arch.ts';
import { asVpn, VM } from '../../types.ts';
import { bead, warnOnce, type Cx, placeOf, frameRef } from '../cx.ts';
import { callHugeFault, hasHugeFault } from '../driver.ts';
import { clearEntry, lookup, mmOf, pfnOf, prepare, updateEntry } from '../pgtable.ts';
import { hasFault, hasHook, isCowMapping, isShared, vmaIsAnonymous } from '../vma.ts';
import type { Vma } from '../world.ts';
import { faultVma, type Fault, type FaultStep } from './fault.ts';

/**
 * R-HP-6: huge_fault is called whatever the size of the VMA, except after MADV_NOHUGEPAGE (`vma_thp_disabled()` comes
 * first); in a mapping that is not VM_PFNMAP only after MADV_HUGEPAGE, for huge pages are `madvise` on these machines.
 */
const hugeAllowed = (cx: Cx, vma: Vma): boolean =>
  hasHugeFault(cx, vma) && (vma.flags & VM.NOHUGEPAGE) === 0 && (vma.flags & (VM.PFNMAP | VM.HUGEPAGE)) !== 0; // R-RD-14: policy.

/** R-FT-3 to R-FT-6; then the level above the PTEs. */
export const handleMmFault: FaultStep = (cx, fault) => {
  const vma = faultVma(cx, fault);
  cx.driverAnswers = false;
  const cow = isCowMapping(vma.flags);
  const place = placeOf(cx, fault.vpn);
  const base: Fault = {
    ...fault,
    unshare: fault.unshare && cow,
    shared: isShared(vma.flags),
    vmShared: (vma.flags & VM.SHARED) !== 0,
    anonymous: vmaIsAnonymous(vma),
  };
  const forbidden =
    (fault.unshare && fault.write) ||
    (fault.write && (vma.flags & VM.MAYWRITE) === 0) ||
    (fault.write && (vma.flags & VM.WRITE) === 0 && !cow);
  if (forbidden) {
    warnOnce(cx, 'sanitize_fault_flags');
    const lacks = (vma.flags & VM.MAYWRITE) === 0 ? 'VM_MAYWRITE' : 'VM_WRITE';
    bead(cx, 'handle_mm_fault', { place, refused: fault.unshare && fault.write ? 'unshare' : lacks });
    return { ...base, refused: 'SIGSEGV' };
  }
  const entry = lookup(cx.world, cx.arch, mmOf(cx, fault.process), fault.vpn);
  const leaf = entry?.level === 'pmd' && !entry.none;
  const table = entry?.level === 'pte';
  const access = base.unshare ? 'unshare' : fault.write ? 'write' : 'read';
  bead(cx, 'handle_mm_fault', { place, process: fault.process, access });
  return {
    ...base,
    pmd: leaf ? 'leaf' : table ? 'table' : 'none',
    pmdWritable: leaf && codecOf(cx.arch, 'pmd').write(entry.pte),
    hugeAllowed: hugeAllowed(cx, vma),
  };
};

/** R-FT-11. */
export const createHugePmd: FaultStep = (cx, fault) => {
  const vma = faultVma(cx, fault);
  // R-FT-34b: a driver that falls back under the per-VMA lock is called again, with the same answer.
  const answer = callHugeFault(cx, fault.process, vma, fault.vpn, fault.write);
  bead(cx, 'create_huge_pmd', { answer });
  return { ...fault, hugeMapped: answer === 'mapped', refused: answer === 'sigbus' ? 'SIGBUS' : null };
};

/** R-HP-10: the driver may make the entry writable; otherwise it is split, which clears it. */
export const wpHugePmd: FaultStep = (cx, fault) => {
  const vma = faultVma(cx, fault);
  if (fault.shared && hasHugeFault(cx, vma)) {
    const answer = callHugeFault(cx, fault.process, vma, fault.vpn, true);
    if (answer === 'mapped') {
      bead(cx, 'wp_huge_pmd', { answer });
      return { ...fault, hugeMapped: true };
    }
    if (answer === 'sigbus') {
      bead(cx, 'wp_huge_pmd', { answer });
      return { ...fault, refused: 'SIGBUS' };
    }
  }
  const entry = lookup(cx.world, cx.arch, mmOf(cx, fault.process), fault.vpn);
  if (entry !== null) clearEntry(cx, fault.process, entry);
  bead(cx, 'wp_huge_pmd', { answer: 'cleared' });
  return fault;
};

/** R-FT-12. */
export const hugePmdSetAccessed: FaultStep = (cx, fault) => {
  const entry = lookup(cx.world, cx.arch, mmOf(cx, fault.process), fault.vpn);
  if (entry?.level === 'pmd') {
    const codec = codecOf(cx.arch, 'pmd');
    const young = codec.mkyoung(entry.pte);
    updateEntry(cx, fault.process, entry, fault.write ? codec.mkdirty(young) : young);
  }
  bead(cx, 'huge_pmd_set_accessed', null);
  return fault;
};

/** R-FT-14 to R-FT-20. */
export const handlePteFault: FaultStep = (cx, fault) => {
  const { process, vpn } = fault;
  prepare(cx, process, vpn);
  const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn)!;
  const vma = faultVma(cx, fault);
  const present = !entry.none;
  const writable = present && cx.arch.pte.write(entry.pte);
  const frame = present ? frameRef(cx.world, pfnOf(cx.arch, entry, asVpn(vpn))) : null;
  bead(cx, 'handle_pte_fault', { place: placeOf(cx, vpn), frame, writable });
  return {
    ...fault,
    pfnMkwrite: hasHook(vma, 'pfn_mkwrite'),
    pageMkwrite: hasHook(vma, 'page_mkwrite'),
    entry: present ? 'present' : 'none',
    pte: entry.pte,
    writable,
    hasHandler: hasFault(vma.ops),
    faultAround: vma.ops?.kind === 'file' && faultAroundPages(cx.arch) > 1,
  };
};

/** R-FT-19, R-FT-20: where the processor does not set these marks, the access traps so that the kernel does. */
export const ptepSetAccessFlags: FaultStep = (cx, fault) => {
  const entry = lookup(cx.world, cx.arch, mmOf(cx, fault.process), fault.vpn)!;
  const codec = cx.arch.pte;
  const young = codec.mkyoung(entry.pte);
  updateEntry(cx, fault.process, entry, fault.write ? codec.mkdirty(young) : young);
  bead(cx, 'ptep_set_access_flags', { place: placeOf(cx, fault.vpn), write: fault.write });
  return fault;
};
