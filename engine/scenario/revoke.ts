import { KERNELS, scenario } from './scenario.ts';

export default scenario(
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

say A driver's memory can go away when a device is reset or unplugged. After that, no entry may map it.
A mmap v 3 shared rw vmf_insert_pfn driver+16
A read v
A write v+1 "x"
say Two entries of this mapping are filled, the third is not.
A mmap io 3 private rw remap_pfn_range driver+8
A write io+1 "copied"
say Two devices. One mapping is filled by a fault handler. The other was filled at mmap, and one of its pages has been copied.
kernel unmap_mapping v 0 pages 1
say The driver unmaps the first page of its file, wherever it is mapped.
ask outcome
A read v
say The fault handler was called again, and mapped it again. A driver that wants to keep its memory would answer SIGBUS.
ask io+0 in A: frame
kernel unmap_mapping io 0 pages 3
say Nothing happened. remap_pfn_range put a frame number into vm_pgoff of the private mapping, so it is no longer found at offset 0 of the file.
kernel zap io* in A
say zap_vma_ptes goes by address. It removes everything, including the copied page.
ask outcome
A read io
say There is no fault handler: SIGBUS, for good.
A status
say The copied page was freed, so the counter is at zero.
say A raw entry is counted nowhere. To take memory back, a driver must know at which offset, or at which address, it is mapped.
`,
);
