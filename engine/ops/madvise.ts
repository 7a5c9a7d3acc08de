/** madvise(2). Kernel: mm/madvise.c. Rules R-MA-1 to R-MA-14. */
import { asVpn, type ProcessName, type Refusal, VM, vmFlagNames, type Vpn, type VmFlagName } from '../types.ts';
import type { Advice } from '../language/program.ts';
import { bead, below, type Cx, KernelBug, labelBead, structPage, within, placeOf } from '../mm/cx.ts';
import { leafPages, leaves, lookup, mmOf, updateEntry } from '../mm/pgtable.ts';
import { setPage } from '../mm/structPage.ts';
import { punchHole } from '../mm/unmapMapping.ts';
import { findVma, fullyMapped, lin, VM_SPECIAL, vmaIsAnonymous, vmaModifyFlags, vmasIn } from '../mm/vma.ts';
import type { Vma } from '../mm/world.ts';
import { faultIn } from './populate.ts';
import { pagesOf, type Op } from './op.ts';
import type { AdviceRefusal } from '../facts.ts';

/** The recorded kernels lack KSM and memory-failure handling. */
const ABSENT: readonly Advice[] = ['mergeable', 'unmergeable', 'hwpoison', 'soft_offline'];
const THP_ONLY: readonly Advice[] = ['hugepage', 'nohugepage', 'collapse'];

/** The option that a kernel lacks. */
function notBuiltIn(advice: Advice): string {
  if (THP_ONLY.includes(advice)) return 'CONFIG_TRANSPARENT_HUGEPAGE';
  return advice === 'mergeable' || advice === 'unmergeable' ? 'CONFIG_KSM' : 'CONFIG_MEMORY_FAILURE';
}

/** On such advice a kernel may use huge pages (R-FT-11). The model does not, and says so. */
const mightBeHuge = (cx: Cx, advice: Advice, pages: number): boolean =>
  cx.arch.hasThp && pages >= leafPages(cx.arch, 'pmd') && (advice === 'hugepage' || advice === 'collapse');

type Refused = AdviceRefusal & { readonly error: Refusal };

const refused = (error: Refusal, because: AdviceRefusal): Refused => ({ ...because, error });
const flagSet = (...flags: readonly VmFlagName[]): Refused => refused('EINVAL', { why: 'set', flags });
const flagClear = (flag: VmFlagName): Refused => refused('EACCES', { why: 'not set', flags: [flag] });

/** Advice that only changes flags: the new flags, or the refusal. */
function newFlags(advice: Advice, vma: Vma): number | Refused | null {
  const { flags } = vma;
  switch (advice) {
    case 'normal':
      return flags & ~(VM.RAND_READ | VM.SEQ_READ);
    case 'sequential':
      return (flags & ~VM.RAND_READ) | VM.SEQ_READ;
    case 'random':
      return (flags & ~VM.SEQ_READ) | VM.RAND_READ;
    case 'dontfork':
      return flags | VM.DONTCOPY;
    case 'dofork':
      return (flags & VM.IO) !== 0 ? flagSet('IO') : flags & ~VM.DONTCOPY;
    case 'wipeonfork':
      if (vma.file !== null) return refused('EINVAL', { why: 'file' });
      return (flags & VM.SHARED) !== 0 ? flagSet('SHARED') : flags | VM.WIPEONFORK;
    case 'keeponfork':
      return flags & ~VM.WIPEONFORK;
    case 'dontdump':
      return flags | VM.DONTDUMP;
    case 'dodump':
      return (flags & VM_SPECIAL) !== 0 ? flagSet(...vmFlagNames(flags & VM_SPECIAL)) : flags & ~VM.DONTDUMP;
    case 'hugepage':
      return (flags & ~VM.NOHUGEPAGE) | VM.HUGEPAGE;
    case 'nohugepage':
      return (flags & ~VM.HUGEPAGE) | VM.NOHUGEPAGE;
    default:
      return null;
  }
}

const COLD = 'madvise_cold_or_pageout_pte_range';

/** MADV_COLD (R-MA-3): pages mapped once look unused. A driver's pages are on no LRU list and stay. */
function cold(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn): void {
  for (const entry of [...leaves(cx.world, cx.arch, mmOf(cx, process), from, to)]) {
    if (entry.level === 'pmd') throw new KernelBug(`${COLD}: pmd_folio() of a raw entry`, true);
    const pfn = within(cx, 'vm_normal_folio', () => cx.linux.vmNormalPage(cx, process, vma, entry.vpn, entry.pte));
    const page = pfn === null ? null : structPage(cx.world, pfn);
    if (page === null || page.use.kind === 'driver' || page.map !== 1) continue;
    updateEntry(cx, process, entry, cx.arch.pte.mkold(entry.pte));
  }
  bead(cx, COLD, { place: placeOf(cx, from) });
}

function free(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn): void {
  for (const listed of [...leaves(cx.world, cx.arch, mmOf(cx, process), from, to)]) {
    const pfn = within(cx, 'vm_normal_folio', () => cx.linux.vmNormalPage(cx, process, vma, listed.vpn, listed.pte));
    if (pfn === null) continue;
    const page = structPage(cx.world, pfn);
    if (page.dirty) {
      // Dirty pages that others map too are left alone.
      if (page.map !== 1) continue;
      setPage(cx, pfn, { dirty: false });
    }
    const entry = lookup(cx.world, cx.arch, mmOf(cx, process), listed.vpn)!;
    updateEntry(cx, process, entry, cx.arch.pte.mkclean(cx.arch.pte.mkold(entry.pte)));
  }
  bead(cx, 'madvise_free_pte_range', { place: placeOf(cx, from) });
}

const LOCKED = flagSet('LOCKED');
const PFNMAP = refused('EINVAL', { why: 'pfnmap' }); // R-RD-24
const DONTNEED = [
  'madvise_dontneed_free',
  'madvise_dontneed_single_vma',
  'zap_page_range_single',
  'unmap_single_vma',
] as const;

function adviseVma(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn, advice: Advice): Refused | null {
  // R-RD-24: suspect, or policy: a copied page could be dropped, but the raw entry would not come back.
  const pfnmap = (vma.flags & VM.PFNMAP) !== 0; // R-RD-24
  const locked = (vma.flags & VM.LOCKED) !== 0;
  const { file } = vma;
  switch (advice) {
    case 'remove':
      if (locked) return LOCKED;
      if (file === null) return refused('EINVAL', { why: 'no file to punch' });
      if ((vma.flags & VM.SHARED) === 0) return flagClear('SHARED');
      if ((vma.flags & VM.MAYWRITE) === 0) return flagClear('MAYWRITE');
      if (cx.world.files[file]?.kind === 'device') return refused('ENODEV', { why: 'no fallocate' });
      below(cx, ['madvise_remove'], () => punchHole(cx, file, lin(vma, from), to - from));
      return null;
    case 'willneed':
      // Without swap there is nothing to read for anonymous memory.
      return vma.file === null ? refused('EBADF', { why: 'no swap' }) : null;
    case 'cold':
    case 'pageout':
      if (pfnmap) return PFNMAP; // R-RD-24
      if (locked) return LOCKED;
      if (advice === 'cold') within(cx, COLD, () => cold(cx, process, vma, from, to));
      return null;
    case 'free':
      if (!vmaIsAnonymous(vma)) return refused('EINVAL', { why: 'not anonymous' });
      if (locked) return LOCKED;
      below(cx, ['madvise_dontneed_free', 'madvise_free_single_vma'], () =>
        within(cx, 'madvise_free_pte_range', () => free(cx, process, vma, from, to)),
      );
      return null;
    case 'dontneed':
    case 'dontneed_locked':
      if (pfnmap) return PFNMAP; // R-RD-24
      if (advice === 'dontneed' && locked) return LOCKED;
      below(cx, DONTNEED, () => cx.linux.zapRange(cx, process, vma, from, to));
      return null;
    case 'collapse':
      return refused('EINVAL', { why: 'no huge page' });
    default: {
      const flags = newFlags(advice, vma);
      if (typeof flags === 'object' && flags !== null) return flags;
      if (flags !== null && flags !== vma.flags) vmaModifyFlags(cx, process, vma, from, to, flags);
      return null;
    }
  }
}

/** R-MA-4: a raw entry counts as populated. */
function madvisePopulate(cx: Cx, process: ProcessName, from: Vpn, to: Vpn, write: boolean): Refused | null {
  const error = faultIn(cx, process, from, to, {
    write,
    force: false,
    longterm: false,
    pin: false,
    touch: true,
    populate: true,
  });
  return error && refused(error, { why: 'GUP' });
}

const isBuiltIn = (cx: Cx, advice: Advice): boolean =>
  !ABSENT.includes(advice) && (cx.arch.hasThp || !THP_ONLY.includes(advice));

const populates = (advice: Advice): boolean => advice === 'populate_read' || advice === 'populate_write';

const served = (cx: Cx, advice: Advice): 'madvise_behavior_valid' | 'madvise_populate' | 'madvise_vma_behavior' => {
  if (!isBuiltIn(cx, advice)) return 'madvise_behavior_valid';
  return populates(advice) ? 'madvise_populate' : 'madvise_vma_behavior';
};

function advise(cx: Cx, process: ProcessName, from: Vpn, to: Vpn, advice: Advice): Refused | null {
  if (!isBuiltIn(cx, advice)) return refused('EINVAL', { why: 'option', option: notBuiltIn(advice) });
  if (populates(advice)) return madvisePopulate(cx, process, from, to, advice === 'populate_write');
  // Holes are reported at the end; what is mapped gets the advice anyway.
  const hole = !fullyMapped(mmOf(cx, process), from, to);
  for (const { start, end } of vmasIn(mmOf(cx, process), from, to)) {
    const first = asVpn(Math.max(start, from));
    const vma = findVma(mmOf(cx, process), first);
    if (vma === null) continue;
    const error = adviseVma(cx, process, vma, first, asVpn(Math.min(end, to)), advice);
    if (error !== null) return error;
  }
  return hole ? refused('ENOMEM', { why: 'hole' }) : null;
}

/** `thp_vma_allowable_order()`: an ordinary mapping of memory that covers an aligned block. */
function mayCollapse(cx: Cx, process: ProcessName, from: Vpn, to: Vpn): boolean {
  if (!cx.arch.hasThp) return false;
  const block = leafPages(cx.arch, 'pmd');
  return vmasIn(mmOf(cx, process), from, to).some(
    ({ start, end, flags, file }) =>
      (flags & VM_SPECIAL) === 0 &&
      (file === null || cx.world.files[file]?.kind !== 'device') &&
      Math.ceil(start / block) * block + block <= end,
  );
}

export const madvise: Op<'madvise'> = {
  op: 'madvise',
  expect: ['EACCES', 'EBADF', 'EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) => {
    const fn = served(cx, s.advice);
    return within(cx, fn, () => {
      const { from, to } = pagesOf(cx, s.place);
      if (s.advice === 'collapse' && mayCollapse(cx, s.actor, from, to)) {
        labelBead(cx, 'madvise', { range: s.place.text });
        return { kind: 'model', bound: 'huge page' };
      }
      const refusal = advise(cx, s.actor, from, to, s.advice);
      bead(cx, fn, {
        advice: s.advice,
        range: s.place.text,
        refused: refusal,
        mightBeHuge: mightBeHuge(cx, s.advice, to - from),
      });
      return refusal?.error ?? 'ok';
    });
  },
};
