/**
 * Every configuration of Linux 6.12 with an MMU: who has the special bit, and what its page tables are like. Read from the
 * headers and Kconfig files of the architectures (rules R-AR-1 to R-AR-36).
 */
import { ARCH_NAMES, LISTED, type ArchName } from '../types.ts';

export interface Support {
  readonly rule: string;
  readonly name: string;
  /** Number of the special bit in a PTE; null: none. */
  readonly bit: string | null;
  readonly condition: string;
  /** Bits of address per level, top first, then those of the page offset; `;` between trees. */
  readonly levels: string;
  readonly pages: string;
  /** Where entries above the last level can map memory; empty: nowhere. */
  readonly leaves: string;
  /** Where leaves can be raw (ARCH_SUPPORTS_HUGE_PFNMAP); empty: nowhere. */
  readonly rawLeaves: string;
  readonly gupFast: boolean;
  readonly machines: readonly ArchName[];
}

const always = 'always';
const never = 'never';

type Row = readonly [
  rule: number,
  name: string,
  bit: string | null,
  condition: string,
  levels: string,
  pages: string,
  leaves: string,
  rawLeaves: string,
  gupFast: boolean,
];

const ROWS: readonly Row[] = [
  [1, 'x86-64, 4 levels', '9', always, '9 9 9 9 + 12', '4K', 'PMD PUD', 'PMD PUD', true],
  [2, 'x86-64, 5 levels', '9', always, '9 9 9 9 9 + 12', '4K', 'PMD PUD', 'PMD PUD', true],
  [3, 'x86-32', '9', always, '10 10 + 12', '4K', 'PMD', '', true],
  [4, 'x86-32, PAE', '9', always, '2 9 9 + 12', '4K', 'PMD', '', true],
  [5, 'arm64, 4K pages', '56', always, '9 9 9; 9 9 9 9; 4 9 9 9 9 + 12', '4K', 'PMD', 'PMD', true],
  [6, 'arm64, 16K pages', '56', always, '11 11; 11 11 11; 1 11 11 11; 5 11 11 11 + 14', '16K', 'PMD', 'PMD', true],
  [7, 'arm64, 64K pages', '56', always, '13 13; 6 13 13; 10 13 13 + 16', '64K', 'PMD', 'PMD', true],
  [8, 'arm, LPAE', '56', 'if ARM_LPAE', '2 9 9 + 12', '4K', 'PMD', '', true],
  [9, 'arm, short descriptors', null, 'if ARM_LPAE', '11 9 + 12', '4K', '', '', false],
  [10, 'RISC-V, 64 bits', '8', always, '9 9 9; 9 9 9 9; 9 9 9 9 9 + 12', '4K', 'PMD', '', true],
  [11, 'RISC-V, 32 bits', '8', always, '10 10 + 12', '4K', '', '', true],
  [12, 's390', '6', always, '11 11 11 11 8 + 12', '4K', 'PMD', '', true],
  [13, 'PowerPC 64, radix, 4K pages', '10', always, '13 9 9 9 + 12', '4K', 'PMD PUD', '', true],
  [14, 'PowerPC 64, radix, 64K pages', '10', always, '13 9 9 5 + 16', '64K', 'PMD PUD', '', true],
  [15, 'PowerPC 64, hash, 4K pages', '10', always, '9 9 7 9 + 12', '4K', 'PMD', '', true],
  [16, 'PowerPC 64, hash, 64K pages', '10', always, '8 10 10 8 + 16', '64K', 'PMD', '', true],
  [17, 'PowerPC 32', '11; 44x: 5; 8xx: 7', always, '10 10 + 12', '4K to 256K', '', '', true],
  [
    18,
    'LoongArch',
    '11',
    always,
    '9 9 9; 9 9 9 9 + 12; 11 11; 11 11 11 + 14; 13 13; 13 13 13 + 16',
    '4K 16K 64K',
    'PMD',
    '',
    true,
  ],
  [
    19,
    'MIPS32 without RIXI',
    '5; huge pages: 6; 64-bit PTEs: 11',
    'if !(32BIT && CPU_HAS_RIXI)',
    '10 10 + 12',
    '4K to 64K',
    'with huge pages',
    '',
    true,
  ],
  [20, 'MIPS32 with RIXI', null, 'if !(32BIT && CPU_HAS_RIXI)', '10 10 + 12', '4K to 64K', '', '', true],
  [
    21,
    'MIPS64',
    '5 (huge pages and RIXI)',
    'if !(32BIT && CPU_HAS_RIXI)',
    '9 9 9; 9 9 9 9 + 12',
    '4K to 64K',
    'PMD',
    '',
    true,
  ],
  [22, 'PA-RISC', '10; hugetlb: 4', always, '10 11 9; 10 10 + 12', '4K 16K 64K', '', '', false],
  [23, 'SPARC64', '57', 'if SPARC64', '10 10 10 10 + 13', '8K', 'PMD', '', false],
  [24, 'SPARC32', null, 'if SPARC64', '8 6 6 + 12', '4K', '', '', false],
  [25, 'SuperH', '11', always, '10 10 + 12', '4K to 64K', '', '', true],
  [26, 'ARC', '6', always, '11 8 + 13; 10 10 + 12', '4K 8K 16K', 'PMD (MMUv4)', '', false],
  [27, 'Alpha', null, never, '10 10 10 + 13', '8K', '', '', false],
  [28, 'm68k, 68020 to 68060', null, never, '7 7 6 + 12', '4K', '', '', false],
  [29, 'm68k, Sun 3 and ColdFire', null, never, '11 4; 10 9 + 13', '8K', '', '', false],
  [30, 'C-SKY', null, never, '10 10 + 12', '4K', '', '', false],
  [31, 'Hexagon', null, never, '10 10 + 12', '4K to 1M', '', '', false],
  [32, 'MicroBlaze', null, never, '10 10 + 12', '4K', '', '', false],
  [33, 'Nios II', null, never, '10 10 + 12', '4K', '', '', false],
  [34, 'OpenRISC', null, never, '8 11 + 13', '8K', '', '', false],
  [35, 'UML', null, never, '10 10; 9 9 9 + 12', '4K', '', '', false],
  [36, 'Xtensa', null, never, '10 10 + 12', '4K', '', '', false],
];

export const SUPPORT: readonly Support[] = ROWS.map(
  ([rule, name, bit, condition, levels, pages, leaves, rawLeaves, gupFast]) => ({
    rule: `R-AR-${rule}`,
    name,
    bit,
    condition,
    levels,
    pages,
    leaves,
    rawLeaves,
    gupFast,
    machines: ARCH_NAMES.filter((machine) => LISTED[machine].row === rule),
  }),
);

export const STANDS_IN = 'VM_PFNMAP, VM_MIXEDMAP and the linear rule';
