import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'longterm-zero',
    theme: 'Pins',
    promise: 'The zero page may be pinned for a short time, but not long-term.',
    witness: { recorded: 'builtin/longterm-zero', machines: KERNELS },
  },
  `
folioscope 1
title The zero page, pinned: short-term and long-term
machines x86_64 arm

say Everyone who only reads fresh memory shares one page of zeroes. May a device hold on to it?
A mmap m 4 private rw anon
A read m
A read m+1
A read m+2
say Three entries map the one zero page. No such entry is ever counted.
ask m+0 in A: refcount
A gup m as a
say A plain reference to the zero page is counted: two now.
ask m+1 in A: refcount
A pin m+1 as b
say A pin of the zero page is not counted at all.
ask m+2 in A: frame
A pin m+2 longterm as c
say A long-term pin in private memory does not get the zero page. A fresh page of zeroes takes its place, mapped read-only.
A write m+1
say A writes and gets a page of its own. The short-term pin still holds the zero page: it does not follow.
A read m+1
say A reads what it wrote.
unpin a
say The plain reference is released.
unpin b
say The pin of the zero page was never counted, so nothing is released.
unpin c
say A short-term pin may hold the zero page. A long-term pin gets a page that A keeps when it writes.
`,
);
