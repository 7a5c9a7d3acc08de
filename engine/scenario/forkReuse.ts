import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'fork-reuse',
    theme: 'Fork',
    promise: 'After fork, the first to write copies, and the last to hold the page may keep it.',
    witness: { recorded: 'builtin/fork-reuse', machines: KERNELS },
  },
  `
folioscope 1
title Fork: who copies, and who may keep the page
machines x86_64 arm

say fork copies no pages. It shares them, and leaves the copying to whoever writes first.
A mmap m 2 private rw anon
A write m+0 "ours"
say The page is exclusive to A, which may write to it without asking anybody.
A fork B
say Now both map it, read-only, and it is exclusive to neither.
ask m+0 in B: same_frame_as m+0 in A
B write m+0 "of B"
say B writes first, so B copies. A still holds the old page, read-only.
ask m+0 in A: refcount
A write m+0 "of A"
say One reference is left, so A takes over the page: no copy.
A fork C
say Shared once more, with C this time.
C exit
say C exits without having written.
A write m+0 "again"
say C is gone, and its reference with it, so the page is reused again.
B read m+0
say B still has its own copy.
B exit
say Whoever writes while others hold the page must copy. Whoever holds it alone may keep it.
`,
);
