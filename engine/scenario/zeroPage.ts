import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'zero-page',
    theme: 'Everyday memory',
    promise: 'A read gets the zero page, which nobody counts; a write gets a fresh page.',
    witness: { recorded: 'builtin/zero-page', machines: KERNELS },
  },
  `
folioscope 1
title Anonymous memory: the zero page, then a write
machines x86_64 arm

say Memory without a file: the kernel finds a page for it when it is touched, not before.
A mmap m 3 private rw anon
say Nothing is populated yet: a mapping is only a promise.
A read m+0
say A read finds the shared zero page. It is mapped special where there is a bit, and recognised by its number where there is none. Nobody counts it.
ask m+0 in A: frame
A write m+0 "mine"
say The zero page is never written: the process gets a fresh page of zeroes, exclusive to it.
A write m+1 "first"
say A first write skips the zero page.
A read m+0
say The entry is filled, so there is no fault.
A smaps m
say Two pages were written: 8 kB.
A pagemap m*
say The third page was never touched, so nothing is mapped there.
A madvise m* dontneed
say Both pages are freed. The mapping stays, as empty as at the start.
A read m+0
say Dropped, and read again: zeroes.
say Reading takes no memory, because all reads share the same zero page. Only a write takes a page.
`,
);
