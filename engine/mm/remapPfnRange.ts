/** `remap_pfn_range()`, from a driver's mmap handler. Kernel: mm/memory.c. Rules R-IN-4 to R-IN-18. */
import { asPfn, asVpn, VM, type Pfn, type ProcessName, type Refusal, type Vpn } from '../types.ts';
import { bead, below, called, type Cx, KernelBug, within, placeOf, frameRef } from './cx.ts';
import { decide, decidedBy } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { rawProt } from './install.ts';
import { trackPfnRemap } from './pat.ts';
import { lookup, mmOf, setEntry } from './pgtable.ts';
import { changeVma, isCowMapping } from './vma.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly remapPfnRangeTable: typeof remapPfnRangeTable;
    readonly remapPfnRange: typeof remapPfnRange;
  }
}

interface RemapInput {
  readonly cow: boolean;
  readonly whole: boolean;
  /** The what-if switch (R-PR-12). */
  readonly refusePrivate: boolean;
}

export const remapPfnRangeTable: DecisionTable<RemapInput, 'shared' | 'private' | 'EINVAL' | 'removed'> = {
  name: 'remap_pfn_range',
  summary: 'May the driver map these frames here?',
  first: 'cow',
  questions: {
    cow: {
      label: 'is_cow_mapping()?',
      help: 'A private mapping that may become writable will hold copied pages next to raw entries.',
      rules: ['R-IN-6', 'R-IN-8'],
      ask: (i) => i.cow,
      value: (i) => (i.cow ? 'private, may write' : 'shared, or never writable'),
      yes: 'removed_switch',
      no: 'shared',
    },
    removed_switch: {
      label: 'private_pfnmap=refuse?',
      help: 'A switch of this playground: a kernel without private PFN mappings, as the mail thread considers it.',
      rules: ['R-PR-12'],
      ask: (i) => i.refusePrivate,
      value: (i) => (i.refusePrivate ? 'switched on' : 'Linux 6.12 as it is'),
      yes: 'removed',
      no: 'whole',
    },
    whole: {
      label: 'whole VMA?',
      help: 'One vm_pgoff can describe only one run of frames, so a private mapping must be mapped in one piece.',
      rules: ['R-IN-6', 'R-IN-7', 'D-3'],
      ask: (i) => i.whole,
      value: (i) => (i.whole ? 'from vm_start to vm_end' : 'only a part'),
      yes: 'private',
      no: 'EINVAL',
    },
  },
  verdicts: {
    shared: {
      label: 'map, vm_pgoff stays',
      tone: 'go',
      help: 'Any frames anywhere: nothing is copied here.',
      rules: ['R-IN-8'],
    },
    private: {
      label: 'map, vm_pgoff = pfn',
      tone: 'go',
      help: 'vm_pgoff becomes the first frame number, so that the linear rule can recognise raw entries later.',
      rules: ['R-IN-7'],
    },
    EINVAL: {
      label: 'EINVAL',
      tone: 'stop',
      help: 'Refused on every architecture, even where the bit exists.',
      rules: ['R-IN-6'],
    },
    removed: { label: 'EINVAL', tone: 'stop', help: 'As if private PFN mappings did not exist.', rules: ['R-PR-12'] },
  },
};

/** Returns the VMA as the call leaves it, and an error or null. */
export function remapPfnRange(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  at: Vpn,
  pfn: Pfn,
  pages: number,
): { vma: Vma; error: Refusal | null } {
  return within(cx, 'remap_pfn_range', () => {
    const whole = at === vma.start && pages === vma.end - vma.start;
    const input = { cow: isCowMapping(vma.flags), whole, refusePrivate: cx.rules.private_pfnmap === 'refuse' };
    const verdict = decide(cx, cx.linux.remapPfnRangeTable, input, { process, vpn: at });
    if (verdict === 'EINVAL') {
      trackPfnRemap(cx, process, vma, pfn, whole);
      called(cx, 'remap_pfn_range_notrack');
    }
    if (verdict === 'EINVAL' || verdict === 'removed') {
      bead(cx, 'remap_pfn_range', verdict === 'removed' ? { private: 'refused' } : { decided: decidedBy(cx) });
      return { vma, error: 'EINVAL' };
    }
    for (let i = 0; i < pages; i++) {
      const slot = lookup(cx.world, cx.arch, mmOf(cx, process), asVpn(at + i));
      if (slot !== null && !slot.none) throw new KernelBug('remap_pfn_range: entry is not none');
    }
    let mapped = trackPfnRemap(cx, process, vma, pfn, whole);
    mapped = changeVma(cx, process, mapped, {
      flags: mapped.flags | VM.IO | VM.PFNMAP | VM.DONTEXPAND | VM.DONTDUMP, // R-F-8, R-IN-9
      ...(verdict === 'private' ? { pgoff: pfn, pgoffIsPfn: true } : {}),
    });
    below(cx, ['remap_pfn_range_notrack', 'remap_pfn_range_internal'], () => called(cx, 'remap_pte_range'));
    for (let i = 0; i < pages; i++) {
      const frame = asPfn(pfn + i);
      const entry = cx.arch.pte.mk(frame, rawProt(cx, mapped, frame));
      setEntry(cx, process, asVpn(at + i), cx.arch.pte.mkspecial(entry), 'raw');
    }
    bead(cx, 'remap_pfn_range', {
      place: placeOf(cx, at),
      frame: frameRef(cx.world, pfn),
      pages,
      movesPgoff: verdict === 'private',
    });
    return { vma: mapped, error: null };
  });
}
