/** fork(2). Kernel: kernel/fork.c (`dup_mmap`), mm/memory.c. Rules R-FK-1 to R-FK-11, R-PR-22. */
import { VM, type ProcessName } from '../types.ts';
import { bead, called, type Cx, note, within, placeOf } from '../mm/cx.ts';
import { vmaNeedsCopy } from '../mm/copyPageRange.ts';
import { trackPfnCopy } from '../mm/pat.ts';
import { allocPgd, mmOf } from '../mm/pgtable.ts';
import { exitMm } from '../mm/unmap.ts';
import { changeVma, replaceVmas } from '../mm/vma.ts';
import type { Vma } from '../mm/world.ts';
import type { Op } from './op.ts';

/** `dup_mmap()`: false if the child's mappings cannot be made. */
const dupMmap = (cx: Cx, actor: ProcessName, child: ProcessName): boolean =>
  within(cx, 'dup_mmap', () => {
    const pgd = allocPgd(cx, child);
    const rss = { file: 0, anon: 0, shmem: 0 };
    const mm = { name: child, parent: actor, pgd, vmas: [], rss, everPinned: false };
    cx.world = { ...cx.world, mms: { ...cx.world.mms, [child]: mm } };
    note(cx, { kind: 'process', process: child, born: true });
    for (const vma of mmOf(cx, actor).vmas) {
      const place = placeOf(cx, vma.start);
      if ((vma.flags & VM.DONTCOPY) !== 0) {
        bead(cx, 'dup_mmap', { place, child, because: 'VM_DONTCOPY' });
        continue;
      }
      const wipe = (vma.flags & VM.WIPEONFORK) !== 0;
      let copy: Vma = {
        ...vma,
        flags: vma.flags & ~(VM.LOCKED | VM.LOCKONFAULT | VM.PAT),
        ...(wipe || vma.anonVma === null
          ? { anonVma: null, anonChain: 0 }
          : // The child's pages may belong to the parent's anon_vma and its own: a chain of several links.
            { anonVma: cx.world.nextAnonVma, anonChain: vma.anonChain + 1 }),
      };
      if (copy.anonVma !== null) cx.world = { ...cx.world, nextAnonVma: cx.world.nextAnonVma + 1 };
      replaceVmas(cx, child, [], [copy]);
      if (wipe || !vmaNeedsCopy(vma)) {
        bead(cx, 'dup_mmap', { place, child, because: wipe ? 'VM_WIPEONFORK' : 'faults refill it' });
        continue;
      }
      const tracked = within(cx, 'copy_page_range', () => {
        called(cx, 'vma_needs_copy');
        if (trackPfnCopy(cx, actor, vma)) return true;
        bead(cx, 'track_pfn_copy', { place });
        return false;
      });
      if (!tracked) return false;
      if ((vma.flags & VM.PAT) !== 0) copy = changeVma(cx, child, copy, { flags: copy.flags | VM.PAT });
      cx.linux.copyPageRange(cx, actor, child, vma, copy);
    }
    bead(cx, 'dup_mmap', { child, parent: actor });
    return true;
  });

export const fork: Op<'fork'> = {
  op: 'fork',
  expect: ['EAGAIN', 'EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, { actor, child }) =>
    within(cx, 'dup_mm', () => {
      if (dupMmap(cx, actor, child)) return 'ok';
      exitMm(cx, child);
      return 'ENOMEM';
    }),
};
