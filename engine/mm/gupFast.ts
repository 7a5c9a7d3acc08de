/**
 * GUP-fast takes pages from entries alone, without VMA or lock. Only the special bit keeps it from raw entries, so the
 * thread lets it read the bit. Kernel: mm/gup.c (`gup_fast_pte_range`, `gup_fast_folio_allowed`). Rules R-GU-3 to
 * R-GU-8, R-GU-23.
 */
import { codecOf, hasPteSpecial } from '../arch/arch.ts';
import type { Pfn, ProcessName, Vpn } from '../types.ts';
import { called, type Cx, structPage, within } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { gupMustUnshare, type FollFlags } from './gup.ts';
import { lookup, mmOf } from './pgtable.ts';

declare module './linux.ts' {
  interface Linux {
    readonly gupFastTable: typeof gupFastTable;
    readonly gupFastPte: typeof gupFastPte;
  }
}

interface GupFastInput {
  readonly hasBit: boolean;
  readonly present: boolean;
  readonly permitted: boolean;
  readonly special: boolean;
  readonly refcount: number;
  readonly allowed: boolean;
  readonly unshare: boolean;
}

export const gupFastTable: DecisionTable<GupFastInput, 'page' | 'stop' | 'never'> = {
  name: 'gup_fast_pte_range',
  also: ['gup_fast_pmd_leaf'],
  summary: 'May GUP-fast take the page behind this entry, without looking at the mapping?',
  first: 'bit',
  questions: {
    bit: {
      label: 'ARCH_HAS_PTE_SPECIAL?',
      help: 'Without the bit, an entry alone cannot say whether it is raw: GUP-fast never takes anything.',
      rules: ['R-GU-6'],
      ask: (i) => i.hasBit,
      value: (i) => (i.hasBit ? 'the entry has the bit' : 'no room for a bit'),
      yes: 'present',
      no: 'never',
    },
    present: {
      label: 'present?',
      help: 'There must be an entry that user space may use.',
      rules: ['R-GU-5'],
      ask: (i) => i.present,
      value: (i) => (i.present ? 'present' : 'empty or PROT_NONE'),
      yes: 'permitted',
      no: 'stop',
    },
    permitted: {
      label: 'access permitted?',
      help: 'For a write, the entry must be writable.',
      rules: ['R-GU-5a'],
      ask: (i) => i.permitted,
      value: (i) => (i.permitted ? 'permitted' : 'read-only'),
      yes: 'special',
      no: 'stop',
    },
    special: {
      label: 'pte_special(pte)?',
      help: 'Raw, or the zero page: leave it to the slow walk.',
      rules: ['R-GU-5c', 'R-RD-51'],
      ask: (i) => i.special,
      value: (i) => `bit = ${i.special ? 1 : 0}`,
      yes: 'stop',
      no: 'grab',
    },
    grab: {
      label: 'refcount > 0?',
      help: 'A page that is being freed cannot be taken.',
      rules: ['R-GU-5d'],
      ask: (i) => i.refcount > 0,
      value: (i) => `refcount ${i.refcount}`,
      yes: 'allowed',
      no: 'stop',
    },
    allowed: {
      label: 'folio allowed?',
      help: 'Judged by the page alone, since there is no VMA to ask. With CONFIG_SECRETMEM every page is judged, without it only where a long-term pin is for writing.',
      rules: ['R-GU-5f', 'R-GU-23'],
      ask: (i) => i.allowed,
      value: (i) => (i.allowed ? 'allowed' : 'has no owner that fast GUP can judge'),
      yes: 'unshare',
      no: 'stop',
    },
    unshare: {
      label: 'must unshare?',
      help: 'A read-only pin of a shared page needs a private copy first: otherwise the next write would copy and leave the pin behind.',
      rules: ['R-GU-5g', 'R-GU-13'],
      ask: (i) => i.unshare,
      value: (i) => (i.unshare ? 'pin of a page that is not exclusive' : 'no'),
      yes: 'stop',
      no: 'page',
    },
  },
  leftOut: [
    {
      label: 'pte_devmap(pte)?',
      before: 'special',
      yes: 'taken with its dev_pagemap, unless it is a long-term pin',
      why: 'the bit marks memory of ZONE_DEVICE, which no statement maps',
    },
    {
      label: 'did the entry change meanwhile?',
      before: 'allowed',
      yes: 'stop: slow walk',
      why: 'no other processor runs at the same time',
    },
  ],
  verdicts: {
    page: { label: 'the page', tone: 'page', help: 'Taken; the entry itself is not touched.', rules: ['R-GU-5h'] },
    stop: {
      label: 'stop: slow walk',
      tone: 'stop',
      help: 'The slow walk, which knows the VMA, takes over.',
      rules: ['R-GU-2'],
    },
    never: { label: 'never here', tone: 'stop', help: 'Always the slow walk.', rules: ['R-GU-6'] },
  },
};

/** `gup_fast_folio_allowed()` (R-GU-23): a driver's page has no address_space. */
function folioAllowed(cx: Cx, pfn: Pfn, flags: FollFlags): boolean {
  const rejectFile = flags.pin && flags.longterm && flags.write;
  if (!rejectFile && !cx.arch.hasSecretmem) return true;
  const page = structPage(cx.world, pfn);
  // All cached pages here are shmem's, which a long-term pin may write (R-GU-23).
  return page.anon || page.use.kind === 'cache';
}

export function gupFastEnd(
  cx: Cx,
  process: ProcessName,
  vpn: Vpn,
): 'gup_fast_pmd_range' | 'gup_fast_pmd_leaf' | 'gup_fast_pte_range' {
  const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
  if (entry === null || (entry.level === 'pmd' && entry.none)) return 'gup_fast_pmd_range';
  return entry.level === 'pmd' ? 'gup_fast_pmd_leaf' : 'gup_fast_pte_range';
}

/** Null: GUP-fast stops. `gup_fast_pmd_leaf()` asks the same questions of a huge entry. */
export function gupFastPte(cx: Cx, process: ProcessName, vpn: Vpn, flags: FollFlags): Pfn | null {
  const end = gupFastEnd(cx, process, vpn);
  if (end === 'gup_fast_pmd_range') return null;
  return within(cx, end, () => {
    const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn)!;
    const codec = codecOf(cx.arch, entry.level);
    const present = !entry.none && codec.present(entry.pte) && !codec.protNone(entry.pte);
    const pfn = (codec.pfn(entry.pte) + (vpn - entry.vpn)) as Pfn;
    const page = structPage(cx.world, pfn);
    const input = {
      hasBit: hasPteSpecial(cx.arch),
      present,
      permitted: present && (!flags.write || codec.write(entry.pte)),
      special: present && codec.special(entry.pte),
      refcount: page.ref,
      allowed: folioAllowed(cx, pfn, flags),
      unshare: !codec.write(entry.pte) && gupMustUnshare(flags, page, null),
    };
    if (end === 'gup_fast_pte_range' && input.hasBit && input.permitted && !input.special) {
      called(cx, 'try_grab_folio_fast');
      if (input.refcount > 0) called(cx, 'gup_fast_folio_allowed');
      if (input.refcount > 0 && (!input.allowed || input.unshare)) called(cx, 'gup_put_folio');
    }
    const verdict = decide(cx, cx.linux.gupFastTable, input, { process, vpn });
    return verdict === 'page' ? pfn : null;
  });
}
