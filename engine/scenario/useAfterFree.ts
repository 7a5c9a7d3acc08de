import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'use-after-free',
    theme: 'Drivers',
    promise: 'A raw entry keeps nothing alive: it keeps mapping a frame that now belongs to somebody else.',
    witness: { recorded: 'builtin/use-after-free', machines: KERNELS },
  },
  `
folioscope 1
title A raw entry outlives its frame
machines x86_64 arm

say A driver maps two frames, and then forgets that it did.
A mmap io 2 private rw remap_pfn_range driver+8
A mmap m 1 private rw anon
say This memory has nothing to do with the driver.
ask io+1 in A: refcount
kernel free driver+9
say The driver frees a frame that is still mapped. A raw entry holds no reference, so nothing stops the driver.
kernel next_frame driver+9
say By bad luck, that frame is the next to be handed out.
A write m "secret"
say The frame is handed out again, as private memory. It could have gone to any process.
ask outcome
A read io+1
say The raw entry still maps it, whoever owns it.
A folio_walk m
say Asked about the owner's entry: a page.
ask io+1 in A: vm_normal_page
A folio_walk io+1
say One frame, two entries, two answers, and both are right: the first maps a page, the second is a raw view that is not counted.
A write m "changed"
say The owner writes.
A read io+1
say And the raw entry shows that too.
A munmap io*
say The raw entries go and release nothing, because they held nothing.
A munmap m*
say The page is released once, by the entry that was counted.
A exit
say Every counter is at zero, on both machines. The kernel never noticed. A driver must remove its entries before it frees the frame.
`,
);
