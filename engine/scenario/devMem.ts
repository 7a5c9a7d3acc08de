import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'dev-mem',
    theme: 'Drivers',
    promise: '/dev/mem, mapped privately: who can still look inside, and who cannot, differs from machine to machine.',
    witness: { recorded: 'builtin/dev-mem', machines: KERNELS },
  },
  `
folioscope 1
title /dev/mem: physical memory by address
machines x86_64 arm_lpae arm

say /dev/mem shows physical memory as a file. A maps four frames of a device, privately.
A mmap dev 4 private rw devmem mmio+8
say The offset given to mmap, in pages, is the frame number itself, so the linear rule holds from the start. This memory has no struct page.
A read dev
say The device answers. There is no fault, because mmap filled all entries.
A write dev+1
say Copied on write: an ordinary page between raw entries.
ask outcome
A ptrace_read dev
say get_user_pages refuses the mapping. On x86, /dev/mem then offers debuggers a way of its own, by physical address. The arm kernels are built without it: EIO.
ask outcome
A ptrace_read dev+1
say The copy cannot be read that way: x86 refuses to map RAM as if it were a device, and warns.
A process_vm_read dev+1
say For another process there is no page: get_user_pages refuses the mapping, even for copies.
ask outcome
A pin dev+1 fast
say The fast walk looks at the entry alone, and takes the copy where it can tell that the entry is not raw.
A munmap dev
say The mapping now begins one page later, and its vm_pgoff is one higher: the linear rule still holds.
A write dev+2
say Raw until now, so it is copied like the first.
A munmap dev*
say The two copies are freed; the raw entry is only cleared. By flags, by physical address, by entry: each way of looking sees something different.
`,
);
