import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'fault-around',
    theme: 'Everyday memory',
    promise: 'One read fills six entries; one write fills one.',
    witness: { recorded: 'builtin/fault-around', machines: KERNELS },
  },
  `
folioscope 1
title Fault-around: one read, six entries
machines x86_64 arm

say Each fault costs time. The kernel avoids faults where it can.
A mmap f 6 private r file notes
say Six pages of a file that is already in memory. No entry points to them yet.
ask f+5 in A: frame
A read f+3
say One page was read and six entries were filled. A read fault also maps the neighbours, if they are in memory, to avoid later faults.
A pagemap f*
say pagemap shows all six, each mapped once.
A mmap g 6 private rw file notes
say The same file again, private and writable, at another address.
A write g+3
say A private write maps one page only: a copy of its own.
ask g+3 in A: frame
A read g+4
say The neighbours were mapped again, but the copy stayed: a filled entry is left alone.
ask g+4 in A: mapcount
A pagemap g*
say Five pages of the file, each mapped by two entries now, and one anonymous page of A's own.
say A read maps its neighbours too, because nothing is lost by it. A write maps its own page alone.
`,
);
