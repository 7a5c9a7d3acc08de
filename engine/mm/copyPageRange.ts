/**
 * fork: the child's page tables. Kernel: mm/memory.c (`copy_page_range`, `copy_present_ptes`, `vma_needs_copy`),
 * mm/huge_memory.c (`copy_huge_pmd`). Rules R-FK-4 to R-FK-10.
 */
import { asVpn, VM, type Pfn, type ProcessName } from '../types.ts';
import { bead, called, type Cx, structPage, within, withinOne, placeOf, frameRef } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { pageProt } from './install.ts';
import { leafTables, leaves, lookup, mmOf, prepare, setEntry, updateEntry, type Entry } from './pgtable.ts';
import { addNewAnonRmap } from './rmap.ts';
import { addRss, mmCounter } from './rss.ts';
import { allocPage, contentOf, maybePinned, mayGet, setContent, setPage } from './structPage.ts';
import { anonVmaPrepare, isCowMapping } from './vma.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly copyPresentPteTable: typeof copyPresentPteTable;
    readonly copyPageRange: typeof copyPageRange;
  }
}

/** R-FK-4: no fault could restore raw entries, so they are always copied. */
export const vmaNeedsCopy = (vma: Vma): boolean =>
  // R-RD-5: legitimate. Nothing could refault such entries.
  (vma.flags & (VM.PFNMAP | VM.MIXEDMAP)) !== 0 || vma.anonVma !== null; // R-RD-5

interface CopyInput {
  readonly page: boolean;
  readonly anon: boolean;
  readonly exclusive: boolean;
  readonly maybePinned: boolean;
}

export const copyPresentPteTable: DecisionTable<CopyInput, 'raw' | 'file' | 'share' | 'copy'> = {
  name: 'copy_present_ptes',
  summary: 'What does the child get for this entry?',
  first: 'page',
  questions: {
    page: {
      label: 'vm_normal_page?',
      help: 'Only a page can be counted for the child.',
      rules: ['R-FK-6'],
      ask: (i) => i.page,
      value: (i) => (i.page ? 'a page' : 'NULL'),
      yes: 'anon',
      no: 'raw',
    },
    anon: {
      label: 'anonymous?',
      help: 'File pages are shared as they are.',
      rules: ['R-FK-7a'],
      ask: (i) => i.anon,
      value: (i) => (i.anon ? 'anonymous' : 'of a file or driver'),
      yes: 'exclusive',
      no: 'file',
    },
    exclusive: {
      label: 'PageAnonExclusive?',
      help: 'Only an exclusive page can be pinned in a way that must survive the fork.',
      rules: ['R-FK-7c', 'R-FK-7d'],
      ask: (i) => i.exclusive,
      value: (i) => (i.exclusive ? 'exclusive' : 'not exclusive'),
      yes: 'pinned',
      no: 'share',
    },
    pinned: {
      label: 'maybe pinned?',
      help: 'A device may be writing to the page: the parent must keep it for itself.',
      rules: ['R-FK-7b', 'R-FK-7c'],
      ask: (i) => i.maybePinned,
      value: (i) => (i.maybePinned ? 'refcount ≥ 1024, and pinned before' : 'no'),
      yes: 'copy',
      no: 'share',
    },
  },
  verdicts: {
    raw: {
      label: 'same frame, not counted',
      tone: 'null',
      help: 'The entry is copied; no counter changes.',
      rules: ['R-FK-6'],
    },
    file: { label: 'share the page', tone: 'page', help: 'One more mapping and reference.', rules: ['R-FK-7a'] },
    share: {
      label: 'share, read-only for both',
      tone: 'page',
      help: 'No longer exclusive: whoever writes first copies.',
      rules: ['R-FK-7b'],
    },
    copy: { label: 'copy at once', tone: 'go', help: 'The parent keeps the pinned page.', rules: ['R-FK-7c'] },
  },
};

/** `copy_present_page()` */
function copyPresentPage(cx: Cx, child: ProcessName, childVma: Vma, entry: Entry, from: Pfn): void {
  anonVmaPrepare(cx, child, childVma);
  const codec = cx.arch.pte;
  const fresh = allocPage(cx, { kind: 'anon' });
  setContent(cx, fresh, contentOf(cx.world, from), from);
  within(cx, 'copy_present_page', () => addNewAnonRmap(cx, child, fresh));
  const dirty = codec.mkdirty(codec.mk(fresh, pageProt(cx, childVma)));
  setEntry(cx, child, entry.vpn, (childVma.flags & VM.WRITE) !== 0 ? codec.mkwrite(dirty) : dirty, 'page');
  bead(cx, 'copy_present_page', { place: placeOf(cx, entry.vpn), frame: frameRef(cx.world, from), child, fresh });
}

function copyPresentPte(cx: Cx, parent: ProcessName, child: ProcessName, vma: Vma, childVma: Vma, entry: Entry): void {
  const codec = cx.arch.pte;
  const pfn = cx.linux.vmNormalPage(cx, parent, vma, entry.vpn, entry.pte);
  const page = pfn === null ? null : structPage(cx.world, pfn);
  const verdict = decide(
    cx,
    cx.linux.copyPresentPteTable,
    {
      page: page !== null,
      anon: page?.anon ?? false,
      exclusive: page?.exclusive ?? false,
      maybePinned: page !== null && mmOf(cx, parent).everPinned && maybePinned(page),
    },
    { process: parent, vpn: entry.vpn },
  );
  if (pfn !== null) mayGet(cx, pfn);
  if (verdict === 'copy' && pfn !== null) {
    copyPresentPage(cx, child, childVma, entry, pfn);
    return;
  }
  if (pfn !== null && page !== null) {
    setPage(cx, pfn, { ref: page.ref + 1, map: page.map + 1, ...(page.anon ? { exclusive: false } : {}) });
    addRss(cx, child, mmCounter(page), 1);
  }
  called(cx, '__copy_present_ptes');
  let pte = entry.pte;
  if (isCowMapping(vma.flags) && codec.write(pte)) {
    pte = codec.wrprotect(pte);
    updateEntry(cx, parent, entry, pte);
  }
  if ((vma.flags & VM.SHARED) !== 0) pte = codec.mkclean(pte);
  setEntry(cx, child, entry.vpn, codec.mkold(pte), entry.meant ?? 'page');
  const frame = frameRef(cx.world, codec.pfn(pte));
  bead(cx, 'copy_present_ptes', { place: placeOf(cx, entry.vpn), frame, parent, child, verdict });
}

export function copyPageRange(cx: Cx, parent: ProcessName, child: ProcessName, vma: Vma, childVma: Vma): void {
  withinOne(cx, 'copy_page_range', () => {
    // copy_pte_range() allocates the child's table before it looks at entries: even for an empty one.
    for (const { base, level } of leafTables(cx.world, cx.arch, mmOf(cx, parent), vma.start, vma.end)) {
      if (level === 'pte') prepare(cx, child, asVpn(Math.max(base, vma.start)));
    }
    for (const entry of [...leaves(cx.world, cx.arch, mmOf(cx, parent), vma.start, vma.end)]) {
      const fresh = lookup(cx.world, cx.arch, mmOf(cx, parent), entry.vpn)!;
      if (entry.level === 'pte') {
        withinOne(cx, 'copy_pte_range', () =>
          within(cx, 'copy_present_ptes', () => copyPresentPte(cx, parent, child, vma, childVma, fresh)),
        );
      } else {
        // R-HP-12: unchanged, except that it is marked old.
        setEntry(cx, child, entry.vpn, cx.arch.pmd!.mkold(entry.pte), 'raw', 'pmd');
        bead(cx, 'copy_huge_pmd', { place: placeOf(cx, entry.vpn), child });
      }
    }
  });
}
