import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'mixed-mapping',
    theme: 'When the machines disagree',
    promise: 'RAM and device memory side by side: without the bit, RAM is taken for a page, so it must be counted.',
    witness: { recorded: 'builtin/mixed-mapping', machines: KERNELS },
  },
  `
folioscope 1
title RAM and device memory in one mapping
machines x86_64 arm

say Some drivers map memory that has a struct page next to memory that has none.
A mmap mix 4 private rw vmf_insert_mixed driver+0,mmio+1,driver+2,mmio+3
say RAM and device memory alternate. RAM has a struct page, device memory has none.
ask mix+0 in A: vm_normal_page
A read mix
say With the bit: raw, not counted. Without the bit, every frame with a struct page is taken for a page, so this one is counted.
ask mix+1 in A: vm_normal_page
A read mix+1
say No struct page: raw on both.
A write mix+2
A write mix+3
say Private writes copy, from RAM and from device memory alike.
A smaps mix
say smaps counts the two copies, and without the bit one more page.
A pagemap mix*
say The same frames on both. Without the bit, the first is reported as a file page.
A folio_walk mix
say No page with the bit, a page without.
A folio_walk mix+1
say No page on either.
A follow_pfnmap mix+1
say EINVAL: follow_pfnmap_start does not serve mixed mappings.
A fork B
say Where the first page is counted, B gains a reference to it. Where it is raw, only the entry is copied.
ask mix+0 in A: refcount
B write mix
say B has a copy. A's entry still holds a reference where entries for this frame are counted.
B write mix+1
say Device memory is copied too, through the user address.
A munmap mix*
say Each machine releases what it counted. Both are right, in different ways.
`,
);
