/**
 * 32-bit ARM with short descriptors (R-AR-9, R-AR-54). The words are those of Linux's own table; the hardware's copy of each
 * is derived from it and lies 2048 bytes above. All twelve low bits are taken: there is no room for a special bit.
 */
import { asPfn, asPte, type Pfn, type PteVal } from '../types.ts';
import type { Arch, BitField } from './arch.ts';
import { armCodec, armCpu, armDeviceProt, armPageProt, type ArmBits } from './armCodec.ts';

/** Memory type. */
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
  { name: 'PRESENT', bit: 0, width: 1, help: 'The entry maps a frame.' },
  { name: 'YOUNG', bit: 1, width: 1, help: 'Accessed. Kept by Linux: the hardware entry is invalid until it is set.' },
  { name: 'MT', bit: 2, width: 4, help: 'Memory type.' },
  { name: 'DIRTY', bit: 6, width: 1, help: 'Written. Kept by Linux: the hardware entry is read-only until it is set.' },
  { name: 'RDONLY', bit: 7, width: 1, help: 'Read-only.' },
  { name: 'USER', bit: 8, width: 1, help: 'User mode may use it.' },
  { name: 'XN', bit: 9, width: 1, help: 'No execute.' },
  { name: 'SHARED', bit: 10, width: 1, help: 'Shareable between processors.' },
  { name: 'NONE', bit: 11, width: 1, help: 'Made inaccessible by PROT_NONE.' },
  { name: 'PFN', bit: 12, width: 20, help: 'Frame number.' },
];

/** The hardware's word (R-AR-9): an extended small page. */
const HW = { xn: 1n, small: 1n << 1n, ap0: 1n << 4n, ap1: 1n << 5n, tex0: 1n << 6n, apx: 1n << 9n, ng: 1n << 11n };
const KEPT = 0xfffffc0cn;
/** MT[2], which becomes TEX[0]. */
const MT2 = 1n << 4n;

const twinFields: readonly BitField[] = [
  { name: 'XN', bit: 0, width: 1, help: 'No execute.' },
  { name: 'SMALL', bit: 1, width: 1, help: 'The entry maps a small page; 0: it maps nothing, and an access traps.' },
  { name: 'B', bit: 2, width: 1, help: 'Bufferable: with C and TEX, the memory type.' },
  { name: 'C', bit: 3, width: 1, help: 'Cacheable: with B and TEX, the memory type.' },
  { name: 'AP', bit: 4, width: 2, help: 'Access: 3 lets user mode in, 1 only the kernel.' },
  { name: 'TEX', bit: 6, width: 3, help: 'With C and B, the memory type.' },
  { name: 'APX', bit: 9, width: 1, help: 'Read-only: the mapping is, or nobody has written yet.' },
  { name: 'S', bit: 10, width: 1, help: 'Shareable between processors.' },
  { name: 'NG', bit: 11, width: 1, help: 'Not global: it belongs to one address space.' },
  { name: 'PFN', bit: 12, width: 20, help: 'Frame number.' },
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

/** A first-level word for a table, as Linux writes it for user space: type 1, domain 1. */
const TABLE = 0x21n;

export const arm: Arch = {
  name: 'arm',
  title: 'arm, 2-level',
  subtitle: '2 levels · no spare bit, the VMA rules emulate it',
  entryBits: 32,
  levels: [
    // As Linux sees it: 2048 entries of 8 bytes, so that the table fills four frames.
    { name: 'PGD', shift: 21, bits: 11, frames: 4 },
    { name: 'PT', shift: 12, bits: 9, frames: 1 },
  ],
  specialBit: null,
  pte: armCodec(bits, fields),
  pmd: null,
  twin: { of: twinOf, fields: twinFields },
  cpu: armCpu(bits),
  vmGetPageProt: armPageProt(bits),
  ...armDeviceProt(MT),
  mkTable: (pfn: Pfn) => asPte((BigInt(pfn) << 12n) | TABLE),
  tableOf: (word) => ((word & 3n) === 1n ? asPfn(Number((word & bits.pfn) >> 12n)) : null),
  hasGupFast: false,
  hasThp: false,
  hasPmdPfnmap: false,
  hasPat: false,
  hasIoremapProt: false,
  hasSecretmem: false,
  hasHwPteYoung: false,
};
