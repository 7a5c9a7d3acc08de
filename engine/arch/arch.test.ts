/**
 * What must hold of every architecture's entries, as the kernel tests itself at boot (mm/debug_vm_pgtable.c), and the
 * encodings T-169 to T-180. Origin: identities of the kernel, and rules R-AR where a T-* is named.
 */
import { describe, expect, test } from 'vitest';
import { asPfn, asPte, asVpn, VM, type Pfn, type PteVal } from '../types.ts';
import { indexAt } from '../mm/pgtable.ts';
import { codecOf, hasPteSpecial, type Arch, type Codec } from './arch.ts';
import { emptyAt } from './geometry.ts';
import { ARCHES } from './index.ts';

const ACCESS = VM.READ | VM.WRITE | VM.EXEC;
/** Every protection that a VMA can have. */
const FLAGS = Array.from({ length: 8 }, (_, access) => access & ACCESS).flatMap((flags) => [flags, flags | VM.SHARED]);
/** Ends of the ranges that entries have room for, and frames of the physical map: RAM, the zero page, device memory. */
const pfnsOf = (arch: Arch, codec: Codec): Pfn[] =>
  [0, 1, 0x10, 0x400, 0x9f000, arch.entryBits === 32 ? 0xfffff : 0xfffffff].map((pfn) =>
    // A huge entry maps an aligned block.
    asPfn(codec === arch.pmd ? pfn - (pfn % 512) : pfn),
  );
const LEVELS = ['pte', 'pmd'] as const;

const codecs = Object.values(ARCHES).flatMap((arch) =>
  LEVELS.filter((level) => level === 'pte' || arch.pmd !== null).map(
    (level) => [`${arch.name} ${level}`, arch, codecOf(arch, level)] as const,
  ),
);

/** Every entry of a codec that the kernel could make: each protection and frame, each combination of marks. */
function* entriesOf(arch: Arch, codec: Codec): Generator<{ pte: PteVal; pfn: Pfn; flags: number }> {
  for (const flags of FLAGS) {
    for (const pfn of pfnsOf(arch, codec)) {
      for (let marks = 0; marks < 16; marks++) {
        let pte = codec.mk(pfn, arch.vmGetPageProt(flags));
        pte = (marks & 1) !== 0 ? codec.mkdirty(pte) : codec.mkclean(pte);
        pte = (marks & 2) !== 0 ? codec.mkyoung(pte) : codec.mkold(pte);
        if ((marks & 4) !== 0) pte = codec.mkspecial(pte);
        if ((marks & 8) !== 0) pte = codec.mkwrite(pte);
        yield { pte, pfn, flags };
      }
    }
  }
}

/** What an entry says of itself. */
const said = (codec: Codec, pte: PteVal) => ({
  pfn: codec.pfn(pte),
  write: codec.write(pte),
  dirty: codec.dirty(pte),
  young: codec.young(pte),
  special: codec.special(pte),
});

describe.each(codecs)('%s: identities (origin: mm/debug_vm_pgtable.c)', (_, arch, codec) => {
  test('a setter sets its own mark and no other', () => {
    for (const { pte, pfn } of entriesOf(arch, codec)) {
      const before = said(codec, pte);
      expect(before.pfn).toBe(pfn);
      expect(said(codec, codec.mkyoung(pte))).toEqual({ ...before, young: true });
      expect(said(codec, codec.mkold(pte))).toEqual({ ...before, young: false });
      expect(said(codec, codec.mkdirty(pte))).toEqual({ ...before, dirty: true });
      expect(said(codec, codec.mkclean(pte))).toEqual({ ...before, dirty: false });
      expect(said(codec, codec.mkwrite(pte))).toEqual({ ...before, write: true });
      // Write-protecting a clean entry must not make it dirty, and a dirty one stays dirty.
      expect(said(codec, codec.wrprotect(pte))).toEqual({ ...before, write: false });
      expect(said(codec, codec.mkspecial(pte))).toEqual({ ...before, special: hasPteSpecial(arch) });
    }
  });

  test('a setter twice is a setter once', () => {
    const setters = ['mkyoung', 'mkold', 'mkdirty', 'mkclean', 'mkwrite', 'wrprotect', 'mkspecial'] as const;
    for (const { pte } of entriesOf(arch, codec)) {
      for (const name of setters) {
        const once = codec[name](pte);
        expect(codec[name](once)).toBe(once);
      }
    }
  });

  test('pte_modify keeps frame, special, dirty and young, and takes the protection (R-MP-3, R-AR-40)', () => {
    for (const { pte } of entriesOf(arch, codec)) {
      const before = said(codec, pte);
      for (const flags of FLAGS) {
        const prot = arch.vmGetPageProt(flags);
        const after = codec.modify(pte, prot);
        expect(said(codec, after)).toEqual({ ...before, write: codec.write(codec.mk(asPfn(1), prot)) });
        expect(codec.protNone(after)).toBe((flags & ACCESS) === 0);
        // There and back again.
        const [here, there] = [arch.vmGetPageProt(VM.READ), prot];
        expect(codec.modify(codec.modify(codec.modify(pte, here), there), here)).toBe(codec.modify(pte, here));
      }
    }
  });

  test('an entry is present, also one that PROT_NONE made inaccessible, and is neither empty nor a table', () => {
    for (const { pte, flags } of entriesOf(arch, codec)) {
      expect(codec.present(pte)).toBe(true);
      expect(codec.protNone(pte)).toBe((flags & ACCESS) === 0);
      expect(pte).not.toBe(0n);
      if (codec !== arch.pte) expect(arch.tableOf(pte, arch.levels.length - 2)).toBeNull();
    }
    expect(codec.present(asPte(0n))).toBe(false);
  });

  test('the processor can use an accessible entry once the marks that it needs are set', () => {
    for (const { pte, flags } of entriesOf(arch, codec)) {
      const marked = codec.mkyoung(codec.mkdirty(pte));
      const accessible = (flags & ACCESS) !== 0;
      expect(arch.cpu.allows(marked, 'read')).toBe(accessible);
      expect(arch.cpu.allows(marked, 'write')).toBe(accessible && codec.write(marked));
      const after = arch.cpu.mark(pte, 'write', codec);
      expect(said(codec, after)).toMatchObject({ pfn: codec.pfn(pte), special: codec.special(pte) });
    }
  });

  test('fields do not overlap and fit into the word', () => {
    const taken = new Map<number, string>();
    for (const { name, bit, width } of codec.fields) {
      for (let at = bit; at < bit + width; at++) {
        expect(taken.get(at) ?? name, `bit ${at}`).toBe(name);
        expect(at).toBeLessThan(arch.entryBits);
        taken.set(at, name);
      }
    }
    expect([...taken.values()].includes('SPECIAL')).toBe(hasPteSpecial(arch));
  });

  test('every bit that an entry can have set belongs to a named field', () => {
    const named = codec.fields.reduce(
      (mask, { bit, width }) => mask | (((1n << BigInt(width)) - 1n) << BigInt(bit)),
      0n,
    );
    for (const { pte } of entriesOf(arch, codec)) expect(pte & ~named).toBe(0n);
  });
});

describe.each(Object.values(ARCHES).map((arch) => [arch.name, arch] as const))('%s: tables', (_, arch) => {
  test('levels cover the address without gap or overlap', () => {
    arch.levels.forEach((level, i) =>
      expect(level.shift).toBe((arch.levels[i + 1]?.shift ?? arch.pageShift) + (arch.levels[i + 1]?.bits ?? 0)),
    );
  });

  test('a table word points to its table and is not a leaf; an empty one points nowhere', () => {
    for (const level of arch.levels.slice(0, -1).keys()) {
      for (const pfn of pfnsOf(arch, arch.pte)) expect(arch.tableOf(arch.mkTable(pfn, level), level)).toBe(pfn);
      expect(arch.tableOf(emptyAt(arch, level), level)).toBeNull();
    }
  });

  test('private and writable is read-only for the hardware (R-F-6)', () => {
    const write = (flags: number): boolean => arch.pte.write(arch.pte.mk(asPfn(1), arch.vmGetPageProt(flags)));
    expect(write(VM.READ | VM.WRITE)).toBe(false);
    expect(write(VM.READ | VM.WRITE | VM.SHARED)).toBe(true);
    expect(write(VM.READ | VM.SHARED)).toBe(false);
  });
});

describe('encodings (origin: rules R-AR-50 to R-AR-54)', () => {
  const { x86_64, arm, arm_lpae: lpae, arm_lpae_nobit: nobit } = ARCHES;
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
    // Memory type 7 becomes 0, for /dev/mem alone.
    for (const arch of [arm, lpae]) {
      expect((arch.deviceProt(arch.vmGetPageProt(rw), true) >> 2n) & 7n).toBe(0n);
      expect((arch.deviceProt(arch.vmGetPageProt(rw), false) >> 2n) & 7n).toBe(7n);
    }
  });

  test('every entry of user space has PXN on LPAE (origin: build_mem_type_table)', () => {
    for (const { pte } of entriesOf(lpae, lpae.pte)) expect((pte >> 53n) & 1n).toBe(1n);
  });

  test('R-AR-37: who has the bit, and where (R-AR-1, R-AR-8, R-AR-9)', () => {
    expect(Object.values(ARCHES).map(({ name, specialBit }) => [name, specialBit])).toEqual([
      ['x86_64', 9],
      ['arm', null],
      ['arm_lpae', 56],
      ['arm_lpae_nobit', null],
    ]);
  });

  test('the control differs from LPAE in nothing but the bit', () => {
    for (const flags of FLAGS) expect(nobit.vmGetPageProt(flags)).toBe(lpae.vmGetPageProt(flags));
    expect({
      ...nobit,
      name: '',
      title: '',
      subtitle: '',
      specialBit: null,
      pte: null,
      vmGetPageProt: null,
      cpu: null,
      mkTable: null,
      tableOf: null,
    }).toEqual({
      ...lpae,
      name: '',
      title: '',
      subtitle: '',
      specialBit: null,
      pte: null,
      vmGetPageProt: null,
      cpu: null,
      mkTable: null,
      tableOf: null,
    });
  });
});
