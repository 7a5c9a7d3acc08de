import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'end-of-file',
    theme: 'Everyday memory',
    promise: 'A mapping may reach past the end of its file, but an access there may not.',
    witness: { recorded: 'builtin/end-of-file', machines: KERNELS },
  },
  `
folioscope 1
title Past the end of the file: SIGBUS
machines x86_64 arm

say A mapping is only about addresses. Whether the file has a page behind each of them shows only on access.
A mmap f 4 shared rw file notes+6
say The file has 8 pages and the mapping begins at page 6. Its last two pages lie past the end.
ask outcome
A read f+1
say Page 7 is the last page of the file. Page 6 was mapped along with it.
ask outcome
A read f+2
say The address belongs to a mapping, but the file has no such page: SIGBUS.
A write f+2
say Writing does not extend the file: SIGBUS again.
A gup f+3
say A kernel function that asks for the page gets EFAULT, for the same reason.
A mincore f*
say mincore reports which pages are in memory: the first two.
A mmap p 4 private rw file notes+6
say A private mapping has the same end: a copy needs something to copy.
ask outcome
A write p+3
say There is nothing to copy at page 9: SIGBUS.
A write p+1
say Page 7 exists, so it is copied, and A writes its copy.
say SIGSEGV: no mapping allows the access. SIGBUS: a mapping allows it, but there is no page behind the address.
`,
);
