/**
 * `vm_normal_page_pmd()`: the same question for a leaf one level up. Here 6.12 uses the rules on VMA flags on every
 * architecture, and the bit only returns early. There is no vm_normal_page_pud in 6.12: `folio_walk_start()` decides by
 * itself what a PUD leaf is (R-NP-34). Kernel: mm/memory.c. Rules R-NP-24 to R-NP-33.
 */
import { asPfn, VM, vmFlagNames, type Pfn, type ProcessName, type PteVal, type Vpn } from '../types.ts';
import { hex, within, type Cx, type Platform } from './cx.ts';
import { decide } from './decide.ts';
import { evaluate, type DecisionTable } from './decisionTable.ts';
import { pfnValid, type MemMap } from './memmap.ts';
import { isCowMapping, lin } from './vma.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly vmNormalPagePmdTable: typeof vmNormalPagePmdTable;
    readonly vmNormalPagePmd: typeof vmNormalPagePmd;
  }
}

export interface NormalPmdInput {
  readonly special: boolean;
  readonly flags: number;
  readonly pfn: number;
  readonly linear: number;
  readonly map: MemMap;
}

export type NormalPmdVerdict = 'page' | 'raw_special' | 'raw_invalid' | 'raw_linear' | 'raw_shared' | 'above_highest';

const flags = (i: NormalPmdInput): string =>
  vmFlagNames(i.flags & (VM.PFNMAP | VM.MIXEDMAP))
    .map((n) => `VM_${n}`)
    .join(' ') || 'neither flag';

export const vmNormalPagePmdTable: DecisionTable<NormalPmdInput, NormalPmdVerdict> = {
  name: 'vm_normal_page_pmd',
  summary: 'Is there a page behind this huge entry that the kernel may touch?',
  first: 'special',
  questions: {
    special: {
      label: 'pmd_special(pmd)?',
      help: 'The bit can be set only where the architecture supports huge PFN maps.',
      rules: ['R-NP-24', 'R-NP-33'],
      ask: (i) => i.special,
      value: (i) => `bit = ${i.special ? 1 : 0}`,
      yes: 'raw_special',
      no: 'mixed',
    },
    mixed: {
      label: 'VM_MIXEDMAP?',
      help: 'A mixed mapping may hold pages and raw frames; the frame number decides.',
      rules: ['R-NP-25', 'R-NP-26'],
      ask: (i) => (i.flags & VM.MIXEDMAP) !== 0,
      value: flags,
      yes: 'mixed_valid',
      no: 'pfnmap',
    },
    mixed_valid: {
      label: 'pfn_valid(pfn)?',
      help: 'Every frame with a struct page counts as a page here, and all other tests are skipped.',
      rules: ['R-NP-25', 'R-NP-26'],
      ask: (i) => pfnValid(i.map, i.pfn),
      value: (i) => `${hex(i.pfn)} has ${pfnValid(i.map, i.pfn) ? 'a' : 'no'} struct page`,
      yes: 'page',
      no: 'raw_invalid',
    },
    pfnmap: {
      label: 'VM_PFNMAP?',
      help: 'Of the other mappings, only a PFN mapping can hold raw entries.',
      rules: ['R-NP-27'],
      ask: (i) => (i.flags & VM.PFNMAP) !== 0,
      value: flags,
      yes: 'linear',
      no: 'highest',
    },
    linear: {
      label: 'pmd pfn == linear?',
      help: 'The linear rule, applied to the first frame of the leaf.',
      rules: ['R-NP-27'],
      ask: (i) => i.pfn === i.linear,
      value: (i) => `${hex(i.pfn)} against ${hex(i.linear)}`,
      yes: 'raw_linear',
      no: 'cow',
    },
    cow: {
      label: 'is_cow_mapping()?',
      help: 'Only a private mapping that may become writable can hold copied pages.',
      rules: ['R-NP-28'],
      ask: (i) => isCowMapping(i.flags),
      value: (i) => (isCowMapping(i.flags) ? 'private, may write' : 'shared, or never writable'),
      yes: 'highest',
      no: 'raw_shared',
    },
    highest: {
      label: 'pfn > highest_memmap_pfn?',
      help: 'Beyond all struct pages. At this level the kernel says nothing.',
      rules: ['R-NP-31', 'R-NP-32'],
      ask: (i) => i.pfn > i.map.highestMemmapPfn,
      value: (i) => `${hex(i.pfn)} against ${hex(i.map.highestMemmapPfn)}`,
      yes: 'above_highest',
      no: 'page',
    },
  },
  leftOut: [
    {
      label: 'pmd_devmap(pmd)?',
      before: 'highest',
      yes: 'NULL',
      why: 'the bit marks memory of ZONE_DEVICE, which no statement maps',
    },
    {
      label: 'is_huge_zero_pmd(pmd)?',
      before: 'highest',
      yes: 'NULL',
      why: 'the huge zero page stands in for huge pages of anonymous memory, and this model has none',
    },
  ],
  verdicts: {
    page: { label: 'normal page', tone: 'page', help: 'The VM counts it.', rules: ['R-NP-26', 'R-NP-32'] },
    raw_special: {
      label: 'NULL: special',
      tone: 'null',
      help: 'Raw: the kernel must leave it alone.',
      rules: ['R-NP-24'],
    },
    raw_invalid: {
      label: 'NULL: no struct page',
      tone: 'null',
      help: 'Raw: nothing to count with.',
      rules: ['R-NP-25'],
    },
    raw_linear: { label: 'NULL: the linear rule holds', tone: 'null', help: 'Taken for raw.', rules: ['R-NP-27'] },
    raw_shared: {
      label: 'NULL: not a COW mapping',
      tone: 'null',
      help: 'Raw, whatever the frame.',
      rules: ['R-NP-28'],
    },
    above_highest: { label: 'NULL, silently', tone: 'null', help: 'No report at this level.', rules: ['R-NP-31'] },
  },
};

export const normalPmdInput = ({ arch }: Platform, map: MemMap, vma: Vma, vpn: Vpn, pmd: PteVal): NormalPmdInput => ({
  special: arch.pmd!.special(pmd),
  flags: vma.flags,
  pfn: arch.pmd!.pfn(pmd),
  linear: lin(vma, vpn),
  map,
});

/** `vpn` is the first page of the leaf. Returns the first frame, or null. */
export function vmNormalPagePmd(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pmd: PteVal): Pfn | null {
  const input = normalPmdInput(cx, cx.world.map, vma, vpn, pmd);
  const verdict = within(cx, 'vm_normal_page_pmd', () =>
    decide(cx, cx.linux.vmNormalPagePmdTable, input, { process, vpn }),
  );
  return verdict === 'page' ? asPfn(input.pfn) : null;
}

export const peekNormalPagePmd = (platform: Platform, map: MemMap, vma: Vma, vpn: Vpn, pmd: PteVal): NormalPmdVerdict =>
  evaluate(platform.linux.vmNormalPagePmdTable, normalPmdInput(platform, map, vma, vpn, pmd));
