import { KERNELS, scenario } from './scenario.ts';

export const mixedSeen = scenario(
  {
    name: 'mixed-seen',
    theme: 'Observers',
    promise: 'The same RAM of a driver, seen by the same observers: a page on one machine, nothing on the other.',
    witness: { recorded: 'observers-mixed-ram', machines: KERNELS },
  },
  `
folioscope 1
title RAM in a mixed mapping, and who sees it
machines arm_lpae arm

A mmap x 4 private rw vmf_insert_mixed driver+8
say These frames are RAM of the driver: they have a struct page, the kernel's record of a page.
ask x+0 in A: vm_normal_page
A read x
say With the bit the entry says that it is raw, and nobody counts it. Without the bit it will be taken for a page, so it is counted as one.
A write x+1
A pagemap x*
ask outcome
A smaps x
say 4 kB with the bit, 8 kB without.
A mincore x*
A folio_walk x
A folio_walk x+1
say The copied page is a page on both.
A follow_pfnmap x
ask outcome
A process_vm_read x
say EFAULT with the bit: there is no page to read from. Without the bit there is one.
A ptrace_read x
A process_vm_read x+1
ask outcome
A ptrace_read x+3
say Nothing was mapped there yet. The driver mapped it for the debugger, on both machines. EIO with the bit: still no page.
`,
);
