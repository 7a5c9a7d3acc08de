/** `do_anonymous_page()`. Kernel: mm/memory.c. Rules R-FT-22 to R-FT-26. */
import { VM } from '../../types.ts';
import { bead, placeOf } from '../cx.ts';
import { mkPte, swMkyoung } from '../install.ts';
import { zeroPfnAt } from '../memmap.ts';
import { setEntry } from '../pgtable.ts';
import { addNewAnonRmap } from '../rmap.ts';
import { allocPage, setContent } from '../structPage.ts';
import { anonVmaPrepare } from '../vma.ts';
import { faultVma, type FaultStep } from './fault.ts';

export const doAnonymousPage: FaultStep = (cx, fault) => {
  const { process, vpn } = fault;
  const codec = cx.arch.pte;
  const place = placeOf(cx, vpn);
  let vma = faultVma(cx, fault);
  if (fault.vmShared) {
    bead(cx, 'do_anonymous_page', { place, maps: 'nothing' });
    return { ...fault, refused: 'SIGBUS' };
  }
  if (!fault.write) {
    const entry = codec.mkspecial(codec.mk(zeroPfnAt(cx.world.map, vpn), cx.arch.vmGetPageProt(vma.flags)));
    setEntry(cx, process, vpn, entry, 'zero');
    bead(cx, 'do_anonymous_page', { place, maps: 'zero page' });
    return fault;
  }
  vma = anonVmaPrepare(cx, process, vma);
  const pfn = allocPage(cx, { kind: 'anon' });
  setContent(cx, pfn, '');
  let entry = swMkyoung(cx, mkPte(cx, pfn, cx.arch.vmGetPageProt(vma.flags)));
  if ((vma.flags & VM.WRITE) !== 0) entry = codec.mkwrite(codec.mkdirty(entry));
  addNewAnonRmap(cx, process, pfn);
  setEntry(cx, process, vpn, entry, 'page');
  bead(cx, 'do_anonymous_page', { place, fresh: pfn, process });
  return { ...fault, page: pfn, anon: true };
};
