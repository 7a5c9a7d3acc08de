/**
 * `vm_normal_page()`: is there a page here that the kernel may touch? Both schemes: the special bit, and the rules on
 * VMA flags where entries have no room for a bit. Kernel: mm/memory.c, 6.12.
 * Rules R-NP-1 to R-NP-20.
 */
import { hasPteSpecial } from '../arch/arch.ts';
import { asPfn, VM, vmFlagNames, type Pfn, type ProcessName, type PteVal, type Vpn } from '../types.ts';
import { hex, log, warnOnce, within, type Cx, type Platform } from './cx.ts';
import { decide } from './decide.ts';
import { evaluate, type DecisionTable } from './decisionTable.ts';
import { isZeroPfn, pfnValid, type MemMap } from './memmap.ts';
import { isCowMapping, lin } from './vma.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly vmNormalPageTable: typeof vmNormalPageTable;
    readonly vmNormalPage: typeof vmNormalPage;
  }
}

export interface NormalPageInput {
  readonly hasBit: boolean;
  readonly special: boolean;
  readonly flags: number;
  readonly pfn: number;
  /** R-V-10. */
  readonly linear: number;
  readonly map: MemMap;
  /** Without private PFN mappings the linear rule is not needed (R-PR-13). */
  readonly noPrivatePfnmap: boolean;
}

export type NormalPageVerdict =
  'page' | 'raw_special' | 'raw_invalid' | 'raw_linear' | 'raw_shared' | 'zero' | 'bad_special' | 'bad_pfn';

const flagNames = (input: NormalPageInput): string => {
  const names = vmFlagNames(input.flags & (VM.PFNMAP | VM.MIXEDMAP));
  return names.length === 0 ? 'neither flag' : names.map((n) => `VM_${n}`).join(' ');
};
const isZero = (input: NormalPageInput): boolean => isZeroPfn(input.map, input.pfn);
const pfnText = (input: NormalPageInput): string => hex(input.pfn);

export const vmNormalPageTable: DecisionTable<NormalPageInput, NormalPageVerdict> = {
  name: 'vm_normal_page',
  summary: 'Is there a page behind this entry that the kernel may touch?',
  first: 'arch',
  questions: {
    arch: {
      label: 'ARCH_HAS_PTE_SPECIAL?',
      help: 'Do entries of this architecture have room for a special bit? Here the two schemes part.',
      rules: ['R-NP-19'],
      ask: (i) => i.hasBit,
      value: (i) => (i.hasBit ? 'the entry has the bit' : 'no room for a bit'),
      yes: 'special',
      no: 'mixed',
    },
    special: {
      label: 'pte_special(pte)?',
      help: 'The bit says: do not look for a struct page behind this entry.',
      rules: ['R-NP-1', 'R-NP-2'],
      ask: (i) => i.special,
      value: (i) => `bit = ${i.special ? 1 : 0}`,
      yes: 'special_flags',
      no: 'highest',
    },
    special_flags: {
      label: 'VM_PFNMAP or VM_MIXEDMAP?',
      help: 'A special entry belongs in a mapping that announces raw entries.',
      rules: ['R-NP-4'],
      ask: (i) => (i.flags & (VM.PFNMAP | VM.MIXEDMAP)) !== 0,
      value: flagNames,
      yes: 'raw_special',
      no: 'special_zero',
    },
    special_zero: {
      label: 'is_zero_pfn(pfn)?',
      help: 'The zero page is mapped special everywhere and is never counted.',
      rules: ['R-NP-5', 'R-NP-7'],
      ask: isZero,
      value: pfnText,
      yes: 'zero',
      no: 'bad_special',
    },
    mixed: {
      label: 'VM_MIXEDMAP?',
      help: 'A mixed mapping may hold pages and raw frames; the frame number decides.',
      rules: ['R-NP-8', 'R-NP-19'],
      ask: (i) => (i.flags & VM.MIXEDMAP) !== 0,
      value: flagNames,
      yes: 'mixed_valid',
      no: 'pfnmap',
    },
    mixed_valid: {
      label: 'pfn_valid(pfn)?',
      help: 'In a mixed mapping every frame with a struct page counts as a page.',
      rules: ['R-NP-8'],
      ask: (i) => pfnValid(i.map, i.pfn),
      value: (i) => `${hex(i.pfn)} has ${pfnValid(i.map, i.pfn) ? 'a' : 'no'} struct page`,
      yes: 'mixed_zero',
      no: 'raw_invalid',
    },
    mixed_zero: {
      label: 'is_zero_pfn(pfn)?',
      help: 'The zero page is never counted. The test against the highest pfn is skipped here.',
      rules: ['R-NP-9', 'R-NP-10'],
      ask: isZero,
      value: pfnText,
      yes: 'zero',
      no: 'page',
    },
    pfnmap: {
      label: 'VM_PFNMAP?',
      help: 'Of the other mappings, only a PFN mapping can hold raw entries.',
      rules: ['R-NP-11', 'R-NP-16', 'R-NP-17', 'R-NP-18'],
      ask: (i) => (i.flags & VM.PFNMAP) !== 0,
      value: flagNames,
      yes: 'linear',
      no: 'zero_pfn',
    },
    linear: {
      label: 'pfn == linear?',
      help: 'The linear rule: the raw frame of a page is vm_pgoff plus its offset in the VMA.',
      rules: ['R-NP-11', 'R-V-10'],
      ask: (i) => !i.noPrivatePfnmap && i.pfn === i.linear,
      value: (i) => `${hex(i.pfn)} against ${hex(i.linear)}`,
      yes: 'raw_linear',
      no: 'cow',
    },
    cow: {
      label: 'is_cow_mapping()?',
      help: 'Only a private mapping that may become writable can hold copied pages.',
      rules: ['R-NP-12', 'R-NP-13', 'R-NP-14', 'R-NP-15', 'R-V-11', 'R-PR-13'],
      ask: (i) => !i.noPrivatePfnmap && isCowMapping(i.flags),
      value: (i) => (isCowMapping(i.flags) ? 'private, may write' : 'shared, or never writable'),
      yes: 'zero_pfn',
      no: 'raw_shared',
    },
    zero_pfn: {
      label: 'is_zero_pfn(pfn)?',
      help: 'Without the bit, the zero page is recognised by its frame number.',
      rules: ['R-NP-13', 'R-NP-16'],
      ask: isZero,
      value: pfnText,
      yes: 'zero',
      no: 'highest',
    },
    highest: {
      label: 'pfn > highest_memmap_pfn?',
      help: 'A frame number beyond all struct pages cannot be a page: the table must be corrupted.',
      rules: ['R-NP-1', 'R-NP-14', 'R-NP-17'],
      ask: (i) => i.pfn > i.map.highestMemmapPfn,
      value: (i) => `${hex(i.pfn)} against ${hex(i.map.highestMemmapPfn)}`,
      yes: 'bad_pfn',
      no: 'page',
    },
  },
  leftOut: [
    {
      label: 'vm_ops->find_special_page?',
      before: 'special_flags',
      yes: 'the page that it names',
      why: 'only Xen has this handler, for pages that another guest lends',
    },
    {
      label: 'pte_devmap(pte)?',
      before: 'bad_special',
      yes: 'NULL',
      why: 'the bit marks memory of ZONE_DEVICE, which no statement maps',
    },
  ],
  verdicts: {
    page: {
      label: 'normal page',
      tone: 'page',
      help: 'The VM counts it, maps it, moves it and frees it.',
      rules: ['R-NP-2', 'R-NP-10', 'R-NP-15', 'R-NP-18'],
    },
    raw_special: {
      label: 'NULL: special',
      tone: 'null',
      help: 'Raw: the kernel must leave the frame alone.',
      rules: ['R-NP-4'],
    },
    raw_invalid: {
      label: 'NULL: no struct page',
      tone: 'null',
      help: 'Raw: there is no struct page to count with.',
      rules: ['R-NP-8'],
    },
    raw_linear: {
      label: 'NULL: the linear rule holds',
      tone: 'null',
      help: 'Taken for raw, because the frame is the one that the linear rule expects here.',
      rules: ['R-NP-11'],
    },
    raw_shared: {
      label: 'NULL: not a COW mapping',
      tone: 'null',
      help: 'Raw, whatever the frame number: nothing can have been copied here.',
      rules: ['R-NP-12'],
    },
    zero: {
      label: 'NULL: zero page',
      tone: 'null',
      help: 'The shared page of zeroes, which nobody counts.',
      rules: ['R-NP-5', 'R-NP-9', 'R-NP-13', 'R-NP-16'],
    },
    bad_special: {
      label: 'NULL, bad page map',
      tone: 'bad',
      help: 'A special entry in a mapping that announces none: the kernel reports a bad page map.',
      rules: ['R-NP-7', 'R-NP-21'],
    },
    bad_pfn: {
      label: 'NULL, bad page map',
      tone: 'bad',
      help: 'No such page can exist: the kernel reports a bad page map.',
      rules: ['R-NP-1', 'R-NP-14', 'R-NP-17', 'R-NP-21'],
    },
  },
};

export const normalPageInput = (
  { arch, rules }: Platform,
  map: MemMap,
  vma: Vma,
  vpn: Vpn,
  pte: PteVal,
): NormalPageInput => ({
  hasBit: hasPteSpecial(arch),
  special: arch.pte.special(pte),
  flags: vma.flags,
  pfn: arch.pte.pfn(pte),
  linear: lin(vma, vpn),
  map,
  noPrivatePfnmap: rules.private_pfnmap === 'refuse',
});

/** The page's frame, or null. Records who asked, and reports a bad page map. */
export function vmNormalPage(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pte: PteVal): Pfn | null {
  const input = normalPageInput(cx, cx.world.map, vma, vpn, pte);
  const verdict = within(cx, 'vm_normal_page', () => decide(cx, cx.linux.vmNormalPageTable, input, { process, vpn }));
  if (verdict === 'bad_special' || verdict === 'bad_pfn') log(cx, { kind: 'bad_page_map' });
  // R-NP-2: the zero page must carry the bit; a debugging kernel warns once if it does not (D-15).
  if (verdict === 'page' && isZero(input)) warnOnce(cx, 'vm_normal_page');
  return verdict === 'page' ? asPfn(input.pfn) : null;
}

export const peekNormalPage = (platform: Platform, map: MemMap, vma: Vma, vpn: Vpn, pte: PteVal): NormalPageVerdict =>
  evaluate(platform.linux.vmNormalPageTable, normalPageInput(platform, map, vma, vpn, pte));
