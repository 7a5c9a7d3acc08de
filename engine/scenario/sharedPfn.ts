import { scenario } from './scenario.ts';

export const sharedPfn = scenario(
  {
    name: 'shared-pfn',
    theme: 'The special bit',
    promise: 'Shared, nothing is ever copied: every entry is raw, and no rule is needed.',
    witness: { none: 'Written as a lesson, close to the recorded program pfnmap-shared-ram.' },
  },
  `
folioscope 1
title A shared PFN mapping: nothing is ever copied
machines x86_64 arm

say The same driver, but the mapping is shared. This is what drivers should ask for.
A mmap io 3 shared rw remap_pfn_range driver+8
say The entries are writable at once, and vm_pgoff stays 0: no linear rule is needed where nothing is copied.
A read io+0
A write io+1 "seen by all"
A fork B
B read io+1
ask io+1 in B: same_frame_as io+1 in A
B write io+1 "by B"
A read io+1
say A sees what B wrote. The frame is RAM of the driver, yet nobody counts it: its refcount is the driver's own.
A smaps io
A gup io+1
say GUP refuses the whole mapping by its flag.
B exit
A munmap io*
`,
);
