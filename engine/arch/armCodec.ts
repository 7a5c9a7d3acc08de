/** What both entry formats of 32-bit ARM share: one meaning, two layouts of bits (R-AR-53, R-AR-54). */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import type { Arch, BitField, Codec, Cpu, Trap } from './arch.ts';

/** Masks of the bits that Linux itself reads and writes. */
export interface ArmBits {
  readonly present: bigint;
  readonly valid: bigint;
  readonly young: bigint;
  readonly dirty: bigint;
  readonly rdonly: bigint;
  readonly user: bigint;
  readonly xn: bigint;
  readonly none: bigint;
  /** 0n if the format has no room for it. */
  readonly special: bigint;
  readonly pfn: bigint;
  readonly memory: bigint;
  /** The hardware's read-only bit; 0n if it is in a separate hardware word. */
  readonly ap2: bigint;
  /** Added when an entry that user mode may use is stored; 0n if it is in a separate hardware word. */
  readonly ng: bigint;
}

const SHIFT = 12n;

/**
 * The word as `cpu_v7_set_pte_ext()` stores it. If the hardware reads it too, it stays read-only until dirty; while NONE is
 * set it is invalid, and the rest is left as it was.
 */
const stored = (b: ArmBits, word: bigint): PteVal => {
  if (b.ap2 === 0n || word === 0n) return asPte(word);
  if ((word & b.none) !== 0n) return asPte(word & ~b.valid);
  const writable = (word & b.dirty) !== 0n && (word & b.rdonly) === 0n;
  const access = writable ? word & ~b.ap2 : word | b.ap2;
  return asPte(access | b.valid | ((word & b.user) === 0n ? 0n : b.ng));
};

export const armCodec = (b: ArmBits, fields: readonly BitField[]): Codec => ({
  fields,
  mk: (pfn, prot) => stored(b, (BigInt(pfn) << SHIFT) | prot),
  pfn: (pte) => asPfn(Number((pte & b.pfn) >> SHIFT)),
  present: (pte) => (pte & b.present) !== 0n,
  protNone: (pte) => (pte & b.none) !== 0n,
  write: (pte) => (pte & b.rdonly) === 0n,
  dirty: (pte) => (pte & b.dirty) !== 0n,
  young: (pte) => (pte & b.young) !== 0n,
  special: (pte) => (pte & b.special) !== 0n,
  mkwrite: (pte) => stored(b, pte & ~b.rdonly),
  wrprotect: (pte) => stored(b, pte | b.rdonly),
  mkdirty: (pte) => stored(b, pte | b.dirty),
  mkclean: (pte) => stored(b, pte & ~b.dirty),
  mkyoung: (pte) => asPte(pte | b.young),
  mkold: (pte) => asPte(pte & ~b.young),
  mkspecial: (pte) => asPte(pte | b.special),
  modify: (pte, prot) => {
    const mask = b.xn | b.rdonly | b.user | b.none | b.valid;
    return stored(b, (pte & ~mask) | (prot & mask));
  },
});

/** Accessed and dirty are kept by software: the hardware's word stays invalid until young, and read-only until dirty. */
export const armCpu = (b: ArmBits): Cpu => ({
  allows: (pte, access) =>
    (pte & b.present) !== 0n &&
    (pte & b.none) === 0n &&
    (pte & b.user) !== 0n &&
    (pte & b.young) !== 0n &&
    (access === 'read' || ((pte & b.rdonly) === 0n && (pte & b.dirty) !== 0n)),
  mark: (pte) => pte,
});

/** R-F-6, with ARM's protection map. */
export const armPageProt =
  (b: ArmBits): Arch['vmGetPageProt'] =>
  (vmFlags) => {
    const base = b.present | b.young | b.memory;
    const xn = (vmFlags & VM.EXEC) === 0 ? b.xn : 0n;
    if ((vmFlags & (VM.READ | VM.WRITE | VM.EXEC)) === 0) return base | b.rdonly | b.xn | b.none;
    const write = (vmFlags & VM.WRITE) !== 0 && (vmFlags & VM.SHARED) !== 0;
    return base | b.user | xn | (write ? 0n : b.rdonly);
  };

/** arch/arm/mm/fault.c: short and long descriptors enter alike. */
export const armTrap: Trap = {
  takes: ['do_DataAbort', 'do_page_fault'],
  takesWithout: { missing: 'table', takes: ['do_DataAbort', 'do_translation_fault', 'do_page_fault'] },
  forbidden: ['__do_user_fault'],
  unmapped: ['__do_user_fault'],
  bus: ['__do_user_fault'],
  vmaLock: true,
  locksMm: 'lock_mm_and_find_vma',
};
