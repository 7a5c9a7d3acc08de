import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'partial-remap',
    theme: 'The special bit',
    promise: 'A private remap must cover the whole mapping, even on the machine that does not need it to.',
    witness: { recorded: 'builtin/partial-remap', machines: KERNELS },
  },
  `
folioscope 1
title Half a mapping: why a private remap must cover it all
machines x86_64 arm

say A driver that maps only the first half of a private mapping.
ask outcome
A mmap half 4 private rw remap_pfn_range driver+8 pages 2
say EINVAL, on both machines. One vm_pgoff could not describe such a mapping, and the machine with the bit pays for the one without.
A mmap ro 4 private r remap_pfn_range driver+8 pages 2
say Read-only does not help: mprotect could make it writable later.
A mmap both 4 shared rw remap_pfn_range driver+8 pages 2
say Shared is fine: nothing is copied there, so any frame may be anywhere.
A write both+1 "ok"
say The first half works like any shared driver memory.
A read both+3
say Nothing was mapped there, and there is no handler to map it: SIGBUS.
A mmap zig 4 shared rw remap_pfn_range driver+10 pages 2 then remap_pfn_range driver+8 pages 2 to 2
say Two calls, each for one half, and the frames are not in order. Allowed, for the same reason.
A write zig+0 "ten"
A read zig+2
say The third page maps frame 8 of the driver. When shared, any frame may be anywhere. When private, the mapping must be one contiguous run, from its first page to its last.
`,
);
