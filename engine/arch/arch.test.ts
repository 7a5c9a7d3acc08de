/**
 * What must hold of every architecture's entries, as the kernel tests itself at boot (mm/debug_vm_pgtable.c), what recorded
 * kernels said of themselves (traces/arch/facts.txt), and the encodings T-169 to T-180 of the rules R-AR.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RECORDED } from '../cli/traceFolder.ts';
import { END_VPN } from '../mm/cx.ts';
import type { FieldKind } from '../facts.ts';
import { MEMMAP } from '../mm/memmap.ts';
import { indexAt } from '../mm/pgtable.ts';
import {
  ARCHES_WITH_BIT,
  ARCH_NAMES,
  LISTED,
  asPfn,
  asPte,
  asVpn,
  VM,
  type MachineName,
  type Pfn,
  type PteVal,
} from '../types.ts';
import { faultAroundPages, hasPteSpecial, type Arch, type Codec } from './arch.ts';
import { EVERY_ARCH, LEAVES } from './everyArch.fixture.ts';
import { checkGeometry, emptyAt } from './geometry.ts';
import { ARCHES, archOf } from './index.ts';

const ACCESS = VM.READ | VM.WRITE | VM.EXEC;
const FLAGS = Array.from({ length: 8 }, (_, access) => access & ACCESS).flatMap((flags) => [flags, flags | VM.SHARED]);
const depthOf = (arch: Arch, codec: Codec): number =>
  arch.levels.length - (codec === arch.pte ? 1 : codec === arch.pmd ? 2 : 3);
const pfnsOf = (arch: Arch, codec: Codec): Pfn[] => {
  const block = 2 ** (arch.levels[depthOf(arch, codec)]!.shift - arch.pageShift);
  return [0, 1, 0x10, 0x400, 0x9f000, 0xfffff].map((pfn) => asPfn(pfn - (pfn % block)));
};

interface Made {
  readonly pte: PteVal;
  readonly pfn: Pfn;
  readonly flags: number;
}

/** Every entry of a codec that the kernel could make: each protection and frame, each combination of marks. */
function entriesOf(arch: Arch, codec: Codec): Made[] {
  const list: Made[] = [];
  for (const flags of FLAGS) {
    for (const pfn of pfnsOf(arch, codec)) {
      for (let marks = 0; marks < 16; marks++) {
        let pte = codec.mk(pfn, arch.vmGetPageProt(flags));
        pte = (marks & 1) !== 0 ? codec.mkdirty(pte) : codec.mkclean(pte);
        pte = (marks & 2) !== 0 ? codec.mkyoung(pte) : codec.mkold(pte);
        if ((marks & 4) !== 0) pte = codec.mkspecial(pte);
        // The kernel makes no inaccessible entry writable.
        if ((marks & 8) !== 0 && (flags & ACCESS) !== 0) pte = codec.mkwrite(pte);
        list.push({ pte, pfn, flags });
      }
    }
  }
  return list;
}

const said = (codec: Codec, pte: PteVal) => ({
  pfn: codec.pfn(pte),
  write: codec.write(pte),
  dirty: codec.dirty(pte),
  young: codec.young(pte),
  special: codec.special(pte),
});
const text = (codec: Codec, pte: PteVal): string => JSON.stringify(said(codec, pte));

/** The first entries that break a property; `broken` gives what is wrong, or null. */
function breaking(arch: Arch, codec: Codec, broken: (made: Made) => string | null): string[] {
  return entriesOf(arch, codec)
    .flatMap((made) => {
      const why = broken(made);
      return why === null ? [] : [`0x${made.pte.toString(16)}: ${why}`];
    })
    .slice(0, 3);
}

/** Bit 0 read, 1 write, 2 execute, 3 shared. */
const FLAGS_IN_ORDER = Array.from({ length: 16 }, (_, i) => i);

describe.each(LEAVES)('%s: identities (origin: mm/debug_vm_pgtable.c)', (_, arch, codec) => {
  test('a setter sets its own mark and no other, and twice is once', () => {
    const has = hasPteSpecial(arch);
    const setters = {
      mkyoung: { young: true },
      mkold: { young: false },
      mkdirty: { dirty: true },
      mkclean: { dirty: false },
      mkwrite: { write: true },
      // Write-protecting a clean entry must not make it dirty, and a dirty one stays dirty.
      wrprotect: { write: false },
      mkspecial: { special: has },
    } as const;
    expect(
      breaking(arch, codec, ({ pte, pfn }) => {
        const before = said(codec, pte);
        if (before.pfn !== pfn) return `frame ${before.pfn}`;
        for (const [name, change] of Object.entries(setters)) {
          const after = codec[name as keyof typeof setters](pte);
          if (text(codec, after) !== JSON.stringify({ ...before, ...change })) return name;
          if (codec[name as keyof typeof setters](after) !== after) return `${name} twice`;
        }
        return null;
      }),
    ).toEqual([]);
  });

  test('pte_modify keeps frame, special and dirty, and takes the protection (R-MP-3, R-AR-40)', () => {
    const prots = FLAGS.map((flags) => arch.vmGetPageProt(flags));
    const readOnly = arch.vmGetPageProt(VM.READ);
    expect(
      breaking(arch, codec, ({ pte }) => {
        const { young: _young, ...before } = said(codec, pte);
        for (const prot of prots) {
          const { young: _after, ...after } = said(codec, codec.modify(pte, prot));
          const expected = { ...before, write: codec.write(codec.mk(asPfn(0), prot)) };
          if (JSON.stringify(after) !== JSON.stringify(expected)) return `to 0x${prot.toString(16)}`;
          const here = codec.modify(pte, readOnly);
          const back = codec.modify(codec.modify(here, prot), readOnly);
          const young = codec.young(back) === codec.young(here) ? back : codec.mkold(codec.mkyoung(back));
          const same = codec.young(back) === codec.young(here) ? here : codec.mkold(codec.mkyoung(here));
          if (young !== same) return `to 0x${prot.toString(16)} and back`;
        }
        return null;
      }),
    ).toEqual([]);
  });

  test('an entry is present, also one that PROT_NONE made inaccessible, and is neither empty nor a table', () => {
    const level = depthOf(arch, codec);
    const none = arch.vmGetPageProt(0);
    expect(
      breaking(arch, codec, ({ pte, flags }) => {
        if (!codec.present(pte)) return 'not present';
        if (pte === emptyAt(arch, level)) return 'looks empty';
        if (codec.protNone(pte) && (flags & ACCESS) !== 0 && arch.vmGetPageProt(flags) !== none) return 'protnone';
        return codec !== arch.pte && arch.tableOf(pte, level) !== null ? 'looks like a table' : null;
      }),
    ).toEqual([]);
    expect(codec.present(emptyAt(arch, level))).toBe(false);
  });

  test('the processor can use an accessible entry once the marks that it needs are set', () => {
    expect(
      breaking(arch, codec, ({ pte, flags }) => {
        const marked = codec.mkyoung(codec.mkdirty(pte));
        const readable = (flags & VM.READ) !== 0;
        if (readable && !arch.cpu.allows(marked, 'read')) return 'no read';
        if ((readable || (flags & ACCESS) === 0) && !codec.write(marked) && arch.cpu.allows(marked, 'write'))
          return 'writes what is read-only';
        if (readable && codec.write(marked) && !arch.cpu.allows(marked, 'write')) return 'no write';
        const after = said(codec, arch.cpu.mark(pte, 'write', codec));
        return after.pfn === codec.pfn(pte) && after.special === codec.special(pte) ? null : 'mark';
      }),
    ).toEqual([]);
  });

  test('fields do not overlap, fit into the word, and name every bit that an entry can have', () => {
    const taken = new Map<number, string>();
    for (const { name, bit, width } of codec.fields) {
      for (let at = bit; at < bit + width; at++) {
        expect(taken.get(at) ?? name, `bit ${at}`).toBe(name);
        expect(at).toBeLessThan(arch.entryBits);
        taken.set(at, name);
      }
    }
    const named = [...taken.keys()].reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
    expect(breaking(arch, codec, ({ pte }) => ((pte & ~named) === 0n ? null : 'unnamed bits'))).toEqual([]);
    const special = codec.fields.filter(({ kind }) => kind === 'special').map(({ bit }) => bit);
    expect(special).toEqual(hasPteSpecial(arch) ? [arch.specialBit] : []);
  });
});

describe.each(EVERY_ARCH.map((arch) => [arch.title, arch] as const))('%s: tables', (_, arch) => {
  test('a table word points to its table and is not a leaf; an empty one points nowhere', () => {
    for (const level of arch.levels.slice(0, -1).keys()) {
      for (const pfn of [1, 0x400, 0xffff]) expect(arch.tableOf(arch.mkTable(asPfn(pfn), level), level)).toBe(pfn);
      expect(arch.tableOf(emptyAt(arch, level), level)).toBeNull();
    }
  });

  test('private and writable is read-only for the hardware (R-F-6)', () => {
    const write = (flags: number): boolean => arch.pte.write(arch.pte.mk(asPfn(1), arch.vmGetPageProt(flags)));
    expect(write(VM.READ | VM.WRITE)).toBe(false);
    expect(write(VM.READ | VM.WRITE | VM.SHARED)).toBe(true);
    expect(write(VM.READ | VM.SHARED)).toBe(false);
  });

  test('a machine can be made of it', () => {
    const demand = { endPfn: MEMMAP.mmio.from + MEMMAP.mmio.count, endVpn: END_VPN };
    expect(() => checkGeometry(arch, demand)).not.toThrow();
  });
});

const twice = (codec: Codec, field: number, bit = codec.fields[field]!.bit): Codec => ({
  ...codec,
  fields: [...codec.fields, { ...codec.fields[field]!, bit }],
});
const without = (codec: Codec, kind: FieldKind): Codec => ({
  ...codec,
  fields: codec.fields.filter((field) => field.kind !== kind),
});

describe('what does not fit together fails where the machine is made', () => {
  const demand = { endPfn: MEMMAP.mmio.from + MEMMAP.mmio.count, endVpn: END_VPN };
  const { arm, s390x, x86_64 } = ARCHES;
  test.each<[string, Partial<Arch>, Arch, RegExp]>([
    ['pages of another size than the tree', { pageShift: 14 }, x86_64, /level PT begins at address bit 12, and bit 14/],
    ['a small address space', { userEnd: 0x40000000 }, arm, /address space is too small/],
    ['no room for the frame', { pte: s390x.pte, vmGetPageProt: () => 1n << 40n }, x86_64, /no room for frame/],
    ['entries that are too wide', { entryBits: 32 }, x86_64, /needs more than 32 bits/],
    ['huge frames without a codec', { pmd: null }, x86_64, /no codec for such/],
    ['another special bit', { specialBit: 10 }, x86_64, /special bit and the fields/],
    ['tables that are too small', { levels: x86_64.levels.map((l) => ({ ...l, bytes: 2048 })) }, x86_64, /too small/],
    ['tables that lead elsewhere', { mkTable: (pfn) => asPte(BigInt(pfn)) }, x86_64, /PGD does not lead to its table/],
    [
      'empty slots that lead to a table',
      { levels: x86_64.levels.map((level) => ({ ...level, empty: x86_64.mkTable(asPfn(2), 0) })) },
      x86_64,
      /an empty slot of level PGD leads to a table/,
    ],
    [
      'fields on top of one another',
      { pte: twice(x86_64.pte, 3) },
      x86_64,
      /field PWT of a pte has no bits of its own/,
    ],
    ['fields beyond the entry', { pte: twice(arm.pte, 0, 32) }, arm, /field PRESENT of a pte has no bits of its own/],
    ['no field for the frame', { pte: without(arm.pte, 'frame') }, arm, /no field of a pte holds the frame number/],
    ['a bit without its field', { pte: without(x86_64.pte, 'special') }, x86_64, /special bit and the fields/],
    ['no levels', { levels: [] }, arm, /it has no levels/],
    [
      'an entry that looks empty',
      { levels: s390x.levels.map((level) => (level.name === 'PT' ? { ...level, empty: asPte(1n) } : level)) },
      s390x,
      /an empty pte looks present/,
    ],
  ])('%s', (_, change, arch, message) => {
    expect(() => checkGeometry({ ...arch, ...change }, demand)).toThrow(message);
  });
});

/** `name=value` of a line that a kernel printed. */
const printed = readFileSync(join(RECORDED, 'arch/facts.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [, name = '', ...facts] = line.split(' ');
    return [name, new Map(facts.map((fact) => fact.split('=') as [string, string]))] as const;
  });

describe('what the kernels print of themselves (origin: traces/arch/facts.txt)', () => {
  const hex = (word: bigint): string => word.toString(16);
  test.each(printed)('%s', (name, facts) => {
    const arch = archOf(name as MachineName);
    const { pte } = arch;
    const number = (fact: string): number => Number(facts.get(fact));
    const base = pte.mk(asPfn(0), arch.vmGetPageProt(VM.READ | VM.WRITE | VM.SHARED));
    expect({
      page_shift: arch.pageShift,
      pte_size: arch.entryBits / 8,
      ptes: 2 ** arch.levels.at(-1)!.bits,
      pmd_shift: arch.levels.at(-2)!.shift,
    }).toEqual({
      page_shift: number('page_shift'),
      pte_size: number('pte_size'),
      ptes: number('ptes'),
      pmd_shift: number('pmd_shift'),
    });
    // Of s390, a process has only as many levels as it needs.
    if (name !== 's390x') {
      expect(arch.levels[0]).toMatchObject({ shift: number('pgdir_shift'), bits: Math.log2(number('pgds')) });
    }
    const has = (fact: string): boolean => facts.get(fact) === '1';
    expect({
      special: hasPteSpecial(arch),
      gup_fast: arch.hasGupFast,
      thp: arch.hasThp,
      huge_pfnmap: arch.hasPmdPfnmap,
      ioremap_prot: arch.physAccess !== null,
      secretmem: arch.hasSecretmem,
      hw_pte_young: arch.hasHwPteYoung,
      wants_old_prefaulted: arch.wantsOldPrefaulted ?? false,
      fault_around_pages: faultAroundPages(arch),
    }).toEqual({
      special: has('special'),
      gup_fast: has('gup_fast'),
      thp: has('thp'),
      huge_pfnmap: has('huge_pfnmap'),
      ioremap_prot: has('ioremap_prot'),
      secretmem: has('secretmem'),
      hw_pte_young: has('hw_pte_young'),
      wants_old_prefaulted: has('wants_old_prefaulted'),
      fault_around_pages: number('fault_around_pages'),
    });
    expect({
      base: hex(base),
      young: hex(pte.mkyoung(base)),
      old: hex(pte.mkold(base)),
      dirty: hex(pte.mkdirty(base)),
      clean: hex(pte.mkclean(base)),
      ro: hex(pte.wrprotect(base)),
      rw: hex(pte.mkwrite(base)),
      special_bit: hex(pte.mkspecial(base) ^ base),
      pfn1: hex(pte.mk(asPfn(1), base) ^ pte.mk(asPfn(0), base)),
      prot: FLAGS_IN_ORDER.map((flags) => hex(arch.vmGetPageProt(flags))).join(),
    }).toEqual(
      Object.fromEntries(
        ['base', 'young', 'old', 'dirty', 'clean', 'ro', 'rw', 'special_bit', 'pfn1', 'prot'].map((fact) => [
          fact,
          facts.get(fact),
        ]),
      ),
    );
  });
});

describe('encodings (origin: rules R-AR-50 to R-AR-54)', () => {
  const { x86_64, arm, arm_lpae: lpae } = ARCHES;
  const nobit = archOf('arm_lpae_nobit');
  const NX = 1n << 63n;
  const raw = (arch: Arch): PteVal => arch.pte.mkspecial(arch.pte.mk(asPfn(0x80000), arch.vmGetPageProt(VM.READ)));

  test('T-169: x86-64, raw pfn 0x80000, user, read-only, young (R-AR-50)', () => {
    expect(raw(x86_64) & ~NX).toBe(0x80000225n);
    expect(raw(x86_64) & NX).toBe(NX);
  });

  test('T-170: x86-64, anonymous pfn 0x201, user, W, A, D (R-AR-50)', () => {
    const pte = x86_64.pte.mk(asPfn(0x201), x86_64.vmGetPageProt(VM.READ | VM.WRITE));
    expect(x86_64.pte.mkwrite(x86_64.pte.mkdirty(pte)) & ~NX).toBe(0x201067n);
  });

  test('T-173: arm 2-level, a request for special changes nothing (R-AR-54)', () => {
    for (const { pte } of entriesOf(arm, arm.pte)) expect(arm.pte.mkspecial(pte)).toBe(pte);
  });

  test('R-AR-54: arm 2-level, present, young, read-only, user, raw 0x80000', () => {
    // PRESENT 0, YOUNG 1, RDONLY 7, USER 8, XN 9 of the reference's list; memory type and SHARED aside.
    expect(raw(arm) & ~((0xfn << 2n) | (1n << 10n))).toBe(0x80000383n);
  });

  test('R-AR-53: arm LPAE, special is bit 56, and the hardware sees a clean page as read-only', () => {
    expect(raw(lpae) & (1n << 56n)).toBe(1n << 56n);
    expect(raw(nobit) | (1n << 56n)).toBe(raw(lpae));
    const shared = lpae.pte.mk(asPfn(1), lpae.vmGetPageProt(VM.READ | VM.WRITE | VM.SHARED));
    const AP2 = 1n << 7n;
    expect(lpae.pte.write(shared)).toBe(true);
    expect(shared & AP2).toBe(AP2);
    expect(lpae.pte.mkdirty(shared) & AP2).toBe(0n);
  });

  test('T-178: x86 pte_modify of a raw entry keeps SPECIAL, A, D and the frame (R-AR-40, R-MP-3)', () => {
    const before = x86_64.pte.mkdirty(raw(x86_64));
    const after = x86_64.pte.modify(before, x86_64.vmGetPageProt(VM.READ | VM.WRITE | VM.SHARED));
    expect(said(x86_64.pte, after)).toEqual({ pfn: 0x80000, write: true, dirty: true, young: true, special: true });
  });

  test('T-179: x86-64 with four levels, address 0x7f1234567000 (R-AR-1)', () => {
    const vpn = asVpn(0x7f1234567000 / 4096);
    expect(x86_64.levels.map((_, level) => indexAt(x86_64, level, vpn))).toEqual([254, 72, 418, 359]);
  });

  test('R-AR-50: a PROT_NONE entry of x86 stores its frame inverted, and is still present', () => {
    const pte = x86_64.pte.mk(asPfn(0x80000), x86_64.vmGetPageProt(0));
    expect(x86_64.pte.present(pte)).toBe(true);
    expect(pte & 1n).toBe(0n);
    expect((pte >> 12n) & 0xffffffffffn).toBe(~0x80000n & 0xffffffffffn);
    expect(x86_64.pte.pfn(pte)).toBe(0x80000);
    const back = x86_64.pte.modify(pte, x86_64.vmGetPageProt(VM.READ));
    expect((back >> 12n) & 0xffffffffffn).toBe(0x80000n);
  });

  test('of a huge entry it inverts the bits from 21 on; bit 12 is a cache mode (origin: PHYSICAL_PMD_PAGE_MASK)', () => {
    const { pmd } = x86_64;
    const pte = pmd!.mk(asPfn(0x9f000), x86_64.vmGetPageProt(0));
    expect((pte >> 21n) & 0x7fffffffn).toBe(~0x4f8n & 0x7fffffffn);
    expect((pte >> 12n) & 0x1ffn).toBe(0n);
    expect(pmd!.pfn(pte)).toBe(0x9f000);
  });

  test('device memory is uncached where the kernel sees to it (origin: track_pfn_insert, phys_mem_access_prot)', () => {
    const rw = VM.READ | VM.WRITE;
    const PCD = 1n << 4n;
    for (const devmem of [true, false]) {
      expect(x86_64.deviceProt(x86_64.vmGetPageProt(rw), devmem)).toBe(x86_64.vmGetPageProt(rw) | PCD);
    }
    for (const arch of [arm, lpae]) {
      expect((arch.deviceProt(arch.vmGetPageProt(rw), true) >> 2n) & 7n).toBe(0n);
      expect((arch.deviceProt(arch.vmGetPageProt(rw), false) >> 2n) & 7n).toBe(7n);
    }
  });

  test('every entry of user space has PXN on LPAE (origin: build_mem_type_table)', () => {
    for (const { pte } of entriesOf(lpae, lpae.pte)) expect((pte >> 53n) & 1n).toBe(1n);
  });

  test('T-171: RISC-V, raw pfn 0x80000, readable, user, young (R-AR-52)', () => {
    expect(raw(ARCHES.riscv_sv39)).toBe(0x20000153n);
  });

  test('T-172: arm64, raw pfn 0x80000, user, read-only, young (R-AR-51)', () => {
    expect(raw(ARCHES.arm64)).toBe(0x0160000080000fc3n);
  });

  test('T-174: m68k, raw pfn 0x80000, read-only, accessed, and no special bit (R-AR-55)', () => {
    expect(raw(ARCHES.m68k) & ~(3n << 5n)).toBe(0x8000000dn);
  });

  test('T-175, T-176: the special bits of s390 and of sparc64 (R-AR-57)', () => {
    const bit = ({ pte }: Arch): bigint => pte.mkspecial(asPte(0n));
    expect(bit(ARCHES.s390x)).toBe(0x40n);
    expect(bit(ARCHES.sparc64)).toBe(1n << 57n);
  });

  test('T-180: Sv39, address 0x3f12345000 (R-AR-10)', () => {
    const arch = ARCHES.riscv_sv39;
    const vpn = asVpn(0x3f12345000 / 4096);
    expect(arch.levels.map((_, level) => indexAt(arch, level, vpn))).toEqual([252, 145, 325]);
  });

  test('R-AR-11: Sv32, raw pfn 0x80000, readable, user, young (origin: asm/pgtable-32.h)', () => {
    const arch = ARCHES.riscv_sv32;
    expect(raw(arch)).toBe(0x20000153n);
    // Where the kernel keeps a shared and written page inaccessible: G and R alone of its rights.
    const shared = arch.pte.mkdirty(arch.pte.mk(asPfn(1), arch.vmGetPageProt(VM.READ | VM.WRITE | VM.SHARED)));
    expect(shared).toBe(0x4d7n);
    expect(arch.pte.modify(shared, arch.vmGetPageProt(0))).toBe(0x4e2n);
    // 22 bits of frame number: 34 bits of physical address.
    expect(arch.pte.pfn(asPte(0xffffffffn))).toBe(0x3fffff);
  });

  test('R-AR-18: LoongArch, words of a page of 16 KiB (origin: asm/pgtable-bits.h, mm/cache.c, asm/pgtable.h)', () => {
    const arch = ARCHES.loongarch64;
    const { pte, cpu } = arch;
    const [NO_READ, NO_EXEC] = [1n << 61n, 1n << 62n];
    // VALID 0x1, PLV 3 0xc, cached 0x10, PRESENT 0x80, SPECIAL 0x800; the frame from bit 14.
    expect(raw(arch)).toBe(NO_EXEC | 0x20000089dn);
    expect(pte.mk(asPfn(1), arch.vmGetPageProt(0))).toBe(NO_READ | NO_EXEC | 0x441cn);
    const shared = pte.mk(asPfn(1), arch.vmGetPageProt(VM.READ | VM.WRITE | VM.SHARED));
    expect(shared).toBe(NO_EXEC | 0x419dn);
    // A write lets the handler set DIRTY and MODIFIED; mprotect clears the hardware's bit and keeps Linux's.
    const written = cpu.mark(shared, 'write', pte);
    expect(written).toBe(NO_EXEC | 0x439fn);
    expect(pte.wrprotect(written)).toBe(NO_EXEC | 0x429dn);
    expect(pte.modify(written, arch.vmGetPageProt(VM.READ))).toBe(NO_EXEC | 0x429dn);
    // An old entry becomes young by mprotect, but to none; /dev/mem above RAM is not cached.
    expect(pte.young(pte.modify(pte.mkold(shared), arch.vmGetPageProt(VM.READ)))).toBe(true);
    expect(pte.young(pte.modify(shared, arch.vmGetPageProt(0)))).toBe(false);
    expect(arch.devmemProt(shared)).toBe(NO_EXEC | 0x418dn);
  });

  test('R-AR-19: MIPS32 of release 1 has room for the bit between MODIFIED and GLOBAL (R-AR-57)', () => {
    const arch = ARCHES.mips32_r1;
    const { pte, cpu } = arch;
    // PRESENT 0, NO_READ 1, WRITE 2, ACCESSED 3, MODIFIED 4, SPECIAL 5, VALID 7, DIRTY 8, cached 0x400; old until it is used.
    expect(raw(arch)).toBe(0x80000421n);
    expect(pte.mk(asPfn(1), arch.vmGetPageProt(0))).toBe(0x1403n);
    const shared = pte.mk(asPfn(1), arch.vmGetPageProt(VM.READ | VM.WRITE | VM.SHARED));
    expect(shared).toBe(0x1405n);
    expect(cpu.mark(shared, 'write', pte)).toBe(0x159dn);
    // _PAGE_CHG_MASK keeps the special bit.
    expect(pte.modify(raw(arch), arch.vmGetPageProt(0))).toBe(0x80000423n);
  });

  test('R-IN-65: whose kernels can have STRICT_DEVMEM (origin: lib/Kconfig.debug and what each arch/*/Kconfig selects)', () => {
    const sources = (strict: boolean): string[] =>
      [
        ...new Set(Object.values(ARCHES).flatMap((arch) => (arch.hasStrictDevmem === strict ? [arch.sources] : []))),
      ].sort();
    expect(sources(true)).toEqual(
      ['arm', 'arm64', 'loongarch', 'powerpc', 'riscv', 's390', 'x86'].map((arch) => `arch/${arch}`),
    );
    const without = Object.values(ARCHES).flatMap(({ name, hasStrictDevmem }) => (hasStrictDevmem ? [] : [name]));
    expect(without.sort()).toEqual(ARCH_NAMES.filter((name) => !LISTED[name].strictDevmem).sort());
  });

  test('arm_lpae_nobit is another name of arm_lpae@nobit (origin: docs/language.md)', () => {
    expect(nobit).toBe(archOf('arm_lpae@nobit'));
  });

  test.each(ARCHES_WITH_BIT)('%s@nobit differs in nothing but the bit', (name) => {
    const [arch, control] = [ARCHES[name], archOf(`${name}@nobit`)];
    for (const { pte } of entriesOf(arch, arch.pte)) {
      expect(text(control.pte, pte)).toBe(JSON.stringify({ ...said(arch.pte, pte), special: false }));
    }
    const changed = Object.keys(arch).filter((key) => arch[key as keyof Arch] !== control[key as keyof Arch]);
    expect(['name', 'title', 'subtitle', 'origin', 'specialBit', 'pte', 'pmd', 'pud', 'hasPmdPfnmap']).toEqual(
      expect.arrayContaining(changed),
    );
  });
});
