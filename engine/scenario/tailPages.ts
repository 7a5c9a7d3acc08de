import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'tail-pages',
    theme: 'Questions from the field',
    promise: 'A fault handler must not return a page that nobody counts; as a raw entry it can be mapped.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. Real kernels were recorded doing the same in hand2/page-free and hand/pfnmap-fault.',
    },
    words: [
      'tail page',
      'tail pages',
      'compound page',
      '__GFP_COMP',
      'refcount',
      'get_page',
      'vmf_insert_pfn',
      'udmabuf',
      'alloc_pages',
      'higher-order allocation',
      'dma_alloc_coherent',
      'split_page',
      'bad page state',
      'fault handler',
    ],
  },
  `
folioscope 1
title A fault handler and a page that nobody counts
machines x86_64 arm

say A driver's fault handler may return a page: the kernel then expects a reference to come with it, and gives one back at munmap.
A mmap s 2 shared rw vmf_page driver+8
A read s
say This frame is counted: one reference is the driver's, one is the entry's.
kernel free driver+9
say Frame 9 has no references now. So have the tail pages of a block that was allocated without __GFP_COMP.
ask outcome
A read s+1
say SIGBUS is an answer of this driver, which looks before it takes a reference. A driver that does not look calls get_page on zero: a BUG in a debug kernel, and elsewhere munmap frees the page under its owner.
A mmap r 2 shared rw vmf_insert_pfn driver+8
say The remedy: vmf_insert_pfn counts nothing, neither now nor at munmap.
ask outcome
A read r+1
say Mapped raw. The driver alone must keep the memory for as long as it is mapped.
ask r+1 in A: vm_normal_page
A munmap s*
say Either each page has a reference of its own, or the entry must be raw.
`,
);
