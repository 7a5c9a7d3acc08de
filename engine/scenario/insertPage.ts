import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'insert-page',
    theme: 'Drivers',
    promise:
      'A driver hands out real pages: they are counted, copied and dropped like file pages, but do not come back.',
    witness: { recorded: 'builtin/insert-page', machines: KERNELS },
  },
  `
folioscope 1
title vm_insert_page: a driver's pages, counted
machines x86_64 arm

say A driver that shares pages of its own, and lets the kernel count them.
ask x+0 in A: refcount
A mmap x 4 private rw vm_insert_page driver+8
say Real pages, inserted one by one. Each is counted: one reference is the driver's, one is the entry's. No special bit is needed.
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
say B wrote first, so B copied. A has the old copy to itself.
B write x+2
say A write to the driver's page copies, as it does in any private mapping.
B exit
say B releases what it held, copies and the driver's pages alike.
ask x+0 in A: frame
A write x
say One reference is left, so A takes over the page.
A madvise x dontneed
say The entry is dropped. A file page would come back on the next read.
ask outcome
A read x
say This page does not: the driver inserted it once, at mmap, and has no fault handler. SIGBUS.
A munmap x*
say Everything is counted, so both machines recognise a page in every entry, and nothing has to be guessed.
`,
);
