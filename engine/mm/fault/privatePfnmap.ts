/**
 * The proposal (`rules private_pfnmap=warn`): warn once when a copy-on-write or unshare fault puts an anonymous page
 * into a private PFN mapping. The fault continues. Rules R-PR-3 to R-PR-10.
 */
import { VM, vmFlagNames, type Pfn } from '../../types.ts';
import { bead, frameRef, log, placeOf, type Cx } from '../cx.ts';
import { isShared } from '../vma.ts';
import { faultVma, type Fault } from './fault.ts';

const MARK = 'private_pfnmap';

/** `old`: the raw frame replaced, or the page copied. Call it once the copy is in place. */
export function warnPrivatePfnmap(cx: Cx, fault: Fault, old: Pfn, fresh: Pfn): void {
  if (cx.rules.private_pfnmap !== 'warn' || cx.world.warned.includes(MARK)) return;
  const { process, vpn, unshare } = fault;
  const vma = faultVma(cx, fault);
  // R-PR-3: this read is part of the proposal, not of 6.12, so the readers have no row for it.
  if ((vma.flags & VM.PFNMAP) === 0 || isShared(vma.flags)) return; // R-PR-3
  cx.world = { ...cx.world, warned: [...cx.world.warned, MARK] };
  const told = { process, place: placeOf(cx, vpn), old: frameRef(cx.world, old), fresh };
  log(cx, { kind: MARK, ...told });
  bead(cx, 'pr_warn_once', {
    ...told,
    unshare,
    vma: { place: placeOf(cx, vma.start), pages: vma.end - vma.start, flags: vmFlagNames(vma.flags) },
  });
}
