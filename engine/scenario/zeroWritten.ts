import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'zero-written',
    theme: 'Findings about Linux',
    promise: 'A driver allows a write to the zero page, and fresh memory is no longer empty for anybody.',
    witness: { recorded: 'hand3/mkwrite-zero-write', machines: KERNELS },
  },
  `
folioscope 1
title The zero page, written
machines x86_64 arm

say A driver maps the zero page, shared and writable. Since 6.12 that is allowed if the driver has pfn_mkwrite and VM_IO, because pfn_mkwrite is expected to put another page there before the first write.
A mmap y 1 shared rw vmf_insert_mixed zero vm_io pfn_mkwrite
A read y
say Read, it is the zero page: empty, never counted, and read-only so far.
ask y+0 in A: writable
A write y "oops"
say This driver's pfn_mkwrite merely allows the write. The entry becomes writable, and the write lands in the page that stands for all fresh memory. A kernel built for debugging warns once, in wp_page_reuse.
A mmap m 1 private rw anon
ask outcome
A read m
say Fresh anonymous memory says "oops". Every process on the machine would read the same.
A write m
say Only a write gives A a page of its own, filled with zeroes; it does not copy the zero page.
A follow_pfnmap y
A write y ""
say The driver's mapping still leads to the zero page, writable.
A exit
say No driver in the tree is known to do this. remap_pfn_range of the zero page reaches the same end without any warning.
`,
);
