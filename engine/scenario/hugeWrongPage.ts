import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'huge-wrong-page',
    theme: 'Findings about Linux',
    promise: 'get_user_pages counts one page of a huge raw entry and returns another.',
    witness: { recorded: 'hand3/huge-mixed-gup-other', machines: KERNELS },
  },
  `
folioscope 1
title The wrong page of a huge entry
machines x86_64 arm_lpae

say A driver maps 512 of its pages by one huge entry, in a mapping in which raw entries and pages may be mixed. Only x86-64 has huge entries here; LPAE falls back to small ones.
A mmap h 512 shared rw vmf_insert_pfn_pmd driver+512 mixedmap
A madvise h* hugepage
A read h
say Both carry the special bit: no page for the kernel to touch. One does so in the PMD, the other in a PTE.
ask outcome
A gup h as p
say The small entry is special, and is refused: EEXIST. The huge one has the bit too, but the slow walk never asks for it. It takes the first page of the entry, and a reference to it.
A gup h+1 as q
say Of the second page the slow walk counts the first page of the entry and returns the second. The test driver stops here: the release that follows would take away a reference that nobody has taken, and free a page of the driver.
device read q
A pin h+2
say The fast walk asks pmd_special. The slow walk relies on VM_PFNMAP, which a mixed mapping does not have.
`,
);
