import { KERNELS, scenario } from './scenario.ts';

export const useAfterFree = scenario(
  {
    name: 'use-after-free',
    theme: 'Drivers',
    promise: 'A raw entry keeps nothing alive: it goes on showing a frame that belongs to somebody else by now.',
    witness: { recorded: 'collision-use-after-free', machines: KERNELS },
  },
  `
folioscope 1
title A raw entry outlives its frame
machines x86_64 arm

A mmap io 2 private rw remap_pfn_range driver+8
A mmap m 1 private rw anon
ask io+1 in A: refcount
kernel free driver+9
say The driver frees a frame that is still mapped. A raw entry holds no reference, so nothing stops the driver.
kernel next_frame driver+9
A write m "secret"
say The frame is handed out again, as private memory. It could have gone to any process.
ask outcome
A read io+1
say The raw entry still shows it, whoever owns it.
A folio_walk m
ask io+1 in A: vm_normal_page
A folio_walk io+1
say One frame, two entries, two answers, and both are right: the first maps a page, the second is a raw view that is not counted.
A write m "changed"
A read io+1
A munmap io*
A munmap m*
A exit
say Every counter is at zero, on both machines. The kernel never noticed. A driver must take its entries back before it frees.
`,
);
