import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'zero-inserted',
    theme: 'Questions from the field',
    promise: 'vm_insert_page may map the zero page, in private mappings, and never counts it.',
    witness: { recorded: 'hand/mixedmap-zero-insert', machines: KERNELS },
    words: [
      'ZERO_PAGE',
      'zeropage',
      'zero page',
      'vm_insert_page',
      'vm_insert_pages',
      'refcount overflow',
      'ring buffer',
      'vm_mixed_zeropage_allowed',
      'shared zeropage',
    ],
  },
  `
folioscope 1
title The zero page, inserted by a driver
machines x86_64 arm

say A driver fills the holes of a ring buffer with the zero page. May it, and does the zero page's count overflow one day?
A mmap x 2 private rw vm_insert_page zero
say It may in a private mapping. The entries are special, and are not counted: no overflow.
A mmap y 1 private rw vm_insert_page zero
ask y+0 in A: vm_normal_page
A read y
A write y "mine"
say A write gets a page of zeroes, as in anonymous memory.
ask outcome
A mmap s 1 shared rw vm_insert_page zero
say In a shared mapping that may be written, everybody's zeroes would be at stake: EINVAL.
`,
);
