/** Actions of the driver, and the choice of the allocator's next frame. */
import { asPfn, asVpn } from '../types.ts';
import { baseOf, bead, driverRefuses, frameRef, labelBead, NAME_PAGES, structPage, type Cx } from '../mm/cx.ts';
import { driverPfn } from '../mm/memmap.ts';
import { mmOf } from '../mm/pgtable.ts';
import { fileOf } from '../mm/rss.ts';
import { putPage } from '../mm/structPage.ts';
import { unmapMappingPages, zapVmaPtes } from '../mm/unmapMapping.ts';
import { findVma, hasFault } from '../mm/vma.ts';
import { pagesOf, type Ending, type Op } from './op.ts';

const frameOfDriver = (map: Parameters<typeof driverPfn>[0], n: number) => driverPfn(map, n) ?? asPfn(0);

/** EBUSY unless the driver's reference is the only one. */
export const kernelFree: Op<'kernel_free'> = {
  op: 'kernel_free',
  expect: ['EBUSY', 'BUG'],
  gives: 'nothing',
  play: (cx, s) => {
    const pfn = frameOfDriver(cx.world.map, s.driver);
    const page = structPage(cx.world, pfn);
    if (page.ref !== 1 || page.use.kind !== 'driver') {
      return driverRefuses(cx, 'driver', { frame: frameRef(cx.world, pfn), refcount: page.ref }, 'EBUSY');
    }
    putPage(cx, pfn);
    bead(cx, '__free_pages', { frame: frameRef(cx.world, pfn) });
    return 'ok';
  },
};

/** Sets the next order-0 user page, which must be free. */
export const kernelNextFrame: Op<'kernel_next_frame'> = {
  op: 'kernel_next_frame',
  expect: ['EBUSY', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) => {
    const pfn = frameOfDriver(cx.world.map, s.driver);
    const frame = frameRef(cx.world, pfn);
    const { ref, map } = structPage(cx.world, pfn);
    if (ref !== 0 || map !== 0) {
      labelBead(cx, 'next_frame', { frame, free: false });
      return { kind: 'model', bound: 'next frame in use', frame };
    }
    cx.world = { ...cx.world, nextFrame: pfn };
    labelBead(cx, 'next_frame', { frame, free: true });
    return 'ok';
  },
};

/** The driver revokes entries of one mapping. */
export const kernelZap: Op<'kernel_zap'> = {
  op: 'kernel_zap',
  expect: ['EINVAL', 'BUG'],
  gives: 'nothing',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    zapVmaPtes(cx, s.process, findVma(mmOf(cx, s.process), from), from, to);
    return 'ok';
  },
};

function fileMappedAs(cx: Cx, name: string): string | null {
  const base = baseOf(cx, name);
  const vmas = Object.values(cx.world.mms).flatMap((mm) => mm.vmas);
  const vma = vmas.find((v) => v.file !== null && v.start >= base && v.end <= asVpn(base + NAME_PAGES));
  return vma?.file ?? null;
}

/** The driver revokes pages of its file in every process. EINVAL if no mapping of that name has a file. */
export const kernelUnmapMapping: Op<'kernel_unmap_mapping'> = {
  op: 'kernel_unmap_mapping',
  expect: ['EINVAL', 'BUG'],
  gives: 'nothing',
  play: (cx, s) => {
    const file = fileMappedAs(cx, s.name);
    if (file === null) {
      return driverRefuses(cx, 'unmap_mapping', { name: s.name }, 'EINVAL');
    }
    unmapMappingPages(cx, file, s.offset, s.pages ?? Number.MAX_SAFE_INTEGER, s.evenCows);
    return 'ok';
  },
};

/** Whether the driver has a fault handler, so that its answer matters. */
const hasFaultHandler = (cx: Cx, file: string): boolean =>
  Object.values(cx.world.mms).some((mm) => mm.vmas.some((vma) => vma.file === file && hasFault(vma.ops)));

/** The handler answers VM_FAULT_SIGBUS from now on, or works again. EINVAL, from the test driver, without a driver's file. */
function setBlocked(cx: Cx, name: string, blocked: boolean): Ending {
  const key = fileMappedAs(cx, name);
  const file = fileOf(cx.world, key);
  if (key === null || file?.kind !== 'device') {
    return driverRefuses(cx, 'driver', { noFileAs: name, ofDriver: file !== null }, 'EINVAL');
  }
  cx.world = { ...cx.world, files: { ...cx.world.files, [key]: { ...file, blocked } } };
  labelBead(cx, 'driver', { name, blocked, hears: hasFaultHandler(cx, key) });
  return 'ok';
}

export const kernelFaultSigbus: Op<'kernel_fault_sigbus'> = {
  op: 'kernel_fault_sigbus',
  expect: ['EINVAL', 'BUG'],
  gives: 'nothing',
  play: (cx, s) => setBlocked(cx, s.name, true),
};

export const kernelFaultOk: Op<'kernel_fault_ok'> = {
  op: 'kernel_fault_ok',
  expect: ['EINVAL', 'BUG'],
  gives: 'nothing',
  play: (cx, s) => setBlocked(cx, s.name, false),
};
