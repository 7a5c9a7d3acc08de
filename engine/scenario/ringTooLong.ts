import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'ring-too-long',
    theme: 'Questions from the field',
    promise: 'A driver inserts more pages than the mapping has: EFAULT, and nothing stays mapped.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. Real kernels were recorded inserting fewer pages in hand3/insert-fewer.',
    },
    words: ['vm_insert_pages', 'io_uring', 'liburing', 'io_uring_queue_init', 'IORING_OFF_SQ_RING', 'vm_map_pages'],
  },
  `
folioscope 1
title More pages than the mapping has
machines x86_64 arm

say A ring of two pages, and a program that maps only the first. The driver inserts all of its pages with vm_insert_pages.
ask outcome
A mmap ring 1 shared rw vm_insert_page driver+0 pages 2
say The second page has no address in the mapping: EFAULT, and the mmap fails. remap_pfn_range did not look at the end of a shared mapping, so the same program used to work.
ask ring+0 in A: refcount
A mmap ring 2 shared rw vm_insert_page driver+0 pages 2
A write ring+1 "entry"
say Mapped whole, both pages are there, and counted.
`,
);
