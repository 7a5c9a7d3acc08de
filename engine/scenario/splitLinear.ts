import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'split-linear',
    theme: 'Moving and unmapping',
    promise: 'A hole in the middle of a private PFN mapping: both halves still know their raw entries.',
    witness: { recorded: 'builtin/split-linear', machines: KERNELS },
  },
  `
folioscope 1
title A hole in the middle: the rule survives
machines x86_64 arm

say The linear rule assumes one contiguous run of frames. What if a piece is cut out?
A mmap io 6 private rw remap_pfn_range driver+8
A write io+4
say The fifth page is a copy now.
A munmap io+1
say The hole splits the mapping in two. The second begins two pages later, so its vm_pgoff is two higher: driver+10.
ask io+2 in A: vm_normal_page
A write io+3
say Page 2 is still raw: its frame is the one that the rule expects. Page 3 is copied now.
ask outcome
A read io+1
say SIGSEGV: there is no mapping in the hole.
A fork B
say Both mappings are copied, each with its own vm_pgoff.
ask io+5 in B: vm_normal_page
B write io+5
say B's copy is a fresh frame, not the one that the rule expects. So both machines recognise it as a page.
B exit
say B's copies are released, raw entries are only cleared.
A read io+4
say A still has its copy.
A munmap io*
say munmap skips the hole, and the counters are back at zero.
say Each piece carries its own first frame number, so the rule holds in every piece.
`,
);
