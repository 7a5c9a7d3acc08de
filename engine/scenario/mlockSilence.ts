import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'mlock-silence',
    theme: 'Moving and unmapping',
    promise: 'mlock returns ok and does nothing: no hint that a device mapping was not locked.',
    witness: { recorded: 'builtin/mlock-silence', machines: KERNELS },
  },
  `
folioscope 1
title mlock says ok and does nothing
machines x86_64 arm

say mlock promises that pages stay in memory. What can it promise for frames that are not pages?
A mmap io 2 private rw remap_pfn_range driver+8
ask outcome
A mlock io*
say ok, but the mapping did not get VM_LOCKED: mlock skips PFN mappings silently.
A write io+1
say An ordinary page now, but not locked: the mapping was skipped, and is not considered again.
A mmap x 2 private rw vmf_insert_mixed driver+8
say This driver maps its frames on demand, in a mapping that may hold pages and raw entries.
ask x+0 in A: frame
A mlock x*
say A mixed mapping is not locked either, but it is populated. As it is private and writable, it is populated with copies.
A mmap v 2 shared rw vmf_insert_pfn mmio+8
say Now a PFN mapping that is filled on demand.
A mlock v*
say A PFN mapping is not even populated.
A mmap f 2 shared rw file notes
say And a file, for comparison.
A mlock f*
say A file is what mlock is made for: VM_LOCKED is set, and both pages are mapped.
ask outcome
A madvise f* dontneed
say EINVAL: locked pages may not be dropped.
say ok is not a promise: the flags of the mapping say whether pages are locked.
`,
);
