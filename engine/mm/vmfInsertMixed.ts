/**
 * `vmf_insert_mixed()`: with the bit RAM is mapped raw, without it counted. Kernel: mm/memory.c. Rules R-IN-44 to
 * R-IN-51.
 */
import { hasPteSpecial } from '../arch/arch.ts';
import { type Pfn, type ProcessName, VM, type Vpn } from '../types.ts';
import { bead, called, type Cx, within, placeOf, frameRef } from './cx.ts';
import { decide, decidedBy } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { installRaw } from './install.ts';
import { isZeroPfn, pfnValid } from './memmap.ts';
import { trackPfnInsert } from './pat.ts';
import { lookup, mmOf } from './pgtable.ts';
import { zeropageAllowed } from './vmInsertPage.ts';
import type { Vma } from './world.ts';
import type { Told } from '../facts.ts';

declare module './linux.ts' {
  interface Linux {
    readonly vmfInsertMixedTable: typeof vmfInsertMixedTable;
    readonly vmfInsertMixed: typeof vmfInsertMixed;
  }
}

interface InsertMixedInput {
  readonly zero: boolean;
  readonly zeroAllowed: boolean;
  readonly mixed: boolean;
  readonly hasBit: boolean;
  readonly valid: boolean;
  readonly occupied: boolean;
}

export const vmfInsertMixedTable: DecisionTable<InsertMixedInput, 'raw' | 'page' | 'zero_page' | 'stays' | 'SIGBUS'> = {
  name: 'vmf_insert_mixed',
  summary: 'How is this frame mapped, raw or counted?',
  first: 'zero',
  questions: {
    zero: {
      label: 'zero page?',
      help: 'The zero page has rules of its own.',
      rules: ['R-IN-44'],
      ask: (i) => i.zero,
      value: (i) => (i.zero ? 'the zero page' : 'another frame'),
      yes: 'zero_allowed',
      no: 'mixed',
    },
    zero_allowed: {
      label: 'zero page allowed?',
      help: 'Only where nobody can ever write through the entry without a copy.',
      rules: ['R-IN-44', 'R-IN-25'],
      ask: (i) => i.zeroAllowed,
      value: (i) => (i.zeroAllowed ? 'private, or never writable' : 'shared and writable'),
      yes: 'bit',
      no: 'SIGBUS',
    },
    mixed: {
      label: 'VM_MIXEDMAP?',
      help: 'The mapping must announce that it holds both kinds.',
      rules: ['R-IN-45'],
      ask: (i) => i.mixed,
      value: (i) => (i.mixed ? 'set' : 'clear'),
      yes: 'bit',
      no: 'SIGBUS',
    },
    bit: {
      label: 'ARCH_HAS_PTE_SPECIAL?',
      help: 'With the bit, an entry itself can say that it is raw.',
      rules: ['R-IN-48', 'R-IN-49'],
      ask: (i) => i.hasBit,
      value: (i) => (i.hasBit ? 'the entry has the bit' : 'no room for a bit'),
      yes: 'empty',
      no: 'valid',
    },
    valid: {
      label: 'pfn_valid(pfn)?',
      help: 'Without the bit, every frame with a struct page will be taken for a page, so it must be counted as one.',
      rules: ['R-IN-49', 'R-IN-50'],
      ask: (i) => i.valid,
      value: (i) => (i.valid ? 'has a struct page' : 'no struct page'),
      yes: 'counts',
      no: 'empty',
    },
    counts: {
      label: 'zero page?',
      help: 'insert_page() counts neither a mapping nor a reference for the zero page.',
      rules: ['R-IN-29'],
      ask: (i) => i.zero,
      value: (i) => (i.zero ? 'the zero page' : 'another frame'),
      yes: 'zero_page',
      no: 'page',
    },
    empty: {
      label: 'entry empty?',
      help: 'An existing entry stays.',
      rules: ['R-IN-48'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'raw',
      no: 'stays',
    },
  },
  leftOut: [
    {
      label: '!pfn_modify_allowed()?',
      before: 'bit',
      yes: 'SIGBUS',
      why: 'only x86 with the L1TF flaw refuses, and only entries that are not accessible',
    },
  ],
  verdicts: {
    raw: {
      label: 'raw entry',
      tone: 'null',
      help: 'Mapped, not counted, even if it is RAM.',
      rules: ['R-IN-48', 'R-IN-50'],
    },
    page: {
      label: 'insert_page: counted',
      tone: 'page',
      help: 'The detour for machines without the bit.',
      rules: ['R-IN-49'],
    },
    zero_page: {
      label: 'insert_page: not counted',
      tone: 'null',
      help: 'The detour maps the zero page, but never counts it.',
      rules: ['R-IN-29'],
    },
    stays: { label: 'unchanged', tone: 'go', help: 'The existing entry stays.', rules: ['R-IN-48'] },
    SIGBUS: { label: 'SIGBUS', tone: 'stop', help: 'Refused.', rules: ['R-IN-44', 'R-IN-45'] },
  },
};

/** True: VM_FAULT_NOPAGE. False: VM_FAULT_SIGBUS. */
export function vmfInsertMixed(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn): boolean {
  return within(cx, 'vmf_insert_mixed', () => {
    const slot = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    const verdict = decide(
      cx,
      cx.linux.vmfInsertMixedTable,
      {
        zero: isZeroPfn(cx.world.map, pfn),
        zeroAllowed: zeropageAllowed(vma),
        // R-RD-12: legitimate. The installer's own contract.
        mixed: (vma.flags & VM.MIXEDMAP) !== 0, // R-RD-12
        hasBit: hasPteSpecial(cx.arch),
        valid: pfnValid(cx.world.map, pfn),
        occupied: slot !== null && !slot.none,
      },
      { process, vpn },
    );
    const done = (ended: Told['vmf_insert_mixed']['ended']): boolean => {
      const about = { place: placeOf(cx, vpn), frame: frameRef(cx.world, pfn) };
      const refused = ended === 'SIGBUS' || ended === 'uncounted';
      bead(cx, 'vmf_insert_mixed', refused ? { ...about, ended, decided: decidedBy(cx) } : { ...about, ended });
      return !refused;
    };
    const inserts = <T>(body: () => T): T =>
      within(cx, '__vm_insert_mixed', () => {
        called(cx, 'vm_mixed_ok');
        if (verdict !== 'SIGBUS') trackPfnInsert(cx);
        return body();
      });
    if (verdict === 'SIGBUS' || verdict === 'stays' || verdict === 'raw') {
      inserts(() => {
        if (verdict !== 'SIGBUS') called(cx, 'insert_pfn');
      });
    }
    if (verdict === 'SIGBUS' || verdict === 'stays') return done(verdict);
    if (verdict === 'raw') {
      installRaw(cx, process, vma, vpn, pfn);
      return done('raw');
    }
    const inserted = inserts(() => cx.linux.insertPage(cx, process, vma, vpn, pfn));
    if (inserted === 'EINVAL') return done('uncounted');
    return done(inserted === 'EBUSY' ? 'stays' : verdict);
  });
}
