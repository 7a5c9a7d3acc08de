import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'selftest-pfnmap',
    theme: 'Questions from the field',
    promise: 'What the kernel’s own test of PFN mappings expects, check by check.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. Real kernels were recorded doing the same in hand/madvise-pfnmap-shared, hand/mremap-pfnmap-shared and hand/pfnmap-devmem-shared.',
    },
    words: [
      'pfnmap selftest',
      'pfnmap.c',
      'tools/testing/selftests/mm',
      'kselftest',
      'selftests/mm',
      '/dev/mem',
      'MADV_COLD EINVAL',
      'mremap growing',
      'MADV_DONTNEED_LOCKED',
      'MADV_PAGEOUT',
      'MADV_WIPEONFORK',
    ],
  },
  `
folioscope 1
title The kernel's own checks of PFN mappings
machines x86_64 arm

say The kernel's self-tests map two pages of /dev/mem and make 19 checks: tools/testing/selftests/mm/pfnmap.c, of 2025.
A mmap m 2 shared r devmem mmio+0
ask outcome
A madvise m* dontneed
say Eight pieces of advice, all refused with EINVAL. What was dropped could not be faulted in again.
A madvise m* dontneed_locked
A madvise m* free
A madvise m* wipeonfork
A madvise m* cold
A madvise m* pageout
A madvise m* populate_read
A madvise m* populate_write
A munmap m+1
say A part may be unmapped. The rest still works.
A read m
A mmap n 2 shared r devmem mmio+0
A mremap n* to moved
say It may be moved, with its entries.
A read moved
A mremap moved* pages 1
say It may shrink.
ask outcome
A mremap moved pages 2
say It may not grow: VM_DONTEXPAND, and nothing could fill the new page. EFAULT.
A mprotect moved none
A read moved
say PROT_NONE forbids, and the entry keeps its frame.
A mprotect moved r
A read moved
A fork B
say Entries are copied at fork: no fault could bring them back.
B read moved
`,
);
