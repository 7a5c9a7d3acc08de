/**
 * 32-bit ARM with short descriptors (R-AR-9, R-AR-54). The words are those of Linux's own table; the hardware's copy of each
 * is derived from it and lies 2048 bytes above. All twelve low bits are taken: there is no room for a special bit.
 */
import { asPfn, asPte, type Pfn, type PteVal } from '../types.ts';
import type { Arch, BitField } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { type ArmBits, armCodec, armCpu, armPageProt, armTrap } from './armCodec.ts';

const MT = 15n << 2n;
const MT_WRITEALLOC = 7n << 2n;
const SHARED = 1n << 10n;

const bits: ArmBits = {
  present: 1n << 0n,
  valid: 1n << 0n,
  young: 1n << 1n,
  dirty: 1n << 6n,
  rdonly: 1n << 7n,
  user: 1n << 8n,
  xn: 1n << 9n,
  none: 1n << 11n,
  special: 0n,
  pfn: 0xfffff000n,
  memory: MT_WRITEALLOC | SHARED,
  ap2: 0n,
  ng: 0n,
};

const fields: readonly BitField[] = [
  rights('PRESENT', 0, 'The entry maps a frame.'),
  used('YOUNG', 1, 'Accessed. Kept by Linux: the hardware entry is invalid until it is set.'),
  other('MT', 2, 'Memory type.', 4),
  used('DIRTY', 6, 'Written. Kept by Linux: the hardware entry is read-only until it is set.'),
  rights('RDONLY', 7, 'Read-only.'),
  rights('USER', 8, 'User mode may use it.'),
  rights('XN', 9, 'No execute.'),
  other('SHARED', 10, 'Shareable between processors.'),
  rights('NONE', 11, 'Made inaccessible by PROT_NONE.'),
  frameField(12, 20),
];

/** The hardware's word (R-AR-9): an extended small page. */
const HW = { xn: 1n, small: 1n << 1n, ap0: 1n << 4n, ap1: 1n << 5n, tex0: 1n << 6n, apx: 1n << 9n, ng: 1n << 11n };
const KEPT = 0xfffffc0cn;
/** MT[2], which becomes TEX[0]. */
const MT2 = 1n << 4n;

const twinFields: readonly BitField[] = [
  rights('XN', 0, 'No execute.'),
  rights('SMALL', 1, 'The entry maps a small page; 0: it maps nothing, and an access traps.'),
  other('B', 2, 'Bufferable: with C and TEX, the memory type.'),
  other('C', 3, 'Cacheable: with B and TEX, the memory type.'),
  rights('AP', 4, 'Access: 3 lets user mode in, 1 only the kernel.', 2),
  other('TEX', 6, 'With C and B, the memory type.', 3),
  rights('APX', 9, 'Read-only: the mapping is, or nobody has written yet.'),
  other('S', 10, 'Shareable between processors.'),
  other('NG', 11, 'Not global: it belongs to one address space.'),
  frameField(12, 20),
];

/** `cpu_v7_set_pte_ext()`: nothing is mapped for the hardware until the entry is young, and nothing writable until it is dirty. */
function twinOf(pte: PteVal): bigint {
  if ((pte & bits.young) === 0n || (pte & bits.valid) === 0n || (pte & bits.none) !== 0n) return 0n;
  const set = (when: boolean, bit: bigint): bigint => (when ? bit : 0n);
  const user = (pte & bits.user) !== 0n;
  return (
    (pte & KEPT & ~HW.ng) |
    HW.small |
    HW.ap0 |
    set(user, HW.ap1 | HW.ng) |
    set((pte & MT2) !== 0n, HW.tex0) |
    set((pte & bits.rdonly) !== 0n || (pte & bits.dirty) === 0n, HW.apx) |
    set((pte & bits.xn) !== 0n, HW.xn)
  );
}

/**
 * A first-level word for a table, as `__pmd_populate()` writes the first of a pair for user space: type 1, PXN (a Cortex-A15 has
 * it), bit 4, domain 1. It leads to the hardware's words, in the second half of the page.
 */
const TABLE = 0x835n;

const tableFields: readonly BitField[] = [
  rights('TYPE', 0, '1: leads to a table.', 2),
  rights('PXN', 2, 'No execute for the kernel.'),
  other('NS', 3, 'Not secure.'),
  other('BIT4', 4, 'Set by Linux; processors since ARMv6 ignore it.'),
  other('DOMAIN', 5, '1 is user space.', 4),
  other('HALF', 10, 'Which kilobyte of the page: 2 and 3 are tables of the hardware.', 2),
  tableField(12, 20),
];

export const arm: Arch = {
  name: 'arm',
  title: 'arm, 2-level',
  subtitle: '2 levels · no spare bit: VMA flags stand in',
  pageShift: 12,
  entryBits: 32,
  userEnd: 0xbf000000,
  levels: levelsOf(12, 32, [
    // As Linux sees it: 2048 entries of 8 bytes, each two words of the hardware.
    { name: 'PGD', bits: 11, bytes: 16384 },
    // The hardware's copy of each entry lies in the same page.
    { name: 'PT', bits: 9, bytes: 4096 },
  ]),
  specialBit: null,
  pte: armCodec(bits, fields),
  pmd: null,
  tableFields,
  twin: { of: twinOf, fields: twinFields },
  cpu: armCpu(bits),
  vmGetPageProt: armPageProt(bits),
  // Memory type 0: it becomes that of the whole VMA.
  ...uncachedByDevmem((prot) => prot & ~MT),
  mkTable: (pfn: Pfn) => asPte((BigInt(pfn) << 12n) | TABLE),
  tableOf: (word) => ((word & 3n) === 1n ? asPfn(Number((word & bits.pfn) >> 12n)) : null),
  hasGupFast: false,
  hasThp: false,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: false,
  hasStrictDevmem: true,
  sources: 'arch/arm',
  trap: armTrap,
  hasHwPteYoung: false,
};
