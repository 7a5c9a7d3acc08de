/**
 * T-1 to T-35: `vm_normal_page` and `vm_normal_page_pmd` of forced entries, on a small machine of their own (R-V-23),
 * with the bit (S: x86-64) and without (N: arm, two levels).
 */
import type { MemMap } from '../../mm/memmap.ts';
import { asPfn, VM, type VmFlagName } from '../../types.ts';

/** R-V-23. */
export const REFERENCE_MACHINE: MemMap = {
  ram: [
    { from: 0, count: 0x300 },
    { from: 0x380, count: 0x80 },
  ],
  highestMemmapPfn: 0x3ff,
  zero: asPfn(0x10),
  zeroPages: 1,
  driver: { from: 0x100, count: 16 },
  driverBlock: { from: 0, count: 0 },
  mmio: { from: 0x80000, count: 0x100 },
  free: { from: 0x200, count: 0x100 },
};

/** `page`: also the bogus page of a hole in memory. `NULL+BAD`: a bad page map is reported. */
export type Answer = 'page' | 'NULL' | 'NULL+BAD';

export interface NormalPageRow {
  readonly id: string;
  readonly rules: readonly string[];
  readonly flags: number;
  readonly pfn: number;
  readonly special: boolean;
  readonly linear: number;
  /** null: not representable. */
  readonly S: Answer | null;
  readonly N: Answer | null;
  readonly level: 'pte' | 'pmd';
}

const flagsOf = (names: string): number => names.split(' ').reduce((all, name) => all | VM[name as VmFlagName], 0);

const MAY = 'MAYREAD MAYWRITE MAYEXEC';
const VMAS = {
  /** FI and AN: private, neither flag. */
  plain: flagsOf(`READ WRITE ${MAY}`),
  SH: flagsOf(`READ WRITE SHARED MAYSHARE ${MAY} IO PFNMAP DONTEXPAND DONTDUMP`),
  PR: flagsOf(`READ WRITE ${MAY} IO PFNMAP DONTEXPAND DONTDUMP`),
  /** Private and read-only now: still a COW mapping. */
  PR_r: flagsOf(`READ ${MAY} IO PFNMAP DONTEXPAND DONTDUMP`),
  /** MAP_SHARED through O_RDONLY: neither SHARED nor MAYWRITE. */
  SH_ro: flagsOf('READ MAYSHARE MAYREAD MAYEXEC IO PFNMAP DONTEXPAND DONTDUMP'),
  MX: flagsOf(`READ WRITE SHARED MAYSHARE ${MAY} MIXEDMAP`),
  MXP: flagsOf(`READ WRITE ${MAY} MIXEDMAP`),
  both: flagsOf(`READ SHARED MAYSHARE ${MAY} PFNMAP MIXEDMAP`),
} as const;

interface Entry {
  readonly pfn: number;
  readonly special?: boolean;
  readonly linear?: number;
  readonly level?: 'pte' | 'pmd';
}

const row = (
  id: string,
  rules: string,
  vma: keyof typeof VMAS,
  { pfn, special = false, linear = 0x10, level = 'pte' }: Entry,
  S: Answer | null,
  N: Answer | null,
): NormalPageRow => ({ id, rules: rules.split(' '), flags: VMAS[vma], pfn, special, linear, S, N, level });

/** PR(0x80000) at 0x13000. */
const AT_3 = 0x80003;
const raw = true;

export const NORMAL_PAGE_ROWS: readonly NormalPageRow[] = [
  row('T-1', 'R-NP-2 R-NP-18', 'plain', { pfn: 0x150, linear: 0 }, 'page', 'page'),
  row('T-2', 'R-NP-1 R-NP-17', 'plain', { pfn: 0x500 }, 'NULL+BAD', 'NULL+BAD'),
  row('T-3', 'R-NP-2 R-NP-18', 'plain', { pfn: 0x320 }, 'page', 'page'),
  row('T-4', 'R-NP-5 R-NP-16', 'plain', { pfn: 0x10, special: raw }, 'NULL', 'NULL'),
  row('T-5', 'R-NP-2 R-NP-16 D-15', 'plain', { pfn: 0x10 }, 'page', 'NULL'),
  row('T-6', 'R-NP-7 R-NP-18 D-10', 'plain', { pfn: 0x105, special: raw }, 'NULL+BAD', 'page'),
  row('T-7', 'R-NP-7 R-NP-17', 'plain', { pfn: 0x80000, special: raw }, 'NULL+BAD', 'NULL+BAD'),
  row('T-10', 'R-NP-4 R-NP-11', 'SH', { pfn: 0x80000, special: raw, linear: 0x80000 }, 'NULL', 'NULL'),
  row('T-11', 'R-NP-4 R-NP-12', 'SH', { pfn: 0x90005, special: raw, linear: 2 }, 'NULL', 'NULL'),
  row('T-12', 'R-NP-2 R-NP-12 D-8', 'SH', { pfn: 0x105, linear: 2 }, 'page', 'NULL'),
  row('T-13', 'R-NP-4 R-NP-11', 'PR', { pfn: AT_3, special: raw, linear: AT_3 }, 'NULL', 'NULL'),
  row('T-14', 'R-NP-2 R-NP-15', 'PR', { pfn: 0x201, linear: AT_3 }, 'page', 'page'),
  row('T-15', 'R-NP-4 R-NP-14 D-2', 'PR', { pfn: 0x90000, special: raw, linear: AT_3 }, 'NULL', 'NULL+BAD'),
  row('T-16', 'R-NP-15 D-2', 'PR', { pfn: 0x105, special: raw, linear: AT_3 }, 'NULL', 'page'),
  row('T-17', 'R-NP-15 D-2', 'PR', { pfn: 0x305, special: raw, linear: AT_3 }, 'NULL', 'page'),
  row('T-18', 'R-NP-4 R-NP-13', 'PR', { pfn: 0x10, special: raw, linear: AT_3 }, 'NULL', 'NULL'),
  row('T-19', 'R-NP-2 R-NP-11 D-1', 'PR', { pfn: 0x200, linear: 0x200 }, 'page', 'NULL'),
  row('T-20', 'R-NP-15', 'PR', { pfn: 0x205, linear: 0x200 }, 'page', 'page'),
  row('T-21', 'R-NP-4 R-NP-8', 'MX', { pfn: 0x320, special: raw }, 'NULL', 'NULL'),
  row('T-22', 'R-NP-4 R-NP-10 D-4', 'MX', { pfn: 0x105, special: raw }, 'NULL', 'page'),
  row('T-23', 'R-NP-2 R-NP-10', 'MX', { pfn: 0x105 }, 'page', 'page'),
  row('T-24', 'R-NP-4 R-NP-9', 'MX', { pfn: 0x10, special: raw }, 'NULL', 'NULL'),
  row('T-25', 'R-NP-1 R-NP-8 D-16', 'MX', { pfn: 0x500 }, 'NULL+BAD', 'NULL'),
  row('T-26', 'R-NP-4 R-NP-10 D-5', 'both', { pfn: 0x105, special: raw }, 'NULL', 'page'),
  row('T-27', 'R-NP-4 R-NP-8', 'both', { pfn: 0x80000, special: raw }, 'NULL', 'NULL'),
  row('T-29', 'R-NP-2', 'MX', { pfn: 0x106 }, 'page', 'page'),
  row('T-30', 'R-F-5 R-V-11 R-NP-15', 'PR_r', { pfn: 0x201, linear: AT_3 }, 'page', 'page'),
  row('T-31', 'R-F-5 R-NP-12', 'SH_ro', { pfn: 0x105, special: raw, linear: 3 }, 'NULL', 'NULL'),
  // At the pmd level the columns are "with the bit" (x86-64, arm64) and "without" (riscv and others).
  row('T-33', 'R-NP-24 R-NP-26 D-17', 'MX', { pfn: 0x100, special: raw, level: 'pmd' }, 'NULL', 'page'),
  row('T-34', 'R-NP-31', 'plain', { pfn: 0x600, level: 'pmd' }, 'NULL', 'NULL'),
  row('T-35', 'R-VM-1 R-NP-11', 'PR', { pfn: 0x80005, special: raw, linear: 0x80005 }, 'NULL', 'NULL'),
  row('T-210', 'R-NP-24 R-NP-28', 'SH', { pfn: 0x80000, special: raw, linear: 0, level: 'pmd' }, 'NULL', 'NULL'),
  row('T-210 linear', 'R-NP-27', 'PR', { pfn: 0x100, special: raw, linear: 0x100, level: 'pmd' }, 'NULL', 'NULL'),
  // A driver may set only one of the flags; MIXEDMAP is asked first.
  row('T-211 both', 'R-NP-25 R-NP-26', 'both', { pfn: 0x100, linear: 0x100, level: 'pmd' }, 'page', 'page'),
  row('T-212 lin', 'R-NP-32', 'plain', { pfn: 0x200, linear: 0x200, level: 'pmd' }, 'page', 'page'),
  row('T-211', 'R-NP-25', 'MX', { pfn: 0x80000, special: raw, level: 'pmd' }, 'NULL', 'NULL'),
  row('T-212', 'R-NP-32', 'plain', { pfn: 0x200, level: 'pmd' }, 'page', 'page'),
  row('R-NP-28', 'R-NP-28 R-NP-32', 'PR', { pfn: 0x200, linear: 0x80000, level: 'pmd' }, 'page', 'page'),
  row('R-NP-28 shared', 'R-NP-28', 'SH', { pfn: 0x200, linear: 0x80000, level: 'pmd' }, 'NULL', 'NULL'),
];

/** Cases that the tables' inputs cannot express. */
export const NORMAL_PAGE_NOT_EXPRESSED: Readonly<Record<string, string>> = {
  'T-8': 'the devmap bit: no statement makes ZONE_DEVICE memory, so the table leaves R-NP-6 out',
  'T-9': 'riscv, which is no machine of this model',
  'T-28': 'find_special_page: only Xen in a PV guest has one, so the table leaves R-NP-3 out',
  'T-32': 'the rate limit of the report: the model logs every report, and no scenario has 60',
};
