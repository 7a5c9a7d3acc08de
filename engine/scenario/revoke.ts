import { KERNELS, scenario } from './scenario.ts';

export const revoke = scenario(
  {
    name: 'revoke',
    theme: 'Drivers',
    promise: 'A driver takes its memory back: by file offset, which can miss, and by address.',
    witness: { recorded: 'builtin/revoke', machines: KERNELS },
  },
  `
folioscope 1
title A driver takes its memory back
machines x86_64 arm

say The memory of a driver can go away: a device is reset or unplugged. Then no entry may go on showing it.
A mmap v 3 shared rw vmf_insert_pfn driver+16
A read v
A write v+1 "x"
say Two entries of this mapping are filled, the third is not.
A mmap io 3 private rw remap_pfn_range driver+8
A write io+1 "copied"
say Two devices. One is filled by a fault handler. The other was filled at mmap, and one of its pages has been copied.
kernel unmap_mapping v 0 pages 1
say The driver unmaps the first page of its file, wherever it is mapped.
ask outcome
A read v
say The fault handler was asked again, and mapped it again. A driver that wants to keep it would answer SIGBUS.
ask io+0 in A: frame
kernel unmap_mapping io 0 pages 3
say Nothing happened. remap_pfn_range put a frame number into vm_pgoff of the private mapping. At offset 0 of the file nobody finds it any more.
kernel zap io* in A
say zap_vma_ptes goes by address. It takes everything, the copied page too.
ask outcome
A read io
say There is no fault handler: SIGBUS, for good.
A status
say The copied page was given back, so the counter is at zero.
say A raw entry is counted nowhere. To take memory back, a driver must know under which offset, or at which address, it is mapped.
`,
);
