/**
 * Kernel: mm/memory.c (`do_fault`, `do_read_fault`, `do_cow_fault`, `do_shared_fault`, `__do_fault`, `finish_fault`),
 * mm/filemap.c (`filemap_map_pages`). Rules R-FT-27 to R-FT-35, R-PR-7.
 */
import { faultAroundPages } from '../../arch/arch.ts';
import { asPte, asVpn, VM } from '../../types.ts';
import { bead, calledBy, within, below, placeOf, frameRef } from '../cx.ts';
import { cachedPage, callFault, driverPage, faultFacts } from '../driver.ts';
import { accessProt, mkPte, swMkyoung } from '../install.ts';
import { leafTablePages, lookup, mmOf, setEntry } from '../pgtable.ts';
import { addFileRmap, addNewAnonRmap } from '../rmap.ts';
import { allocPage, contentOf, getPage, putPage, setContent, setPage } from '../structPage.ts';
import { anonVmaPrepare, lin } from '../vma.ts';
import { warnPrivatePfnmap } from './privatePfnmap.ts';
import { askPageMkwrite, mayBeDirtied } from './dirtySharedPage.ts';
import { type FaultStep, faultVma, mayCallDriver, notCalled } from './fault.ts';

/** R-FT-27 to R-FT-30. */
export const doFault: FaultStep = (cx, fault) => {
  const place = placeOf(cx, fault.vpn);
  if (!fault.hasHandler) {
    bead(cx, 'do_fault', { place, asks: null });
    return { ...fault, refused: 'SIGBUS' };
  }
  bead(cx, 'do_fault', { place, asks: !fault.write ? 'read' : fault.vmShared ? 'shared write' : 'private write' });
  return fault;
};

export const doReadFault: FaultStep = (cx, before) => {
  const { fault, retried } = before.faultAround ? notCalled(before) : mayCallDriver(cx, before, 'do_read_fault');
  bead(cx, 'do_read_fault', { place: placeOf(cx, fault.vpn), retried });
  return fault;
};

/** `filemap_map_pages()` (R-FT-31). */
export const doFaultAround: FaultStep = (cx, fault) => {
  const { process, vpn } = fault;
  const vma = faultVma(cx, fault);
  const window = faultAroundPages(cx.arch);
  const table = leafTablePages(cx.arch);
  // A window that begins with the mapping is as long as any other, but stays in one table.
  const first = Math.max(vpn - (vpn % window), vma.start);
  const end = Math.min(first + window, vma.end, vpn - (vpn % table) + table);
  const prot = accessProt(cx, vma);
  let count = 0;
  let already = 0;
  let mapped = false;
  below(cx, ['filemap_map_pages'], () => {
    for (let at = first; at < end; at++) {
      const page = asVpn(at);
      const pfn = cachedPage(cx.world, vma.file, lin(vma, at));
      if (pfn === null) continue;
      const slot = lookup(cx.world, cx.arch, mmOf(cx, process), page);
      if (slot !== null && !slot.none) {
        already++;
        continue;
      }
      getPage(cx, pfn);
      below(cx, ['filemap_map_order0_folio', 'set_pte_range'], () => addFileRmap(cx, process, pfn));
      const pte = mkPte(cx, pfn, prot);
      const old = at !== vpn && (cx.arch.wantsOldPrefaulted ?? false);
      setEntry(cx, process, page, old ? cx.arch.pte.mkold(pte) : swMkyoung(cx, pte), 'page');
      count++;
      mapped ||= at === vpn;
    }
  });
  bead(cx, 'do_fault_around', { place: placeOf(cx, vpn), mapped: count, already });
  if (!mapped) mayCallDriver(cx, fault, 'do_read_fault');
  return { ...fault, mapped };
};

/** R-FT-32: the copy is allocated before the handler is called. */
export const doCowFault: FaultStep = (cx, before) => {
  const { fault, retried } = mayCallDriver(cx, before, 'do_cow_fault');
  anonVmaPrepare(cx, fault.process, faultVma(cx, fault));
  const cowPage = allocPage(cx, { kind: 'anon' });
  bead(cx, 'do_cow_fault', { fresh: cowPage, retried });
  return { ...fault, cowPage };
};

export const doSharedFault: FaultStep = (cx, before) => {
  const { fault, retried } = mayCallDriver(cx, before, 'do_shared_fault');
  // The BUG comes when the page is mapped. As in the recordings, the machine stops before that (traces/FORMAT.md).
  const page = driverPage(cx, faultVma(cx, fault), fault.vpn);
  if (page !== null) mayBeDirtied(cx, page);
  bead(cx, 'do_shared_fault', { place: placeOf(cx, fault.vpn), retried });
  return fault;
};

/** `vm_ops->fault`. A prepared copy that is not needed is freed (R-FT-32). */
export const callHandler: FaultStep = (cx, fault) => {
  const handled = callFault(cx, fault.process, faultVma(cx, fault), fault.vpn);
  if (handled.kind !== 'page' && fault.cowPage !== null) putPage(cx, fault.cowPage);
  bead(cx, '__do_fault', faultFacts(cx, handled));
  if (handled.kind === 'page' && fault.write && fault.vmShared && fault.pageMkwrite) {
    // Its caller asks, after __do_fault() has returned.
    cx.chain.pop();
    askPageMkwrite(cx, handled.pfn);
  }
  return {
    ...fault,
    handled: handled.kind,
    page: handled.kind === 'page' ? handled.pfn : null,
    cowPage: handled.kind === 'page' ? fault.cowPage : null,
    refused: handled.kind === 'sigbus' ? 'SIGBUS' : null,
  };
};

/** R-FT-31 to R-FT-34. */
export const finishFault: FaultStep = (cx, fault) => {
  const { process, vpn, page, cowPage } = fault;
  const vma = faultVma(cx, fault);
  const codec = cx.arch.pte;
  if (page === null) throw new Error('finish_fault without a page');
  const place = placeOf(cx, vpn);
  const maybeDirty = (word: bigint): bigint => {
    if (!fault.write) return word;
    const dirty = codec.mkdirty(asPte(word));
    return (vma.flags & VM.WRITE) !== 0 ? codec.mkwrite(dirty) : dirty;
  };
  const install = cowPage ?? page;
  const entry = swMkyoung(cx, mkPte(cx, install, accessProt(cx, vma)));
  setEntry(cx, process, vpn, asPte(maybeDirty(entry)), 'page');
  if (cowPage !== null) {
    setContent(cx, cowPage, contentOf(cx.world, page), page);
    within(cx, 'set_pte_range', () => addNewAnonRmap(cx, process, cowPage));
    putPage(cx, page);
    bead(cx, 'finish_fault', { place, frame: frameRef(cx.world, page), copy: cowPage });
    warnPrivatePfnmap(cx, fault, page, cowPage); // R-PR-7
  } else {
    within(cx, 'set_pte_range', () => addFileRmap(cx, process, page));
    if (fault.write) setPage(cx, page, { dirty: true });
    bead(cx, 'finish_fault', { place, frame: frameRef(cx.world, page), copy: cowPage });
    if (fault.write) calledBy(cx, 'do_shared_fault', 'fault_dirty_shared_page');
  }
  return fault;
};
