import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'move-linear',
    theme: 'Moving and unmapping',
    promise: 'A PFN mapping may move but not grow, and at every page the linear rule still expects the same frame.',
    witness: { recorded: 'builtin/move-linear', machines: KERNELS },
  },
  `
folioscope 1
title mremap: the linear rule moves along
machines x86_64 arm

say The linear rule counts from the first page of the mapping. What if the mapping moves?
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1 "mine"
say One page is a copy.
ask outcome
A mremap io* to big pages 5
say EFAULT: a PFN mapping may not grow.
A mremap io* to io2
say The entries moved unchanged, and vm_pgoff came along. At every page the linear rule expects the same frame as before.
A read io2
say The raw entry maps the same frame at its new address.
A read io2+1
say And the copy still holds what A wrote.
A write io2+2
say A raw entry, copied after the move.
A read io
say Nothing is left at the old address: SIGSEGV.
ask one+0 in A: vm_normal_page
A mremap io2+1 to one
say The copied page alone. Here the linear rule expects driver+9. The page is in another frame, so it is still recognised as a page.
A write one "again"
say Written in place: it is A's own page.
A write io2+3
say The last raw entry is copied too.
ask outcome
A fork B
say On x86, this fork fails halfway. The piece that moved last begins with a copied page, and x86 needs a raw first entry to read the cache mode from.
A munmap io2*
say Copies are freed, raw entries are only cleared. A mapping may move and be split: vm_pgoff follows, and so does the rule.
`,
);
