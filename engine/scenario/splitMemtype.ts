import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'split-memtype',
    theme: 'Questions from the field',
    promise: 'One page of a BAR gets other permissions, and x86 no longer finds what it reserved.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. An x86-64 kernel was recorded printing the same line in hand/pfnmap-devmem-shared.',
    },
    words: [
      'freeing invalid memtype',
      'x86/PAT',
      'memtype',
      'VM_PAT',
      'PAT',
      'split',
      'reserve_memtype',
      'untrack_pfn',
      'pat_memtype_list',
    ],
  },
  `
folioscope 1
title x86/PAT: freeing invalid memtype
machines x86_64 arm

say A program maps two pages of a BAR. x86 reserves the cache mode of the range, as one piece.
A mmap bar 2 shared r remap_pfn_range mmio+0
A mprotect bar+0 rw
say The mapping is split in two. The reservation is not.
ask log
A munmap bar*
say Each half gives its own range back. The first matches no reservation, and the kernel says so. The second shortens the reservation from its end, and the rest stays reserved. Linux 6.16 no longer does this. Other machines keep no such book.
`,
);
