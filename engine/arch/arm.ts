/**
 * 32-bit ARM with short descriptors (R-AR-9, R-AR-54). The words are those of Linux's own table; the hardware's copy of each
 * is derived from it and lies 2048 bytes above. All twelve low bits are taken: there is no room for a special bit.
 */
import { asPfn, asPte, type Pfn } from '../types.ts';
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
