import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'protect-round-trip',
    theme: 'Moving and unmapping',
    promise: 'Read-only and back: the copied page is writable at once, a raw entry must still copy.',
    witness: { recorded: 'builtin/protect-round-trip', machines: KERNELS },
  },
  `
folioscope 1
title mprotect, there and back
machines x86_64 arm

say mprotect rewrites every entry of a mapping. Does it keep copies and raw entries apart?
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1
say One page is a copy, three entries are raw.
A mprotect io* r
say All entries are read-only now. The frames stay.
A write io+1
say SIGSEGV: the mapping is not writable now.
A mprotect io* rw
say The copied page is A's own, so its entry is writable again at once. Raw entries stay read-only: a first write must still copy.
ask io+1 in A: frame
A write io+1
say The same frame as before: no second copy.
ask io+0 in A: vm_normal_page
A write io
say The first page was raw until now. The copy is a page on both machines.
A mprotect io* none
say No access at all: the entries keep their frames, hidden from the processor.
A read io+2
say SIGSEGV: now nothing is allowed.
A mprotect io* rw
say And back again.
ask outcome
A read io+2
say The frame number came back out of the entry intact, and so did the special bit where there is one.
A write io+2
say Raw until now, so it is copied.
A mprotect io+1 r
say One page differs, so the mapping is split into three pieces. The linear rule still holds in each.
A write io+3
say The piece after the split still recognises its raw entry, and copies it.
A mprotect io+1 rw
say The pieces are alike again, but pieces of a PFN mapping are never merged.
A write io+1
say No fault: the entry was made writable at once. Through all these changes, no page was taken for raw, and no raw entry for a page.
`,
);
