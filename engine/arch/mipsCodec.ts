/**
 * 32-bit MIPS (R-AR-19, R-AR-20, R-AR-57): arch/mips/Kconfig, include/asm/pgtable-bits.h, pgtable.h, mm/cache.c, mm/tlbex.c. In
 * kernels for release 2 and later, read and execute inhibit take the room of the special bit. The TLB is filled by software,
 * which keeps the marks; `mm/` sees no fault.
 */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { SAME_AS_RAM } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { plainCodec } from './plainCodec.ts';

const bit = (n: number): bigint => 1n << BigInt(n);
const PRESENT = bit(0);
const VALID = bit(7);
const DIRTY = bit(8);
const CACHE = 7n << 9n;
const CACHE_DEFAULT = 2n << 9n;
/** Tables are linked by the kernel's addresses of them. */
const KSEG0 = 0x80000000n;

/** Numbers of the bits between PRESENT and GLOBAL, which differ between kernels. */
interface MipsLayout {
  readonly write: number;
  readonly accessed: number;
  readonly modified: number;
  readonly noRead: number;
  /** Null: the kernel does not know execute inhibit. */
  readonly noExec: number | null;
  readonly special: number | null;
}

/** CONFIG_CPU_HAS_RIXI, which release 2 and later select, whatever the processor has. */
const RELEASE_2: MipsLayout = { write: 1, accessed: 2, modified: 3, noExec: 4, noRead: 5, special: null };
const RELEASE_1: MipsLayout = { noRead: 1, write: 2, accessed: 3, modified: 4, special: 5, noExec: null };

function codec(l: MipsLayout): Codec {
  const [WRITE, ACCESSED, MODIFIED, NO_READ] = [bit(l.write), bit(l.accessed), bit(l.modified), bit(l.noRead)];
  const special = l.special === null ? 0n : bit(l.special);
  const plain = plainCodec({
    fields: [
      rights('PRESENT', 0, 'Linux: the entry maps a page.'),
      rights('WRITE', l.write, 'Linux: writable.'),
      used('ACCESSED', l.accessed, 'Linux: accessed.'),
      used('MODIFIED', l.modified, 'Linux: written.'),
      rights('NO_READ', l.noRead, l.noExec === null ? 'Linux: no read.' : 'No read.'),
      ...(l.noExec === null ? [] : [rights('NO_EXEC', l.noExec, 'No execute.')]),
      ...(l.special === null ? [] : [specialField(l.special)]),
      other('GLOBAL', 6, 'Belongs to every process.'),
      rights('VALID', 7, 'The hardware may use the entry: set with ACCESSED where it is readable.'),
      rights('DIRTY', 8, 'The hardware may write: set with MODIFIED where it is writable.'),
      other('C', 9, 'Cache mode.', 3),
      frameField(12, 20),
    ],
    pfn: { bit: 12, width: 20 },
    present: PRESENT,
    // Private memory that is only writable has the same word, and no kernel option here asks.
    protNone: () => false,
    write: { test: WRITE },
    dirty: { test: MODIFIED },
    young: { test: ACCESSED },
    special,
    kept: ACCESSED | MODIFIED | CACHE | special,
  });
  return {
    ...plain,
    // The hardware's bits follow from Linux's.
    mkwrite: (word) => asPte(word | WRITE | ((word & MODIFIED) === 0n ? 0n : DIRTY)),
    wrprotect: (word) => asPte(word & ~(WRITE | DIRTY)),
    mkdirty: (word) => asPte(word | MODIFIED | ((word & WRITE) === 0n ? 0n : DIRTY)),
    mkclean: (word) => asPte(word & ~(MODIFIED | DIRTY)),
    mkyoung: (word) => asPte(word | ACCESSED | ((word & NO_READ) === 0n ? VALID : 0n)),
    mkold: (word) => asPte(word & ~(ACCESSED | VALID)),
    modify: (word, prot) => {
      const next = plain.modify(word, prot & ~(ACCESSED | MODIFIED | CACHE));
      return (next & ACCESSED) !== 0n && (next & NO_READ) === 0n ? asPte(next | VALID) : next;
    },
  };
}

interface Mips32 {
  readonly release: 1 | 2;
  readonly rixi: boolean;
}

type Own = Pick<Arch, 'name' | 'title' | 'subtitle' | 'origin'>;

export function mips32Arch(own: Own, { release, rixi }: Mips32): Arch {
  const layout = release === 1 ? RELEASE_1 : RELEASE_2;
  const [WRITE, ACCESSED, MODIFIED, NO_READ] = [layout.write, layout.accessed, layout.modified, layout.noRead].map(
    bit,
  ) as [bigint, bigint, bigint, bigint];
  const NO_EXEC = layout.noExec === null || !rixi ? 0n : bit(layout.noExec);
  return {
    ...own,
    pageShift: 12,
    entryBits: 32,
    userEnd: 0x80000000,
    levels: levelsOf(12, 32, [
      { name: 'PGD', bits: 10 },
      { name: 'PT', bits: 10 },
    ]),
    specialBit: layout.special,
    pte: codec(layout),
    pmd: null,
    // A pointer of the kernel, not a word of the hardware.
    tableFields: [
      tableField(12, 17, 'Frame of the table below.'),
      other('SEGMENT', 29, 'The part of the address space through which the kernel sees it: 4 is kseg0.', 3),
    ],
    cpu: {
      allows: (word, access) =>
        (word & PRESENT) !== 0n && (access === 'read' ? (word & NO_READ) === 0n : (word & WRITE) !== 0n),
      mark: (word, access) => asPte(word | ACCESSED | VALID | (access === 'write' ? MODIFIED | DIRTY : 0n)),
      refills: true,
      // The handler that fills the TLB looks at PRESENT only; then the processor refuses.
      ...(rixi
        ? {
            markRefused: (word: PteVal, access: 'read' | 'write') =>
              access === 'read' && (word & PRESENT) !== 0n ? asPte(word | ACCESSED | VALID) : word,
          }
        : {}),
    },
    ...(rixi ? { readNeeds: VM.READ } : {}),
    vmGetPageProt(vmFlags) {
      const read = (vmFlags & VM.READ) !== 0;
      const write = (vmFlags & VM.WRITE) !== 0 && (vmFlags & VM.SHARED) !== 0;
      const base = PRESENT | CACHE_DEFAULT | (write ? WRITE : 0n);
      if ((vmFlags & VM.EXEC) !== 0) return base;
      return base | NO_EXEC | (read ? 0n : NO_READ);
    },
    ...SAME_AS_RAM,
    mkTable: (pfn) => asPte((BigInt(pfn) << 12n) | KSEG0),
    tableOf: (word) => (word === 0n ? null : asPfn(Number((word & ~KSEG0) >> 12n))),
    hasGupFast: true,
    hasThp: false,
    hasPmdPfnmap: false,
    hasPat: false,
    physAccess: { ram: 'mapped', maps: () => 'mapped' },
    hasSecretmem: false,
    hasStrictDevmem: false,
    sources: 'arch/mips',
    trap: {
      takes: ['do_page_fault', '__do_page_fault'],
      forbidden: [],
      unmapped: [],
      bus: [],
      vmaLock: false,
      locksMm: 'lock_mm_and_find_vma',
    },
    hasHwPteYoung: false,
    swMkyoung: true,
  };
}
