import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'fork-refused',
    theme: 'Fork',
    promise: 'One write to the first page, and x86 can no longer fork. The other machines can.',
    witness: { recorded: 'builtin/fork-refused', machines: KERNELS },
  },
  `
folioscope 1
title The fork that x86 refuses
machines x86_64 arm_lpae arm

say A driver's private mapping, forked after a write. Will it work everywhere?
A mmap io 2 private rw remap_pfn_range driver+8
say x86 keeps track of the cache mode of such memory. The flag VM_PAT marks a mapping whose cache mode was checked.
A write io
say The first page is now a copy. A was allowed to do that.
ask outcome
A fork B
say For the child, x86 must check the range once more, and it reads the cache mode from the first entry. That entry is no longer raw, so fork fails with ENOMEM. The arm machines do not track it.
ask io+0 in A: frame
A write io
say Where fork failed, the page is still A's own. Where fork worked, A shares it with B and must copy.
A munmap io*
say Nothing is printed. Older kernels looked for the reserved range through the first entry, which is a copy now, and untrack_pfn warned on x86. 6.12 takes the frame number from vm_pgoff.
say Where the fork worked, B still has its pages. x86 refused although it has the bit: it needed a raw first entry to read the cache mode from.
`,
);
