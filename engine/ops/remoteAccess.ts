/**
 * Access from another process. Kernel: mm/process_vm_access.c, mm/memory.c (`__access_remote_vm`,
 * `generic_access_phys`), fs/proc/base.c. Rules R-GU-16 to R-GU-18, R-WK-30, R-WK-48.
 */
import type { Pfn, ProcessName, Vpn } from '../types.ts';
import type { PhysAccess } from '../arch/arch.ts';
import { bead, below, called, type Cx, KernelBug, warnOnce, within, placeOf, frameRef } from '../mm/cx.ts';
import { release } from '../mm/gup.ts';
import { pfnValid } from '../mm/memmap.ts';
import { lookup, mmOf } from '../mm/pgtable.ts';
import { contentOf, setContent, setPage } from '../mm/structPage.ts';
import { findVma, hasHook } from '../mm/vma.ts';
import type { Vma } from '../mm/world.ts';
import { slowOnly } from './getUserPages.ts';
import { firstPage, textValue, type Ending, type Op } from './op.ts';
import type { NoAccess } from '../facts.ts';

/** process_vm_readv and process_vm_writev: the slow walk with a pin, and nothing else. `text` null: read. */
function processVm(cx: Cx, process: ProcessName, vpn: Vpn, text: string | null): Ending {
  return within(cx, 'process_vm_rw', () => {
    const foll = {
      write: text !== null,
      force: false,
      longterm: false,
      pin: true,
      touch: true,
      populate: false,
      remote: true,
    };
    const got = below(cx, ['process_vm_rw_core', 'process_vm_rw_single_vec'], () => slowOnly(cx, process, vpn, foll));
    if (got.error !== null) {
      bead(cx, 'process_vm_rw', { place: placeOf(cx, vpn) });
      return 'EFAULT';
    }
    const outcome = text === null ? textValue(contentOf(cx.world, got.pfn)) : 'ok';
    if (text !== null) {
      setContent(cx, got.pfn, text);
      setPage(cx, got.pfn, { dirty: true });
    }
    release(cx, got.pfn, true);
    bead(cx, 'process_vm_rw', { access: text === null ? 'read' : 'write', frame: frameRef(cx.world, got.pfn) });
    return outcome;
  });
}

interface Useless {
  readonly why: NoAccess;
}

/** `generic_access_phys()`, the `access` of /dev/mem and of drivers: by frame number; most kernels map no RAM that way (R-GU-18). */
function accessPhys(cx: Cx, process: ProcessName, vpn: Vpn, text: string | null): Ending | Useless {
  const vma = findVma(mmOf(cx, process), vpn);
  const phys = cx.arch.physAccess;
  if (vma === null) return { why: 'unmapped' };
  if (!hasHook(vma, 'access')) return { why: 'no hook' };
  if (phys === null) return { why: 'no ioremap_prot' };
  return within(cx, 'generic_access_phys', () => genericAccessPhys(cx, process, vma, vpn, text, phys));
}

function genericAccessPhys(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  vpn: Vpn,
  text: string | null,
  phys: PhysAccess,
): Ending | Useless {
  called(cx, 'follow_pfnmap_start');
  const found = cx.linux.followPfnmap(cx, process, vma, vpn);
  if (found === null) return { why: 'no entry' };
  if (text !== null && !found.writable) return { why: 'read-only' };
  const how = phys.maps(lookup(cx.world, cx.arch, mmOf(cx, process), vpn)!.pte);
  if (how !== 'mapped') {
    if (how === 'oops') throw new KernelBug('generic_access_phys: ioremap_prot() without read permission');
    bead(cx, 'generic_access_phys', { refused: 'ioremap_prot' });
    return { why: 'hook fails' };
  }
  if (pfnValid(cx.world.map, found.pfn) && phys.ram !== 'mapped') {
    const warned = warnOnce(cx, phys.ram.warning);
    bead(cx, 'generic_access_phys', { refused: 'RAM', frame: frameRef(cx.world, found.pfn), warned });
    return { why: 'hook fails' };
  }
  const outcome = text === null ? textValue(contentOf(cx.world, found.pfn)) : 'ok';
  if (text !== null) setContent(cx, found.pfn, text);
  bead(cx, 'generic_access_phys', { frame: frameRef(cx.world, found.pfn) });
  return outcome;
}

type Reached =
  { readonly kind: 'page'; readonly pfn: Pfn } | { readonly kind: 'access'; readonly outcome: Ending | Useless };

/** pread and pwrite of /proc/PID/mem: the slow walk, forced; where it fails the mapping's own `access`. EIO without a byte. */
function remoteVm(cx: Cx, process: ProcessName, vpn: Vpn, text: string | null): Ending {
  return within(cx, 'access_remote_vm', () => {
    const foll = {
      write: text !== null,
      force: true,
      longterm: false,
      pin: false,
      touch: true,
      populate: false,
      remote: true,
    };
    const reached = below(cx, ['__access_remote_vm'], (): Reached => {
      const got = slowOnly(cx, process, vpn, foll);
      if (got.error === null) return { kind: 'page', pfn: got.pfn };
      return { kind: 'access', outcome: accessPhys(cx, process, vpn, text) };
    });
    if (reached.kind === 'access') {
      const { outcome } = reached;
      if (typeof outcome === 'string' || !('why' in outcome)) return outcome;
      bead(cx, 'access_remote_vm', { place: placeOf(cx, vpn), why: outcome.why });
      return 'EIO';
    }
    const { pfn } = reached;
    const outcome = text === null ? textValue(contentOf(cx.world, pfn)) : 'ok';
    if (text !== null) {
      setContent(cx, pfn, text);
      setPage(cx, pfn, { dirty: true });
    }
    release(cx, pfn, false);
    bead(cx, 'access_remote_vm', { access: text === null ? 'read' : 'write', frame: frameRef(cx.world, pfn) });
    return outcome;
  });
}

export const processVmRead: Op<'process_vm_read'> = {
  op: 'process_vm_read',
  expect: ['EFAULT', 'EIO'],
  gives: 'text',
  play: (cx, s) => processVm(cx, s.actor, firstPage(cx, s.place), null),
};
export const processVmWrite: Op<'process_vm_write'> = {
  op: 'process_vm_write',
  expect: ['EFAULT', 'EIO'],
  gives: 'nothing',
  play: (cx, s) => processVm(cx, s.actor, firstPage(cx, s.place), s.text),
};
export const ptraceRead: Op<'ptrace_read'> = {
  op: 'ptrace_read',
  expect: ['EIO', 'EFAULT'],
  gives: 'text',
  play: (cx, s) => remoteVm(cx, s.actor, firstPage(cx, s.place), null),
};
export const ptraceWrite: Op<'ptrace_write'> = {
  op: 'ptrace_write',
  expect: ['EIO', 'EFAULT'],
  gives: 'nothing',
  play: (cx, s) => remoteVm(cx, s.actor, firstPage(cx, s.place), s.text),
};
