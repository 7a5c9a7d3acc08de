import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'dont-fork',
    theme: 'Questions from the field',
    promise: 'Memory that is not inherited: the child has no mapping there, and no page either.',
    witness: { recorded: 'hand/fork-dontfork', machines: KERNELS },
    words: ['MADV_DONTFORK', 'MADV_DOFORK', 'VM_DONTCOPY', 'Segmentation fault', 'ibv_fork_init', 'RDMAV_FORK_SAFE'],
  },
  `
folioscope 1
title MADV_DONTFORK: the child crashes
machines x86_64 arm

say A library keeps its pinned buffers from being shared at fork by MADV_DONTFORK.
A mmap m 2 private rw anon
A write m
A madvise m* dontfork
A fork B
say The mapping has VM_DONTCOPY, so B has no mapping at these addresses.
ask outcome
B read m
say SIGSEGV, “Segmentation fault”: there is nothing there, not even zeroes.
A write m
say A never shared the page, so nothing is copied, and a device would still see A's writes.
A madvise m* dofork
A fork C
ask outcome
C read m
say After MADV_DOFORK the next child inherits it as usual.
`,
);
