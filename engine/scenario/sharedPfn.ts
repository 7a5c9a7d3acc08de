import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'shared-pfn',
    theme: 'The special bit',
    promise: 'When shared, nothing is ever copied: every entry is raw, and no rule is needed.',
    witness: { recorded: 'builtin/shared-pfn', machines: KERNELS },
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
say Written in place. There is nothing to copy: whoever shares the mapping is meant to see this.
A fork B
say B gets the same raw entries, and with them the same frames.
B read io+1
ask io+1 in B: same_frame_as io+1 in A
B write io+1 "by B"
say Still the same frame: no write leads to a copy here.
A read io+1
say A sees what B wrote. The frame is RAM of the driver, yet nobody counts it: its refcount is the driver's own.
A smaps io
say smaps asks vm_normal_page about each entry and finds no page to count: 0 kB.
A gup io+1
say GUP refuses the whole mapping because of its flag.
say get_user_pages is what drivers use to get hold of pages. What kind of frame it is does not matter here: the flag alone decides.
B exit
A munmap io*
say Nothing was counted, so nothing is released. Where nothing is ever copied, no entry can be taken for what it is not.
`,
);
