import { KERNELS, scenario } from './scenario.ts';

export const insertPage = scenario(
  {
    name: 'insert-page',
    theme: 'Drivers',
    promise:
      'A driver hands out real pages: they are counted, copied and dropped like pages of a file, but do not come back.',
    witness: { recorded: 'mixedmap-insert-private', machines: KERNELS },
  },
  `
folioscope 1
title vm_insert_page: pages of a driver, counted
machines x86_64 arm

ask x+0 in A: refcount
A mmap x 4 private rw vm_insert_page driver+8
say Real pages, put in one by one. Each is counted: one reference is the driver's, one is the entry's. No special bit is needed.
A read x
ask x+0 in A: frame
A write x "mine"
say A private write copies, and the driver's page loses the entry's reference.
A write x+1
A read x+2
A fork B
B write x
say B wrote first, so B copied. A is alone with the old copy.
B write x+2
B exit
ask x+0 in A: frame
A write x
say One reference is left, so A takes the page over.
A madvise x dontneed
say The entry is dropped. A page of a file would come back at the next read.
ask outcome
A read x
say This page does not: the driver put it there once, at mmap, and has no fault handler. SIGBUS.
A munmap x*
`,
);
