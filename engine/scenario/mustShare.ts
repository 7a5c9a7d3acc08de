import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'must-share',
    theme: 'The proposal',
    promise: 'A driver may refuse private mappings by itself, in any kernel.',
    witness: { recorded: 'builtin/must-share', machines: KERNELS },
  },
  `
folioscope 1
title A driver that insists on sharing
machines x86_64 arm

say A driver that accepts only shared mappings, and says so at mmap.
ask outcome
A mmap p 2 private rw remap_pfn_range driver+8 must_share
say EINVAL, from the driver itself. This needs no new kernel: vfio-pci does it in Linux 6.12.
ask outcome
A mmap ro 2 private r remap_pfn_range driver+8 must_share
say A private mapping for reading is refused as well.
A mmap s 2 shared rw remap_pfn_range driver+8 must_share
say The same driver, shared: ok.
A write s "x"
say Written in place.
ask s+0 in B: same_frame_as s+0 in A
A fork B
say The child gets the same raw entries.
B read s
say Shared, as the driver wants it: one frame, no copy, no rule that could be fooled.
say What the driver refuses, the kernel never has to tell apart.
`,
);
