/**
 * Access from another process. Kernel: mm/process_vm_access.c, mm/memory.c (`__access_remote_vm`,
 * `generic_access_phys`), fs/proc/base.c. Rules R-GU-16 to R-GU-18, R-WK-30, R-WK-48.
 */
import type { Pfn, ProcessName, Vpn } from '../types.ts';
import type { PhysAccess } from '../arch/arch.ts';
import { bead, below, called, type Cx, frameText, KernelBug, placeText, warnOnce, within } from '../mm/cx.ts';
import { release } from '../mm/gup.ts';
import { pfnValid } from '../mm/memmap.ts';
import { lookup, mmOf } from '../mm/pgtable.ts';
import { contentOf, setContent, setPage } from '../mm/structPage.ts';
import { findVma, hasHook } from '../mm/vma.ts';
import type { Vma } from '../mm/world.ts';
import { slowOnly } from './getUserPages.ts';
import { firstPage, textValue, type Ending, type Op } from './op.ts';

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
      bead(
        cx,
        'process_vm_rw',
        `get_user_pages found no page for ${placeText(cx, vpn)}, and nothing else is tried: EFAULT.`,
      );
      return 'EFAULT';
    }
    const outcome = text === null ? textValue(contentOf(cx.world, got.pfn)) : 'ok';
    if (text !== null) {
      setContent(cx, got.pfn, text);
      setPage(cx, got.pfn, { dirty: true });
    }
    release(cx, got.pfn, true);
    bead(cx, 'process_vm_rw', `Another process ${text === null ? 'reads' : 'writes'} ${frameText(cx.world, got.pfn)}.`);
    return outcome;
  });
}

/** Why the `access` hook of a mapping is of no use. */
interface NoAccess {
  readonly why: string;
}

/** `generic_access_phys()`, the `access` of /dev/mem and of drivers: by frame number; most kernels map no RAM that way (R-GU-18). */
function accessPhys(cx: Cx, process: ProcessName, vpn: Vpn, text: string | null): Ending | NoAccess {
  const vma = findVma(mmOf(cx, process), vpn);
  const phys = cx.arch.physAccess;
  if (vma === null) return { why: 'nothing is mapped there' };
  if (!hasHook(vma, 'access')) return { why: 'vm_ops has no access hook' };
  if (phys === null) return { why: 'vm_ops has no access hook without HAVE_IOREMAP_PROT' };
  return within(cx, 'generic_access_phys', () => genericAccessPhys(cx, process, vma, vpn, text, phys));
}

function genericAccessPhys(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  vpn: Vpn,
  text: string | null,
  phys: PhysAccess,
): Ending | NoAccess {
  called(cx, 'follow_pfnmap_start');
  const found = cx.linux.followPfnmap(cx, process, vma, vpn);
  if (found === null) return { why: 'the access hook of vm_ops finds no entry' };
  if (text !== null && !found.writable) return { why: 'the access hook of vm_ops finds a read-only entry' };
  const how = phys.maps(lookup(cx.world, cx.arch, mmOf(cx, process), vpn)!.pte);
  if (how !== 'mapped') {
    if (how === 'oops') throw new KernelBug('generic_access_phys: ioremap_prot() without read permission');
    bead(cx, 'generic_access_phys', 'ioremap_prot refuses an entry that user mode may not read.');
    return { why: 'the access hook of vm_ops fails' };
  }
  if (pfnValid(cx.world.map, found.pfn) && phys.ram !== 'mapped') {
    const warned = warnOnce(cx, phys.ram.warning);
    bead(
      cx,
      'generic_access_phys',
      `ioremap refuses ${frameText(cx.world, found.pfn)}, because it is RAM, and the kernel ${warned ? 'warns' : 'has warned before'}.`,
    );
    return { why: 'the access hook of vm_ops fails' };
  }
  const outcome = text === null ? textValue(contentOf(cx.world, found.pfn)) : 'ok';
  if (text !== null) setContent(cx, found.pfn, text);
  bead(cx, 'generic_access_phys', `${frameText(cx.world, found.pfn)} is accessed by its physical address.`);
  return outcome;
}

/** What answers a debugger: a page that GUP found, or the mapping's own hook. */
type Reached =
  { readonly kind: 'page'; readonly pfn: Pfn } | { readonly kind: 'access'; readonly outcome: Ending | NoAccess };

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
      const where = placeText(cx, vpn);
      bead(
        cx,
        'access_remote_vm',
        `No byte of ${where} could be accessed: get_user_pages found no page, and ${outcome.why}. EIO.`,
      );
      return 'EIO';
    }
    const { pfn } = reached;
    const outcome = text === null ? textValue(contentOf(cx.world, pfn)) : 'ok';
    if (text !== null) {
      setContent(cx, pfn, text);
      setPage(cx, pfn, { dirty: true });
    }
    release(cx, pfn, false);
    bead(cx, 'access_remote_vm', `A debugger ${text === null ? 'reads' : 'writes'} ${frameText(cx.world, pfn)}.`);
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
