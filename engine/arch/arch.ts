/**
 * An architecture is data with a codec, one file per architecture; `mm/` sees only this interface. The helpers are those
 * in the kernel's Documentation/mm/arch_pgtable_helpers.rst.
 */
import type { ArchName, Level, Pfn, PteVal } from '../types.ts';

/** One named field of an entry word. */
export interface BitField {
  readonly name: string;
  /** Lowest bit. */
  readonly bit: number;
  readonly width: number;
  readonly help: string;
}

/** A level of the page-table tree. */
export interface LevelSpec {
  /** `PGD`, `PUD`, `PMD`, `PT`: the kind of table page. */
  readonly name: string;
  /** Lowest bit of the virtual address that indexes this table. */
  readonly shift: number;
  readonly bits: number;
  /** Frames that one table of this level occupies. */
  readonly frames: number;
}

/** Reads and writes the entries that map memory at one level. */
export interface Codec {
  readonly fields: readonly BitField[];
  /** An entry for `pfn` with a protection from `vmGetPageProt`. */
  mk(pfn: Pfn, prot: bigint): PteVal;
  pfn(pte: PteVal): Pfn;
  /** `pte_present()`: also true of an entry made inaccessible by PROT_NONE. */
  present(pte: PteVal): boolean;
  /** Made inaccessible by PROT_NONE. */
  protNone(pte: PteVal): boolean;
  write(pte: PteVal): boolean;
  dirty(pte: PteVal): boolean;
  young(pte: PteVal): boolean;
  /** Always false where the architecture has no such bit at this level. */
  special(pte: PteVal): boolean;
  mkwrite(pte: PteVal): PteVal;
  wrprotect(pte: PteVal): PteVal;
  mkdirty(pte: PteVal): PteVal;
  mkclean(pte: PteVal): PteVal;
  mkyoung(pte: PteVal): PteVal;
  mkold(pte: PteVal): PteVal;
  /** The identity where the architecture has no such bit at this level. */
  mkspecial(pte: PteVal): PteVal;
  /** `pte_modify()`: changes the protection; the pfn and the special, dirty and accessed bits stay (R-MP-3, R-AR-40). */
  modify(pte: PteVal, prot: bigint): PteVal;
}

/** What the processor itself does with an entry, before any kernel code runs. */
export interface Cpu {
  /** The access goes through without a fault. */
  allows(pte: PteVal, access: 'read' | 'write'): boolean;
  /** Sets the accessed and dirty marks that the processor sets by itself, if any. */
  mark(pte: PteVal, access: 'read' | 'write', codec: Codec): PteVal;
}

export interface Arch {
  readonly name: ArchName;
  /** As shown: `x86-64`. */
  readonly title: string;
  readonly subtitle: string;
  readonly entryBits: 32 | 64;
  readonly levels: readonly LevelSpec[];
  /** CONFIG_ARCH_HAS_PTE_SPECIAL; the bit's number, or null. */
  readonly specialBit: number | null;
  readonly pte: Codec;
  /** Leaves one level up; null where the model has none. */
  readonly pmd: Codec | null;
  /** The word that the hardware reads, where it is another than the one that Linux reads and writes. */
  readonly twin: { readonly of: (pte: PteVal) => bigint; readonly fields: readonly BitField[] } | null;
  readonly cpu: Cpu;
  /** `vm_get_page_prot()`: the protection for VMA flags (R-F-6). */
  vmGetPageProt(vmFlags: number): bigint;
  /**
   * The same for a frame that is not RAM: uncached where the kernel ensures that. `devmem`: /dev/mem maps it
   * (`phys_mem_access_prot()`, R-IN-65); other drivers must ask for it, and those of the model do not.
   */
  deviceProt(prot: bigint, devmem: boolean): bigint;
  /** What /dev/mem makes of the protection of a VMA over frames that are not RAM. Copies in a private one keep it. */
  devmemProt(prot: bigint): bigint;
  /** The word that points from a table to the table below. */
  mkTable(pfn: Pfn): PteVal;
  /** The table that a word points to; null if it is empty or a leaf. */
  tableOf(word: PteVal): Pfn | null;
  /** CONFIG_HAVE_GUP_FAST (R-GU-8). */
  readonly hasGupFast: boolean;
  /** CONFIG_TRANSPARENT_HUGEPAGE (R-MA-6). */
  readonly hasThp: boolean;
  /** CONFIG_ARCH_SUPPORTS_PMD_PFNMAP (R-HP-1). */
  readonly hasPmdPfnmap: boolean;
  /** x86 PAT tracking of physical ranges (R-PR-20). */
  readonly hasPat: boolean;
  /** HAVE_IOREMAP_PROT: `vm_ops->access` of /dev/mem exists (R-GU-16). */
  readonly hasIoremapProt: boolean;
  /** CONFIG_SECRETMEM (R-GU-23). */
  readonly hasSecretmem: boolean;
  /** The processor sets the accessed bit (R-AR-59). */
  readonly hasHwPteYoung: boolean;
}

/** CONFIG_ARCH_HAS_PTE_SPECIAL. */
export const hasPteSpecial = (arch: Arch): boolean => arch.specialBit !== null;

export const codecOf = (arch: Arch, level: Level): Codec => {
  if (level === 'pte') return arch.pte;
  if (arch.pmd === null) throw new Error(`${arch.name} has no ${level} leaves in this model`);
  return arch.pmd;
};
