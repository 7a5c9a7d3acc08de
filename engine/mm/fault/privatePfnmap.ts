/**
 * The thread's proposal, `rules private_pfnmap=warn`: say once that a copy-on-write or unshare fault populated a private
 * PFN mapping with an anonymous page. It only detects; the fault goes on. Rules R-PR-3 to R-PR-10.
 */
import { VM, type Pfn, type ProcessName, type Vpn } from '../../types.ts';
import { bead, frameText, hex, log, placeText, type Cx } from '../cx.ts';
import { isShared } from '../vma.ts';
import type { Vma } from '../world.ts';

const MARK = 'private_pfnmap';

/** `old`: the raw frame that was there, or the page that the copy was made of. */
export function warnPrivatePfnmap(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, old: Pfn, fresh: Pfn): void {
  // R-PR-3: the proposal itself asks for the flag. It is no reader of 6.12 (R-RD-1 and after do not list it).
  if (cx.rules.private_pfnmap !== 'warn' || (vma.flags & VM.PFNMAP) === 0 || isShared(vma.flags)) return; // R-RD-0
  if (cx.world.warned.includes(MARK)) return;
  cx.world = { ...cx.world, warned: [...cx.world.warned, MARK] };
  const where = placeText(cx, vpn);
  log(cx, `warning: private_pfnmap: ${process} ${where}: ${frameText(cx.world, old)} replaced by frame ${hex(fresh)}`);
  bead(
    cx,
    'pr_warn_once',
    `The proposal's warning: ${process} relies on an anonymous page in a private PFN mapping, at ${where}.`,
  );
}
