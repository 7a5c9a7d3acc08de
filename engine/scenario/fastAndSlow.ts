import { KERNELS, scenario } from './scenario.ts';

export const fastAndSlow = scenario(
  {
    name: 'fast-and-slow',
    theme: 'When the machines disagree',
    promise: 'One page, two functions of the kernel: the fast one gives it out, the slow one refuses it.',
    witness: { recorded: 'builtin/fast-and-slow', machines: KERNELS },
  },
  `
folioscope 1
title The same page, asked for fast and slow
machines x86_64 arm

say get_user_pages has two ways to a page. Each of them looks at something else.
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1 "mine"
say An ordinary page of A's own, inside a PFN mapping. A driver wants to work on it.
ask outcome
A gup io+1
say get_user_pages looks at the mapping first. VM_PFNMAP: EFAULT. It never comes to ask the entry.
ask outcome
A gup io+1 fast
say The fast way has no mapping to look at, only the entry. The bit is clear, so it takes the page. Classic arm has no fast way, so the slow one answers.
A gup io+1 write
say The slow way, for writing: refused as well.
A gup io+1 write fast
say The fast way, for writing: taken as well.
A pin io+1 as a
say A pin goes the slow way unless it is told to be fast: EFAULT.
ask outcome
A pin io+1 fast as b
A pin io+1 write fast as c
say On x86 this is a second pin of the same page.
A pin io+1 fast longterm as d
say On x86 the fast way takes long-term pins too.
ask io+1 in A: refcount
A pin io+1 write fast longterm as e
say On x86 these are four pins of 1024 references each, on a page that the slow way does not give out at all.
unpin b
say 1024 references fewer where there was a pin.
unpin c
unpin d
unpin e
say Where no pin was taken, there is nothing to undo: EINVAL.
say The slow way asks the mapping, the fast way asks the entry. For a page inside a PFN mapping they disagree.
`,
);
