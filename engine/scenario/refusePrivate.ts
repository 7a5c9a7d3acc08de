import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'refuse-private',
    theme: 'The proposal',
    promise: 'What if private PFN mappings did not exist? What fails, what stays, and what becomes simple.',
    witness: {
      none: 'Its `rules` line rules a recording out: no kernel refuses private PFN mappings, which is a proposal.',
    },
  },
  `
folioscope 1
title The proposal: no private PFN mappings
machines x86_64 arm
rules private_pfnmap=refuse

say A kernel that does not exist: one that refuses private PFN mappings.
ask outcome
A mmap io 3 private rw remap_pfn_range driver+8
say EINVAL, as soon as the driver calls remap_pfn_range.
A mmap ro 3 private r remap_pfn_range driver+8
say Refused for reading too: mprotect could make it writable later.
A mmap v 2 private rw vmf_insert_pfn driver+8
say EINVAL, at mmap. Linux 6.12 lets this pass, and the first access hits a BUG.
ask outcome
A mmap dev 2 private rw devmem mmio+3
say /dev/mem turns a refused remap_pfn_range into EAGAIN. It is the user of private PFN mappings that is known to break.
A mmap s 4 shared rw remap_pfn_range driver+10 pages 2 then remap_pfn_range driver+8 pages 2 to 2
say Shared mappings stay as they are, frames in any order.
A write s "ok"
say Written in place.
ask s+2 in B: vm_normal_page
A fork B
say The linear rule is no longer needed: in a PFN mapping, every entry is raw.
B write s+2 "B"
say B writes to the same frame as A.
ask outcome
A gup s fast
say The fast path finds a raw entry, or there is no fast path: EFAULT.
A gup s
say Refusing such a mapping by its flag is correct now: there is no page in it. Fast and slow agree.
say Without private PFN mappings, the flag VM_PFNMAP says all there is to say about such a mapping.
`,
);
