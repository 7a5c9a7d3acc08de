/**
 * An architecture is data with a codec, one file per architecture; `mm/` sees only this interface. The helpers are those
 * in the kernel's Documentation/mm/arch_pgtable_helpers.rst. What differs between kernels is a fact stated here: nothing
 * else asks for the name of an architecture.
 */
import type { BitField } from '../facts.ts';
import type { KernelFunction } from '../functions.ts';
import type { ArchName, Level, Pfn, PteVal } from '../types.ts';

export type { BitField };

export interface LevelSpec {
  readonly name: string;
  readonly shift: number;
  readonly bits: number;
  /** Of one table; a table may be larger or smaller than a page. */
  readonly bytes: number;
  /** The word of an empty slot. */
  readonly empty: PteVal;
}

export type Access = 'read' | 'write';

export interface Codec {
  readonly fields: readonly BitField[];
  mk(pfn: Pfn, prot: bigint): PteVal;
  pfn(pte: PteVal): Pfn;
  /** `pte_present()`: also true of an entry made inaccessible by PROT_NONE. */
  present(pte: PteVal): boolean;
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
  /** `pte_modify()`: changes the protection; the pfn and the special and dirty bits stay (R-MP-3, R-AR-40). */
  modify(pte: PteVal, prot: bigint): PteVal;
}

/** What the processor itself does with an entry, before any kernel code runs. */
export interface Cpu {
  allows(pte: PteVal, access: Access): boolean;
  /** Sets the accessed and dirty marks that the processor, or the handler that fills its TLB, sets without a fault. */
  mark(pte: PteVal, access: Access, codec: Codec): PteVal;
  /** It is that handler, a part of the kernel, which sets them. */
  readonly refills?: true;
  /** The same where the access is then refused; absent: a refused access leaves no mark. */
  markRefused?(pte: PteVal, access: Access): PteVal;
}

/** What /dev/mem's `access`, `generic_access_phys()`, can map with `ioremap_prot()`. */
export interface PhysAccess {
  readonly ram: 'mapped' | { readonly warning: string };
  /** `oops`: the frame is mapped for the kernel with the entry's own rights, and the access kills the kernel. */
  maps(pte: PteVal): 'mapped' | 'refused' | 'oops';
}

/** CONFIG_DEBUG_VM's complaint about `set_pte_at()` on an entry that is in use. */
export interface LiveSetWarning {
  readonly fn: string;
  readonly once: boolean;
  complains(before: PteVal, after: PteVal): boolean;
}

/** How Linux takes a fault of the processor, before and instead of `handle_mm_fault()`. */
export interface Trap {
  /** From the exception to the function that looks for the mapping, outermost first. */
  readonly takes: readonly KernelFunction[];
  /** Another way in: where there is no entry, or not even a table for it; for a write to an entry that forbids it. */
  readonly takesWithout?: { readonly missing: 'table' | 'entry'; readonly takes: readonly KernelFunction[] };
  readonly takesWrite?: readonly KernelFunction[];
  /** SIGSEGV: the mapping forbids the access, or there is none. Empty: the last function above sends the signal itself. */
  readonly forbidden: readonly KernelFunction[];
  readonly unmapped: readonly KernelFunction[];
  readonly bus: readonly KernelFunction[];
  /** CONFIG_PER_VMA_LOCK: a fault is first tried with only the VMA locked. */
  readonly vmaLock: boolean;
  /** Locks the address space and finds the VMA; absent: it has no function for that. */
  readonly locksMm?: KernelFunction;
}

export interface Arch {
  readonly name: ArchName;
  readonly title: string;
  readonly subtitle: string;
  /** Absent: kernels were recorded on it. `reading`: it follows the source alone; `what-if`: no such kernel exists. */
  readonly origin?: 'reading' | 'what-if';
  /** A page has 2 to this power bytes. */
  readonly pageShift: number;
  readonly entryBits: 32 | 64;
  readonly bigEndian?: true;
  /** Top first. */
  readonly levels: readonly LevelSpec[];
  /** The first address above user space. */
  readonly userEnd: number;
  /** CONFIG_ARCH_HAS_PTE_SPECIAL; the bit's number, or null. */
  readonly specialBit: number | null;
  readonly pte: Codec;
  /** Leaves one level up; null where the model has none. */
  readonly pmd: Codec | null;
  /** Leaves two levels up, which words can be read as: no statement of the model makes one. Absent: not special in 6.12. */
  readonly pud?: Codec;
  readonly tableFields: readonly BitField[];
  /** The word that the hardware reads, where it is another than the one that Linux reads and writes; absent: the same. */
  readonly twin?: { readonly of: (pte: PteVal) => bigint; readonly fields: readonly BitField[] };
  readonly cpu: Cpu;
  /** VMA flags any of which permit a read that faults; absent: READ, WRITE or EXEC (R-FT-1). */
  readonly readNeeds?: number;
  /** `vm_get_page_prot()`: the protection for VMA flags (R-F-6). */
  vmGetPageProt(vmFlags: number): bigint;
  /**
   * The same for a frame that is not RAM: uncached where the kernel ensures that. `devmem`: /dev/mem maps it
   * (`phys_mem_access_prot()`, R-IN-65); other drivers must ask for it, and those of the model do not.
   */
  deviceProt(prot: bigint, devmem: boolean): bigint;
  /** What /dev/mem makes of the protection of a VMA over frames that are not RAM. Copies in a private one keep it. */
  devmemProt(prot: bigint): bigint;
  mkTable(pfn: Pfn, level: number): PteVal;
  /** The table that a word points to; null if it is empty or a leaf. */
  tableOf(word: PteVal, level: number): Pfn | null;
  /** CONFIG_HAVE_GUP_FAST (R-GU-8). */
  readonly hasGupFast: boolean;
  /** CONFIG_TRANSPARENT_HUGEPAGE (R-MA-6). */
  readonly hasThp: boolean;
  /** CONFIG_ARCH_SUPPORTS_PMD_PFNMAP (R-HP-1). */
  readonly hasPmdPfnmap: boolean;
  /** x86 PAT tracking of physical ranges (R-PR-20). */
  readonly hasPat: boolean;
  /** HAVE_IOREMAP_PROT: `vm_ops->access` of /dev/mem exists (R-GU-16); null without. */
  readonly physAccess: PhysAccess | null;
  /** CONFIG_SECRETMEM (R-GU-23). */
  readonly hasSecretmem: boolean;
  /** CONFIG_STRICT_DEVMEM can be chosen: the architecture selects a `devmem_is_allowed()` (R-IN-65). */
  readonly hasStrictDevmem: boolean;
  /** The processor sets the accessed bit, and Linux relies on it (`arch_has_hw_pte_young()`, R-AR-59). */
  readonly hasHwPteYoung: boolean;
  /** `arch_wants_old_prefaulted_pte()`: what fault-around brings in is old until it is used. */
  readonly wantsOldPrefaulted?: true;
  /** `pte_sw_mkyoung()` does something: some entries are made young that their protection would leave old (R-AR-58). */
  readonly swMkyoung?: true;
  /** `mk_pte()` makes a writable entry dirty at once if its page is dirty. */
  readonly mkPteTakesDirty?: true;
  /** Zero pages, chosen by address; absent: one. */
  readonly zeroPages?: number;
  /** Pages by which the addresses of shared mappings of one file must agree (SHMLBA); absent: one. */
  readonly cacheColours?: number;
  /** A TLB miss does not tell a write from a read: a write to read-only memory is handled as a read first. */
  readonly missIsRead?: true;
  readonly liveSetWarning?: LiveSetWarning;
  /** Its folder in Linux's sources. */
  readonly sources: string;
  readonly trap: Trap;
}

export const hasPteSpecial = (arch: Arch): boolean => arch.specialBit !== null;

export const codecOf = (arch: Arch, level: Level): Codec => {
  if (level === 'pte') return arch.pte;
  if (arch.pmd === null) throw new Error(`${arch.name} has no ${level} leaves in this model`);
  return arch.pmd;
};

/** What the kernel calls the entries of each level, top first: `pgd`, … `pte`. */
export const entryNames = ({ levels }: Pick<Arch, 'levels'>): readonly string[] =>
  levels.map(({ name }, i) => (i === levels.length - 1 ? 'pte' : name.toLowerCase()));

/** Bytes that `fault_around_bytes` allows by default, in pages; 1: no fault-around (R-FT-31). */
export const faultAroundPages = (arch: Arch): number => Math.max(1, 2 ** (16 - arch.pageShift));

export const pageKb = (arch: Arch): number => 2 ** (arch.pageShift - 10);

/** Frames that one table of this level occupies. Tables smaller than a page have one of their own in this model. */
export const tableFrames = (arch: Arch, level: LevelSpec): number => Math.ceil(level.bytes / 2 ** arch.pageShift);
