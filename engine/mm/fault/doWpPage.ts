/**
 * Kernel: mm/memory.c (`do_wp_page`, `wp_pfn_shared`, `wp_page_shared`, `wp_page_reuse`, `wp_page_copy`). Rules R-FT-41
 * to R-FT-65.
 */
import { asPte, VM, type Pfn } from '../../types.ts';
import { bead, called, faultedAgain, calledBy, type Cx, structPage, warn, warnOnce, placeOf, frameRef } from '../cx.ts';
import { decide } from '../decide.ts';
import type { DecisionTable } from '../decisionTable.ts';
import { pageProt, swMkyoung } from '../install.ts';
import { lookup, mmOf, setEntry, updateEntry } from '../pgtable.ts';
import { removeRmap } from '../rmap.ts';
import { addRss, mmCounterFile } from '../rss.ts';
import { allocPage, contentOf, mayGet, setContent, setPage } from '../structPage.ts';
import { anonVmaPrepare } from '../vma.ts';
import { warnPrivatePfnmap } from './privatePfnmap.ts';
import { askPageMkwrite, dirtySharedPage } from './dirtySharedPage.ts';
import { type Fault, type FaultStep, faultVma, mayCallDriver, notCalled } from './fault.ts';
import { isZeroPfn } from '../memmap.ts';
import type { Copied } from '../../facts.ts';

declare module '../linux.ts' {
  interface Linux {
    readonly doWpPageTable: typeof doWpPageTable;
  }
}

interface ReuseInput {
  readonly exclusive: boolean;
  readonly ref: number;
}

export const doWpPageTable: DecisionTable<ReuseInput, 'reuse' | 'copy'> = {
  name: 'do_wp_page',
  summary: 'May this process reuse the anonymous page instead of copying it?',
  first: 'exclusive',
  questions: {
    exclusive: {
      label: 'PageAnonExclusive?',
      help: 'The page is marked as belonging to one process only.',
      rules: ['R-FT-45'],
      ask: (i) => i.exclusive,
      value: (i) => (i.exclusive ? 'exclusive' : 'not exclusive'),
      yes: 'reuse',
      no: 'refs',
    },
    refs: {
      label: 'refcount == 1?',
      help: 'Nobody else can see a page that has only this one reference.',
      rules: ['R-FT-47'],
      ask: (i) => i.ref === 1,
      value: (i) => `refcount ${i.ref}`,
      yes: 'reuse',
      no: 'copy',
    },
  },
  leftOut: [
    {
      label: 'userfaultfd_pte_wp()?',
      before: 'exclusive',
      yes: 'userfaultfd hears of it first',
      why: 'no statement registers a range with userfaultfd',
    },
    {
      label: 'large folio, or merged by KSM?',
      before: 'refs',
      yes: 'copy',
      why: 'anonymous folios here have one page, and KSM is off',
    },
  ],
  verdicts: {
    reuse: { label: 'reuse', tone: 'go', help: 'The page becomes exclusive again.', rules: ['R-FT-45', 'R-FT-47'] },
    copy: { label: 'copy', tone: 'stop', help: 'Somebody else may be using it.', rules: ['R-FT-46'] },
  },
};

/** R-FT-42, R-FT-45. */
export const doWpPage: FaultStep = (cx, fault) => {
  const { process, vpn } = fault;
  const vma = faultVma(cx, fault);
  const page = cx.linux.vmNormalPage(cx, process, vma, vpn, fault.pte);
  const anon = page !== null && structPage(cx.world, page).anon;
  let reusable = false;
  if (page !== null && anon && !fault.shared) {
    const { exclusive, ref } = structPage(cx.world, page);
    if (!exclusive) called(cx, 'wp_can_reuse_anon_folio');
    reusable = decide(cx, cx.linux.doWpPageTable, { exclusive, ref }, { process, vpn }) === 'reuse';
    if (reusable && !exclusive) setPage(cx, page, { exclusive: true });
  }
  bead(cx, 'do_wp_page', {
    place: placeOf(cx, vpn),
    frame: frameRef(cx.world, cx.arch.pte.pfn(fault.pte)),
    page: page !== null,
    so: fault.shared ? 'shared' : reusable ? 'reuse' : 'copy',
  });
  return { ...fault, page, anon, reusable };
};

/** R-FT-49: a raw frame of a shared mapping is never copied. */
export const wpPfnShared: FaultStep = (cx, before) => {
  const { fault, retried } = before.pfnMkwrite ? mayCallDriver(cx, before, 'wp_pfn_shared') : notCalled(before);
  if (fault.pfnMkwrite) called(cx, 'vm_ops->pfn_mkwrite');
  bead(cx, 'wp_pfn_shared', { asked: fault.pfnMkwrite, retried });
  return fault;
};

/** R-FT-50. */
export const doPageMkwrite: FaultStep = (cx, fault) => {
  if (fault.page !== null) askPageMkwrite(cx, fault.page);
  return fault;
};

/** The entry is looked at again, because the lock was dropped for the driver. */
export const finishMkwriteFault: FaultStep = (cx, fault) => {
  bead(cx, 'finish_mkwrite_fault', { place: placeOf(cx, fault.vpn) });
  return fault;
};

/** R-FT-50. */
export const wpPageShared: FaultStep = (cx, before) => {
  const { fault, retried } = before.pageMkwrite ? mayCallDriver(cx, before, 'wp_page_shared') : notCalled(before);
  if (fault.page !== null) {
    mayGet(cx, fault.page);
    dirtySharedPage(cx, fault.page);
  }
  bead(cx, 'wp_page_shared', { retried });
  return fault;
};

/** R-FT-48: the special bit stays. */
export const wpPageReuse: FaultStep = (cx, fault) => {
  const vma = faultVma(cx, fault);
  const codec = cx.arch.pte;
  const entry = lookup(cx.world, cx.arch, mmOf(cx, fault.process), fault.vpn)!;
  const dirty = codec.mkdirty(codec.mkyoung(entry.pte));
  if (isZeroPfn(cx.world.map, codec.pfn(entry.pte))) warn(cx, 'wp_page_reuse');
  // A forced write leaves the entry read-only.
  const writable = (vma.flags & VM.WRITE) !== 0;
  updateEntry(cx, fault.process, entry, writable ? codec.mkwrite(dirty) : dirty);
  bead(cx, 'wp_page_reuse', { place: placeOf(cx, fault.vpn), writable });
  if (fault.shared && fault.page !== null) calledBy(cx, 'wp_page_shared', 'fault_dirty_shared_page');
  return fault;
};

/**
 * Copying through the user's address marks an old entry as accessed: the processor does, or the kernel in its place. The
 * kernel then finds the entry changed, drops the copy, and the access faults again.
 */
const runsAgain = (cx: Cx, fault: Fault): boolean =>
  fault.page === null &&
  !isZeroPfn(cx.world.map, cx.arch.pte.pfn(fault.pte)) &&
  !cx.arch.pte.young(fault.pte) &&
  (!cx.arch.hasHwPteYoung || (!fault.remote && cx.arch.cpu.allows(fault.pte, 'read')));

/** R-FT-53 to R-FT-55. */
function copyContent(cx: Cx, fault: Fault, fresh: Pfn): Copied {
  const old = cx.arch.pte.pfn(fault.pte);
  if (isZeroPfn(cx.world.map, old)) {
    setContent(cx, fresh, '');
    return { from: 'zero page' };
  }
  called(cx, '__wp_page_copy_user');
  if (fault.page === null) {
    if (runsAgain(cx, fault)) {
      faultedAgain(cx);
      called(cx, '__wp_page_copy_user');
    }
    const entry = lookup(cx.world, cx.arch, mmOf(cx, fault.process), fault.vpn)!;
    // Unless the processor sets the accessed bit, an old entry would trap during the copy. A young one stays as it is.
    const used = cx.arch.hasHwPteYoung || cx.arch.pte.young(entry.pte);
    const pte = used ? entry.pte : cx.arch.pte.mkyoung(entry.pte);
    updateEntry(cx, fault.process, entry, pte);
    const copied = { from: 'address', again: runsAgain(cx, fault) } as const;
    // The address is looked up in the page tables of the current process, where a remote fault finds nothing.
    if (fault.remote || !cx.arch.cpu.allows(pte, 'read')) {
      setContent(cx, fresh, '');
      const warned = warnOnce(cx, '__wp_page_copy_user');
      return { ...copied, failed: { why: fault.remote ? 'remote' : 'unreadable', warned } };
    }
    setContent(cx, fresh, contentOf(cx.world, old), old);
    return { ...copied, failed: null };
  }
  setContent(cx, fresh, contentOf(cx.world, old), old);
  return { from: 'page', frame: frameRef(cx.world, old) };
}

/** R-FT-51 to R-FT-65. */
export const wpPageCopy: FaultStep = (cx, fault) => {
  const { process, vpn, page } = fault;
  if (page !== null) mayGet(cx, page);
  const vma = anonVmaPrepare(cx, process, faultVma(cx, fault));
  const codec = cx.arch.pte;
  const fresh = allocPage(cx, { kind: 'anon' });
  const again = runsAgain(cx, fault);
  const copied = copyContent(cx, fault, fresh);
  const old = page === null ? null : structPage(cx.world, page);
  if (old === null) addRss(cx, process, 'anon', 1);
  else if (!old.anon) {
    addRss(cx, process, mmCounterFile(old), -1);
    addRss(cx, process, 'anon', 1);
  }
  let entry = swMkyoung(cx, codec.mk(fresh, pageProt(cx, vma)));
  if (!fault.unshare) {
    entry = codec.mkdirty(entry);
    if ((vma.flags & VM.WRITE) !== 0) entry = codec.mkwrite(entry);
  }
  setPage(cx, fresh, { map: 1, anon: true, exclusive: true });
  setEntry(cx, process, vpn, asPte(entry), 'page');
  called(cx, 'folio_add_new_anon_rmap');
  if (page !== null) removeRmap(cx, page);
  bead(cx, 'wp_page_copy', { place: placeOf(cx, vpn), copied, fresh, process });
  // R-PR-3, R-PR-6: only if the old frame was not a page. A copy of a copy, after a fork, does not warn.
  if (page === null) warnPrivatePfnmap(cx, fault, codec.pfn(fault.pte), fresh);
  return { ...fault, runs: fault.runs + (again ? 1 : 0), page: fresh, anon: true };
};
