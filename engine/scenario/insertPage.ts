import { KERNELS, scenario } from './scenario.ts';

export const insertPage = scenario(
  {
    name: 'insert-page',
    theme: 'Drivers',
    promise:
      'A driver hands out real pages: they are counted, copied and dropped like pages of a file, but do not come back.',
    witness: { recorded: 'builtin/insert-page', machines: KERNELS },
  },
  `
folioscope 1
title vm_insert_page: pages of a driver, counted
machines x86_64 arm

say A driver that shares pages of its own, and lets the kernel count them.
ask x+0 in A: refcount
A mmap x 4 private rw vm_insert_page driver+8
say Real pages, put in one by one. Each is counted: one reference is the driver's, one is the entry's. No special bit is needed.
A read x
say The entry was filled at mmap, so there is no fault.
ask x+0 in A: frame
A write x "mine"
say A private write copies, and the driver's page loses the entry's reference.
A write x+1
say A second copy, of the second page.
A read x+2
say The third page is only read, and stays the driver's.
A fork B
say Copies are shared, read-only for both. The driver's pages gain a mapping and a reference each.
B write x
say B wrote first, so B copied. A is alone with the old copy.
B write x+2
say A write to the driver's page copies, as it does in any private mapping.
B exit
say B gives back what it held: copies and pages of the driver alike.
ask x+0 in A: frame
A write x
say One reference is left, so A takes the page over.
A madvise x dontneed
say The entry is dropped. A page of a file would come back at the next read.
ask outcome
A read x
say This page does not: the driver put it there once, at mmap, and has no fault handler. SIGBUS.
A munmap x*
say Everything is counted, so both machines recognise a page in every entry, and nothing has to be guessed.
`,
);
