/**
 * The slow walk asks first about the VMA, then about the entry. The first question reads VM_PFNMAP, which the thread
 * calls suspect: a copied page in such a mapping is refused too. Kernel: mm/gup.c (`check_vma_flags`,
 * `follow_page_pte`, `can_follow_write_pte`). Rules R-GU-9 to R-GU-13.
 */
import type { KernelFunction } from '../functions.ts';
import { VM, vmFlagNames, type Pfn, type ProcessName, type PteVal, type Vpn } from '../types.ts';
import { below, called, type Cx, KernelBug, structPage, warn, warnOnce, within } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { gupMustUnshare, type FollFlags } from './gup.ts';
import { isZeroPfn, pfnValid } from './memmap.ts';
import { lookup, mmOf, updateEntry, type Entry } from './pgtable.ts';
import { setPage } from './structPage.ts';
import { isCowMapping, vmaIsAnonymous, wantsWritenotify } from './vma.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly checkVmaFlagsTable: typeof checkVmaFlagsTable;
    readonly checkVmaFlags: typeof checkVmaFlags;
    readonly followPagePteTable: typeof followPagePteTable;
    readonly followPage: typeof followPage;
  }
}

interface VmaFlagsInput {
  readonly flags: number;
  /** `vma_needs_dirty_tracking()`: the driver wants to hear of first writes. */
  readonly dirtyTracking: boolean;
  readonly foll: FollFlags;
}

export const checkVmaFlagsTable: DecisionTable<
  VmaFlagsInput,
  'ok' | 'refuse_pfnmap' | 'refuse_tracked' | 'refuse_access'
> = {
  name: 'check_vma_flags',
  summary: 'May the slow walk look into this mapping?',
  first: 'io_pfnmap',
  questions: {
    io_pfnmap: {
      label: 'VM_IO or VM_PFNMAP?',
      help: 'Suspect, says the mail thread: a copied page in such a mapping is an ordinary page, yet it is refused too.',
      rules: ['R-GU-9', 'R-RD-2'],
      // R-RD-2: suspect, and named in the thread.
      ask: (i) => (i.flags & (VM.IO | VM.PFNMAP)) !== 0, // R-RD-2
      value: (i) =>
        vmFlagNames(i.flags & (VM.IO | VM.PFNMAP)) // R-RD-2
          .map((n) => `VM_${n}`)
          .join(' ') || 'neither',
      yes: 'refuse_pfnmap',
      no: 'write',
    },
    write: {
      label: 'FOLL_WRITE?',
      help: 'Writing and reading need different permissions.',
      rules: ['R-GU-9'],
      ask: (i) => i.foll.write,
      value: (i) => (i.foll.write ? 'FOLL_WRITE' : 'read'),
      yes: 'tracked',
      no: 'vm_read',
    },
    tracked: {
      label: 'long-term, and first writes are noticed?',
      help: 'A device could write at any time later, without the driver hearing of it.',
      rules: ['R-GU-9'],
      ask: (i) => i.foll.pin && i.foll.longterm && i.dirtyTracking,
      value: (i) =>
        i.foll.pin && i.foll.longterm
          ? i.dirtyTracking
            ? 'page_mkwrite or pfn_mkwrite'
            : 'no such hook'
          : 'not long-term',
      yes: 'refuse_tracked',
      no: 'vm_write',
    },
    vm_write: {
      label: 'VM_WRITE?',
      help: 'The mapping is writable now.',
      rules: ['R-GU-9'],
      ask: (i) => (i.flags & VM.WRITE) !== 0,
      value: (i) => ((i.flags & VM.WRITE) !== 0 ? 'set' : 'clear'),
      yes: 'ok',
      no: 'force_write',
    },
    force_write: {
      label: 'FOLL_FORCE and COW?',
      help: 'A debugger may write a private copy even where the process may not.',
      rules: ['R-GU-9'],
      ask: (i) => i.foll.force && isCowMapping(i.flags),
      value: (i) => (i.foll.force ? (isCowMapping(i.flags) ? 'forced, private' : 'forced, not private') : 'not forced'),
      yes: 'ok',
      no: 'refuse_access',
    },
    vm_read: {
      label: 'VM_READ?',
      help: 'The mapping is readable now.',
      rules: ['R-GU-9'],
      ask: (i) => (i.flags & VM.READ) !== 0,
      value: (i) => ((i.flags & VM.READ) !== 0 ? 'set' : 'clear'),
      yes: 'ok',
      no: 'force_read',
    },
    force_read: {
      label: 'FOLL_FORCE and VM_MAYREAD?',
      help: 'A debugger may read what could be made readable.',
      rules: ['R-GU-9'],
      ask: (i) => i.foll.force && (i.flags & VM.MAYREAD) !== 0,
      value: (i) => (i.foll.force ? 'forced' : 'not forced'),
      yes: 'ok',
      no: 'refuse_access',
    },
  },
  leftOut: [
    {
      label: 'FOLL_ANON and not anonymous?',
      before: 'write',
      yes: 'EFAULT',
      why: 'only the readers of /proc/PID/cmdline and environ pass FOLL_ANON',
    },
    {
      label: 'long-term, and vma_is_fsdax()?',
      before: 'write',
      yes: 'EOPNOTSUPP',
      why: 'no file here is on DAX',
    },
    {
      label: 'FOLL_SPLIT_PMD and hugetlb?',
      before: 'write',
      yes: 'EOPNOTSUPP',
      why: 'no statement maps hugetlb',
    },
    {
      label: 'vma_is_secretmem()?',
      before: 'write',
      yes: 'EFAULT',
      why: 'no statement calls memfd_secret()',
    },
  ],
  verdicts: {
    ok: {
      label: 'look at the entries',
      tone: 'go',
      help: 'The walk goes on: no protection keys are set here that could still forbid it.',
      rules: ['R-GU-10'],
    },
    refuse_pfnmap: {
      label: 'EFAULT',
      tone: 'stop',
      help: 'Because of the flag alone, whatever the entry is.',
      rules: ['R-GU-9'],
    },
    refuse_tracked: {
      label: 'EFAULT',
      tone: 'stop',
      help: 'writable_file_mapping_allowed() forbids it.',
      rules: ['R-GU-9'],
    },
    refuse_access: { label: 'EFAULT', tone: 'stop', help: 'No permission.', rules: ['R-GU-9'] },
  },
};

export const checkVmaFlags = (cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, foll: FollFlags): boolean =>
  within(cx, 'check_vma_flags', () => {
    // R-RD-2: as in the table.
    const refused = (vma.flags & (VM.IO | VM.PFNMAP)) !== 0; // R-RD-2
    if (!refused && foll.write && !vmaIsAnonymous(vma)) called(cx, 'writable_file_mapping_allowed');
    const input = { flags: vma.flags, foll, dirtyTracking: wantsWritenotify(vma) };
    return decide(cx, cx.linux.checkVmaFlagsTable, input, { process, vpn }) === 'ok';
  });

interface FollowInput {
  readonly present: boolean;
  readonly foll: FollFlags;
  readonly canWrite: boolean;
  readonly page: boolean;
  readonly zero: boolean;
  readonly mustUnshare: boolean;
  readonly refcount: number;
}

export const followPagePteTable: DecisionTable<FollowInput, 'page' | 'fault' | 'unshare' | 'EEXIST' | 'ENOMEM'> = {
  name: 'follow_page_pte',
  summary: 'Is there a page at this entry that the slow walk may take?',
  first: 'present',
  questions: {
    present: {
      label: 'present?',
      help: 'Nothing there: fault it in.',
      rules: ['R-GU-10'],
      ask: (i) => i.present,
      value: (i) => (i.present ? 'present' : 'empty'),
      yes: 'write',
      no: 'fault',
    },
    write: {
      label: 'write, but not allowed?',
      help: 'A write needs a writable entry; a forced write an exclusive anonymous page.',
      rules: ['R-GU-10', 'R-GU-11'],
      ask: (i) => i.foll.write && !i.canWrite,
      value: (i) => (i.foll.write ? (i.canWrite ? 'may write' : 'may not write') : 'read'),
      yes: 'fault',
      no: 'normal',
    },
    normal: {
      label: 'vm_normal_page?',
      help: 'The right question, asked about the entry.',
      rules: ['R-GU-10'],
      ask: (i) => i.page,
      value: (i) => (i.page ? 'a page' : 'NULL'),
      yes: 'unshare_needed',
      no: 'zero',
    },
    zero: {
      label: 'zero page?',
      help: 'The zero page may be taken anyway.',
      rules: ['R-GU-10'],
      ask: (i) => i.zero,
      value: (i) => (i.zero ? 'zero page' : 'raw'),
      yes: 'unshare_needed',
      no: 'EEXIST',
    },
    unshare_needed: {
      label: 'must unshare?',
      help: 'A read-only pin of a shared page needs a private copy first: otherwise the next write would copy and leave the pin behind.',
      rules: ['R-GU-10', 'R-GU-13'],
      ask: (i) => i.mustUnshare,
      value: (i) => (i.mustUnshare ? 'pin of a page that is not exclusive' : 'no'),
      yes: 'unshare',
      no: 'grab',
    },
    grab: {
      label: 'refcount > 0?',
      help: 'try_grab_folio() cannot take a page that is free already; it warns once.',
      rules: ['R-GU-10'],
      ask: (i) => i.refcount > 0,
      value: (i) => `refcount ${i.refcount}`,
      yes: 'page',
      no: 'ENOMEM',
    },
  },
  leftOut: [
    {
      label: 'pte_devmap(pte)?',
      before: 'zero',
      yes: 'the page, with its dev_pagemap',
      why: 'the bit marks memory of ZONE_DEVICE, which no statement maps',
    },
    {
      label: 'FOLL_DUMP?',
      before: 'zero',
      yes: 'EFAULT',
      why: 'only a core dump passes it',
    },
  ],
  verdicts: {
    page: { label: 'take the page', tone: 'page', help: 'A reference or pin is taken.', rules: ['R-GU-10'] },
    fault: {
      label: 'fault it in',
      tone: 'go',
      help: 'A page fault, as the processor would raise it.',
      rules: ['R-GU-12'],
    },
    unshare: { label: 'unshare fault', tone: 'go', help: 'Copy first, read-only.', rules: ['R-GU-13'] },
    EEXIST: { label: 'EEXIST', tone: 'stop', help: 'There is an entry, but no page.', rules: ['R-GU-10'] },
    ENOMEM: {
      label: 'ENOMEM',
      tone: 'bad',
      help: 'The page that the entry maps is free: the kernel warns and takes nothing.',
      rules: ['R-GU-10'],
    },
  },
};

/** `can_follow_write_pte()` (R-GU-11). `page` null: no page, or not asked. */
const canFollowWrite = (cx: Cx, vma: Vma, pte: PteVal, foll: FollFlags, page: Pfn | null): boolean => {
  if (cx.arch.pte.write(pte)) return true;
  if (!foll.force || (vma.flags & (VM.SHARED | VM.MAYSHARE | VM.WRITE)) !== 0 || (vma.flags & VM.MAYWRITE) === 0)
    return false;
  if (page === null) return false;
  const { anon, exclusive } = structPage(cx.world, page);
  return anon && exclusive;
};

export type Followed =
  | { readonly kind: 'page'; readonly pfn: Pfn; readonly fn: 'follow_page_pte' | 'follow_huge_pmd' }
  | { readonly kind: 'fault' | 'unshare' | 'EEXIST' | 'ENOMEM' };

/** `follow_page_pte()`. The VMA has passed `checkVmaFlags`; FOLL_TOUCH marks what is found. */
export function followPage(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, foll: FollFlags): Followed {
  const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
  // Without a table, follow_pmd_mask() ends the walk.
  const walk: readonly KernelFunction[] = ['follow_page_mask', 'follow_pmd_mask'];
  if (entry === null || (entry.level === 'pmd' && entry.none)) return below(cx, walk, () => ({ kind: 'fault' }));
  if (entry.level === 'pmd') {
    return below(cx, walk, () => within(cx, 'follow_huge_pmd', () => followHuge(cx, process, vma, entry, vpn, foll)));
  }
  return below(cx, walk, () => within(cx, 'follow_page_pte', () => followPte(cx, process, vma, entry, vpn, foll)));
}

function followPte(cx: Cx, process: ProcessName, vma: Vma, entry: Entry, vpn: Vpn, foll: FollFlags): Followed {
  const codec = cx.arch.pte;
  const present = !entry.none && codec.present(entry.pte);
  const normal = present ? cx.linux.vmNormalPage(cx, process, vma, vpn, entry.pte) : null;
  if (present && foll.write) called(cx, 'can_follow_write_pte');
  const zero = present && isZeroPfn(cx.world.map, codec.pfn(entry.pte));
  const pfn = normal ?? (zero ? codec.pfn(entry.pte) : null);
  const page = pfn === null ? null : structPage(cx.world, pfn);
  const verdict = decide(
    cx,
    cx.linux.followPagePteTable,
    {
      present,
      foll,
      canWrite: present && canFollowWrite(cx, vma, entry.pte, foll, normal),
      page: normal !== null,
      zero,
      mustUnshare:
        present && page !== null && !codec.write(entry.pte) && gupMustUnshare(foll, page, isCowMapping(vma.flags)),
      refcount: page?.ref ?? 0,
    },
    { process, vpn },
  );
  if (verdict === 'EEXIST') called(cx, 'follow_pfn_pte');
  if (verdict === 'page' || verdict === 'ENOMEM') called(cx, 'try_grab_folio');
  if (verdict === 'EEXIST' && foll.touch) {
    const young = codec.mkyoung(entry.pte);
    const touched = foll.write ? codec.mkdirty(young) : young;
    const warning = cx.arch.liveSetWarning;
    if (warning?.complains(entry.pte, touched)) (warning.once ? warnOnce : warn)(cx, warning.fn);
    updateEntry(cx, process, entry, touched);
  }
  if (verdict === 'ENOMEM') warnOnce(cx, 'try_grab_folio');
  if (verdict !== 'page') return { kind: verdict };
  if (pfn === null) throw new Error('a page without a frame');
  if (foll.touch && foll.write && page !== null && !page.dirty && !codec.dirty(entry.pte))
    setPage(cx, pfn, { dirty: true });
  return { kind: 'page', pfn, fn: 'follow_page_pte' };
}

/**
 * `follow_huge_pmd()`: asks neither the bit nor vm_normal_page (R-HP-17). In a mixed mapping it can meet raw entries: it
 * reads a struct page that is not there, or counts the first page of the entry and returns another.
 */
function followHuge(cx: Cx, process: ProcessName, vma: Vma, entry: Entry, vpn: Vpn, foll: FollFlags): Followed {
  const codec = cx.arch.pmd!;
  const first = codec.pfn(entry.pte);
  if (!pfnValid(cx.world.map, first)) {
    throw new KernelBug('follow_huge_pmd: pmd_page() of a frame without a struct page', true);
  }
  if (foll.write && !codec.write(entry.pte)) return { kind: 'fault' };
  const page = structPage(cx.world, first);
  if (!codec.write(entry.pte) && gupMustUnshare(foll, page, isCowMapping(vma.flags))) return { kind: 'unshare' };
  if (page.ref <= 0) {
    warnOnce(cx, 'try_grab_folio');
    return { kind: 'ENOMEM' };
  }
  if (vpn !== entry.vpn && !foll.populate) {
    throw new KernelBug('follow_huge_pmd: it counts the first page of the entry and returns another', true);
  }
  if (foll.touch) {
    const young = codec.mkyoung(entry.pte);
    updateEntry(cx, process, entry, foll.write ? codec.mkdirty(young) : young);
  }
  return { kind: 'page', pfn: (first + (vpn - entry.vpn)) as Pfn, fn: 'follow_huge_pmd' };
}
