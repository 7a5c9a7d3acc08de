import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'swapped-halves',
    theme: 'The special bit',
    promise: 'Two calls to remap_pfn_range, the halves swapped: refused when private, fine when shared.',
    witness: { recorded: 'builtin/swapped-halves', machines: KERNELS },
  },
  `
folioscope 1
title Swapped halves: frames in another order
machines x86_64 arm

say A driver fills four pages with two calls, and puts the later frames first. vm_pgoff can hold only one first frame.
ask outcome
A mmap a 4 private rw remap_pfn_range driver+10 pages 2 then remap_pfn_range driver+8 pages 2 to 2
say EINVAL on both. A private mapping must be one contiguous run of frames: without the bit, that run is all that tells a raw entry from a copy.
A mmap b 4 shared rw remap_pfn_range driver+10 pages 2 then remap_pfn_range driver+8 pages 2 to 2
say When shared, any order will do. Nothing is ever copied here, so every entry is raw.
A write b
say Written in place, to frame 10 of the driver.
ask outcome
A read b+2
say The third page maps the driver's frame 8, as the driver intended.
A mprotect b* r
say The permission changes, the frames stay.
A mprotect b* rw
say The entries are writable again at once: there is nothing to copy first.
ask b+2 in B: same_frame_as b+2 in A
A fork B
say Raw entries are copied into the child, because no fault could bring them back.
B write b+2
say B writes to the same frame as A would.
B exit
A munmap b*
say Nothing was counted, so nothing is released.
say The order of frames matters only where a copy may sit between them: in private mappings.
`,
);
