/**
 * Kernel: mm/vma.c (`do_vmi_munmap`), mm/mmap.c (`exit_mmap`), kernel/fork.c (`check_mm`). Rules R-VM-1, R-VM-2,
 * R-ZP-7, R-ZP-10, R-MR-2.
 */
import { asVpn, RSS_KINDS, VM, type ProcessName, type Vpn } from '../types.ts';
import { bead, log, note, within, type Cx, placeOf, rangeOf } from './cx.ts';
import { untrackPfn } from './pat.ts';
import { freePgd, freeTables, mmOf } from './pgtable.ts';
import { dropUnmappedFiles } from './files.ts';
import { isolate, replaceVmas } from './vma.ts';
import { gather } from './zap.ts';

/** `do_vmi_munmap()` */
export function unmapRange(cx: Cx, process: ProcessName, from: Vpn, to: Vpn): void {
  within(cx, 'do_vmi_munmap', () => {
    const vmas = isolate(cx, process, from, to);
    if (vmas.length === 0) {
      bead(cx, 'do_vmi_munmap', { place: placeOf(cx, from) });
      return;
    }
    const gone = gather(cx, () =>
      vmas.map((vma) => {
        let untracked = vma;
        within(cx, 'unmap_single_vma', () => {
          // R-RD-7: legitimate. The cache mode's reservation belongs to the whole VMA.
          if ((vma.flags & VM.PFNMAP) !== 0) untracked = untrackPfn(cx, process, vma); // R-RD-7
          cx.linux.zapRange(cx, process, untracked, vma.start, vma.end);
        });
        return untracked;
      }),
    );
    replaceVmas(cx, process, gone, []);
    freeTables(cx, process, from, to);
    dropUnmappedFiles(cx);
    bead(cx, 'do_vmi_munmap', { process, range: rangeOf(cx, from, to) });
  });
}

/** `exit_mmap()` and `check_mm()`, which reports nonzero counters (R-ZP-10). */
export function exitMm(cx: Cx, process: ProcessName): void {
  within(cx, 'exit_mmap', () => {
    gather(cx, () => {
      for (const vma of mmOf(cx, process).vmas) {
        within(cx, 'unmap_single_vma', () => {
          const untracked = (vma.flags & VM.PFNMAP) !== 0 ? untrackPfn(cx, process, vma) : vma; // R-RD-7
          cx.linux.zapRange(cx, process, untracked, vma.start, vma.end);
        });
      }
    });
    const mm = mmOf(cx, process);
    replaceVmas(cx, process, mm.vmas, []);
    freeTables(cx, process, asVpn(0), asVpn(2 ** 40));
    freePgd(cx, process);
    for (const counter of RSS_KINDS) {
      if (mm.rss[counter] !== 0) log(cx, { kind: 'bad_rss_counter', counter, pages: mm.rss[counter] });
    }
    const { [process]: _gone, ...mms } = cx.world.mms;
    cx.world = { ...cx.world, mms };
    note(cx, { kind: 'process', process, born: false });
    dropUnmappedFiles(cx);
    bead(cx, 'exit_mmap', { process });
  });
}
