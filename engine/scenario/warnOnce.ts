import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'warn-once',
    theme: 'The proposal',
    promise: 'What if the kernel warned, once, when somebody writes to a private PFN mapping?',
    witness: { none: 'Its `rules` line rules a recording out: no kernel has this warning, which is a proposal.' },
  },
  `
folioscope 1
title The proposal: warn, once
machines x86_64 arm
rules private_pfnmap=warn

say A kernel that does not exist: Linux 6.12 plus one warning that was proposed. Does anybody still rely on copies in private PFN mappings?
A mmap s 2 shared rw remap_pfn_range driver+12
A write s "shared"
say Shared: nothing is copied, nothing to warn about.
A mmap io 3 private rw remap_pfn_range driver+8
say A private PFN mapping: allowed as before, and no warning yet.
A read io
say Reading copies nothing either.
ask outcome
A write io+1 "first"
say The first copy in a private PFN mapping: one line in the log. The write itself works as before.
A write io+2 "second"
say Silent: the warning comes once per boot.
A fork B
say The copies are shared, raw entries are copied.
ask io+1 in B: same_frame_as io+1 in A
B write io+1 "third"
say This would be silent even if it came first: the page was already a copy.
say The warning would reveal who still needs such copies. Until then, nobody can take them away.
`,
);
