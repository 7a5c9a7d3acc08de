import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'huge-pfn',
    theme: 'Drivers',
    promise:
      'One entry for 512 pages of a driver: what reads it, what splits it, and what the smaller machine does instead.',
    witness: { recorded: 'builtin/huge-pfn', machines: KERNELS },
  },
  `
folioscope 1
title One raw entry for 512 pages
machines x86_64 arm_lpae

say A large piece of device memory needs many entries, or a single one further up.
A mmap h 512 shared rw vmf_insert_pfn_pmd driver+512
say 512 pages, aligned. Where the architecture allows it, a driver may map them with one entry, one level up.
A read h
say x86 now has one huge raw entry. 6.12 has no such entries on 32-bit arm, so the driver maps a single page there.
ask outcome
A follow_pfnmap h+5
say Every page inside the huge entry has its own frame. On arm_lpae, this page is not mapped yet: EINVAL.
A gup h+5 fast
A gup h
say Neither the fast path nor the slow path returns a page.
A write h+3 "x"
say x86 writes through its huge entry. arm_lpae maps this page now.
A fork B
say Raw entries are copied into the child, huge or small.
B read h+3
say B sees it too.
B write h+3 "y"
say B writes to the same frame.
B exit
say Nothing was counted, so nothing is released.
A read h+3
say Shared memory: A reads what B wrote.
A pagemap h+0..3
A mincore h+0..3
A smaps h
say On x86, 2 MB of the driver's memory is mapped. None of the three counts a byte of it.
ask h+3 in A: frame
A mprotect h+4 r
say The change cuts through the huge entry. A raw one is not split: it is cleared, and the driver will be asked again.
A read h+5
say This time it is a single page on x86 too.
A munmap h+0
say This driver maps on demand, so a raw entry, huge or small, can be dropped at any time and mapped again.
`,
);
