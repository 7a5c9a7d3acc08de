/** `do_page_mkwrite()`, `fault_dirty_shared_page()`. Kernel: mm/memory.c. Rule R-FT-50. */
import type { Pfn } from '../../types.ts';
import { bead, called, type Cx, KernelBug, structPage, within, frameRef } from '../cx.ts';
import { setPage } from '../structPage.ts';

export function askPageMkwrite(cx: Cx, pfn: Pfn): void {
  const ask = (): void => called(cx, 'vm_ops->page_mkwrite');
  if (cx.chain.at(-1) === 'do_page_mkwrite') ask();
  else within(cx, 'do_page_mkwrite', ask);
  bead(cx, 'do_page_mkwrite', { frame: frameRef(cx.world, pfn) });
}

/** VM_BUG_ON_FOLIO: a shared mapping must not map an anonymous page. */
export function mayBeDirtied(cx: Cx, pfn: Pfn): void {
  if (structPage(cx.world, pfn).anon) throw new KernelBug('fault_dirty_shared_page: folio_test_anon');
}

export function dirtySharedPage(cx: Cx, pfn: Pfn): void {
  mayBeDirtied(cx, pfn);
  setPage(cx, pfn, { dirty: true });
}
