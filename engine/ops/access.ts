/**
 * An access by the processor: if the hardware cannot use the entry, the kernel handles a fault and the access is
 * retried. Kernel: arch/x86/mm/fault.c, arch/arm/mm/fault.c. Rules R-FT-1, R-FT-2, R-FT-32.
 */
import { codecOf, type Access, type Trap } from '../arch/arch.ts';
import type { NoRight } from '../facts.ts';
import type { KernelFunction } from '../functions.ts';
import { VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { below, called, KernelBug, labelBead, type Cx, placeOf, frameRef } from '../mm/cx.ts';
import { lookup, mmOf, pfnOf, updateEntry, type Entry } from '../mm/pgtable.ts';
import { contentOf, setContent } from '../mm/structPage.ts';
import { findVma } from '../mm/vma.ts';
import { textValue, type Ending } from './op.ts';

/** Faults that one access can need: a handler that maps something itself, then a copy, then marks. */
const MOST_FAULTS = 8;

const ACCESS = VM.READ | VM.WRITE | VM.EXEC;

/** R-FT-1: refusals before any entry is read; null: the fault goes on. */
function accessError(cx: Cx, process: ProcessName, vpn: Vpn, access: Access): NoRight | null {
  const vma = findVma(mmOf(cx, process), vpn);
  if (vma === null) return 'unmapped';
  if (access === 'write' && (vma.flags & VM.WRITE) === 0) return 'VM_WRITE';
  if (access === 'read' && (vma.flags & (cx.arch.readNeeds ?? ACCESS)) === 0) return 'VM_READ';
  return null;
}

/** As what the kernel sees the access: where a miss of the TLB does not tell, memory that may not be written is read. */
function faultsAs(cx: Cx, process: ProcessName, entry: Entry | null, vpn: Vpn, access: Access): Access {
  if (!cx.arch.missIsRead || access === 'read') return access;
  const missed = entry === null || entry.none || !cx.arch.cpu.allows(entry.pte, 'read');
  const vma = findVma(mmOf(cx, process), vpn);
  return missed && vma !== null && (vma.flags & VM.WRITE) === 0 ? 'read' : 'write';
}

/** The kernel's way in. */
function entersBy(trap: Trap, entry: Entry | null, access: Access): readonly KernelFunction[] {
  const there = entry !== null && !entry.none;
  if (there && access === 'write' && trap.takesWrite !== undefined) return trap.takesWrite;
  const without = trap.takesWithout;
  const missing = !there && (without?.missing === 'entry' || entry?.level !== 'pte');
  return without !== undefined && missing ? without.takes : trap.takes;
}

const tell = (cx: Cx, fns: readonly KernelFunction[]): void => below(cx, fns, () => undefined);

function reach(cx: Cx, process: ProcessName, vpn: Vpn, access: Access): Pfn | 'SIGSEGV' | 'SIGBUS' {
  for (let fault = 0; fault <= MOST_FAULTS; fault++) {
    const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    if (entry !== null && !entry.none && cx.arch.cpu.allows(entry.pte, access)) {
      const marked = cx.arch.cpu.mark(entry.pte, access, codecOf(cx.arch, entry.level));
      updateEntry(cx, process, entry, marked);
      return pfnOf(cx.arch, entry, vpn);
    }
    if (entry !== null && !entry.none && cx.arch.cpu.markRefused !== undefined) {
      updateEntry(cx, process, entry, cx.arch.cpu.markRefused(entry.pte, access));
    }
    const faults = faultsAs(cx, process, entry, vpn, access);
    const error = accessError(cx, process, vpn, faults);
    const { trap } = cx.arch;
    const takes = entersBy(trap, entry, access);
    const end = below(cx, takes, () => {
      if (trap.vmaLock) called(cx, 'lock_vma_under_rcu');
      // The lock of a VMA needs one; where VMAs have none, the whole address space is locked at once.
      if (trap.locksMm !== undefined && (!trap.vmaLock || error === 'unmapped')) called(cx, trap.locksMm);
      if (error !== null) {
        tell(cx, error === 'unmapped' ? trap.unmapped : trap.forbidden);
        labelBead(cx, 'access', { process, access, place: placeOf(cx, vpn), refused: error });
        return 'SIGSEGV';
      }
      const ended = cx.linux.handleFault(cx, { process, vpn, access: faults, vmaLock: trap.vmaLock });
      if (ended === 'SIGBUS') tell(cx, trap.bus);
      return ended;
    });
    if (end !== 'done') return end;
  }
  // A handler of TLB misses may refuse what `mm/` permits; the process faults for ever.
  throw new KernelBug('handle_mm_fault: the same fault again, without end');
}

const tellAccess = (cx: Cx, process: ProcessName, vpn: Vpn, pfn: Pfn, access: Access, text: string): void =>
  labelBead(cx, 'access', { process, access, place: placeOf(cx, vpn), frame: frameRef(cx.world, pfn), text });

export function readAccess(cx: Cx, process: ProcessName, vpn: Vpn): Ending {
  const pfn = reach(cx, process, vpn, 'read');
  if (typeof pfn === 'string') return pfn;
  const text = contentOf(cx.world, pfn);
  tellAccess(cx, process, vpn, pfn, 'read', text);
  return textValue(text);
}

export function writeAccess(cx: Cx, process: ProcessName, vpn: Vpn, text: string): Ending {
  const pfn = reach(cx, process, vpn, 'write');
  if (typeof pfn === 'string') return pfn;
  setContent(cx, pfn, text);
  tellAccess(cx, process, vpn, pfn, 'write', text);
  return 'ok';
}
