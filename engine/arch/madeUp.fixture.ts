/**
 * An architecture that nobody builds: 32 KiB pages, three levels of different sizes, a special bit, the frame number below the
 * other bits, and an empty entry that is not 0. Tests play it like any other: it costs this file.
 */
import { asPfn, asPte } from '../types.ts';
import type { Arch } from './arch.ts';
import { SAME_AS_RAM } from './deviceProt.ts';
import { frameField, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const PRESENT = 1n << 40n;
const READ = 1n << 41n;
const WRITE = 1n << 42n;
const UNUSED = 1n << 43n;
const DIRTY = 1n << 44n;
const SPECIAL = 1n << 45n;
const EMPTY = 1n << 63n;
const TABLE = 1n << 62n;

export const madeUp: Arch = {
  name: 'x86_64',
  title: 'made up',
  subtitle: '3 levels',
  pageShift: 15,
  entryBits: 64,
  userEnd: 2 ** 40,
  levels: levelsOf(15, 64, [
    { name: 'PGD', bits: 6, empty: EMPTY },
    { name: 'PMD', bits: 13, empty: EMPTY },
    { name: 'PT', bits: 6, bytes: 4096, empty: EMPTY },
  ]),
  specialBit: 45,
  pte: plainCodec({
    fields: [
      frameField(0, 40),
      rights('PRESENT', 40, 'There is a page.'),
      rights('READ', 41, 'Readable.'),
      rights('WRITE', 42, 'Writable.'),
      used('UNUSED', 43, 'Not accessed.'),
      used('DIRTY', 44, 'Written.'),
      specialField(45),
      rights('EMPTY', 63, 'There is nothing.'),
    ],
    pfn: { bit: 0, width: 40 },
    present: PRESENT,
    protNone: (pte) => (pte & (PRESENT | READ)) === PRESENT,
    write: { test: WRITE },
    dirty: { test: DIRTY },
    young: { test: UNUSED, inverse: true },
    special: SPECIAL,
    kept: UNUSED | DIRTY | SPECIAL,
  }),
  pmd: null,
  tableFields: [tableField(0, 40), rights('TABLE', 62, 'There is a table.'), rights('EMPTY', 63, 'There is none.')],
  cpu: {
    allows: (pte, access) =>
      (pte & READ) !== 0n && (pte & UNUSED) === 0n && (access === 'read' || (pte & WRITE) !== 0n),
    mark: (pte, access) => asPte(access === 'write' ? pte | DIRTY : pte),
  },
  vmGetPageProt(vmFlags) {
    const { none, sharedWrite } = permitsOf(vmFlags);
    return PRESENT | (none ? 0n : READ) | (sharedWrite ? WRITE : 0n);
  },
  ...SAME_AS_RAM,
  mkTable: (pfn) => asPte(BigInt(pfn) | TABLE),
  tableOf: (word) => ((word & TABLE) === 0n ? null : asPfn(Number(word & ~TABLE))),
  hasGupFast: true,
  hasThp: false,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: false,
  hasStrictDevmem: false,
  sources: 'arch/x86',
  trap: { takes: [], forbidden: [], unmapped: [], bus: [], vmaLock: true },
  hasHwPteYoung: false,
};
