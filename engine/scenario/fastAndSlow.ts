import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'fast-and-slow',
    theme: 'When the machines disagree',
    promise: 'One page, two kernel functions: the fast one returns it, the slow one refuses it.',
    witness: { recorded: 'builtin/fast-and-slow', machines: KERNELS },
  },
  `
folioscope 1
title The same page, by the fast path and the slow path
machines x86_64 arm

say get_user_pages has two ways to find a page. Each looks at something different.
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1 "mine"
say An ordinary page of A's own, inside a PFN mapping. A driver wants to work with it.
ask outcome
A gup io+1
say get_user_pages looks at the mapping first. VM_PFNMAP: EFAULT. It never gets as far as the entry.
ask outcome
A gup io+1 fast
say The fast path has no mapping to look at, only the entry. The bit is clear, so it takes the page. Classic arm has no fast path, so the slow one answers.
A gup io+1 write
say The slow path, for writing: also refused.
A gup io+1 write fast
say The fast path, for writing: it takes the page again.
A pin io+1 as a
say A pin takes the slow path unless it asks for the fast one: EFAULT.
ask outcome
A pin io+1 fast as b
A pin io+1 write fast as c
say On x86, this is a second pin of the same page.
A pin io+1 fast longterm as d
say On x86, the fast path takes long-term pins too.
ask io+1 in A: refcount
A pin io+1 write fast longterm as e
say On x86, these are four pins of 1024 references each, on a page that the slow path does not return at all.
unpin b
say 1024 fewer references where there was a pin.
unpin c
unpin d
unpin e
say Where no pin was taken, there is nothing to undo: EINVAL.
say The slow path asks the mapping, the fast path asks the entry. For a page inside a PFN mapping, they disagree.
`,
);
