import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'pin-unshares',
    theme: 'Pins',
    promise: 'A pin for reading makes a private copy first, so that it never sees a stale page.',
    witness: { recorded: 'builtin/pin-unshares', machines: KERNELS },
  },
  `
folioscope 1
title A pin for reading makes a copy first
machines x86_64 arm

say Whoever pins a page for reading must keep seeing what the process sees. A page shared since a fork cannot guarantee that.
A mmap m 2 private rw anon
A write m "one"
A write m+1 "one"
say Two pages, both exclusive to A for now.
A fork B
say Both processes share the two pages, read-only.
B gup m
say A plain reference takes the page as it is, shared.
ask m+0 in B: same_frame_as m+0 in A
B pin m as p
say A pin must keep showing what B sees, even if B writes later. So B gets a copy of its own first, read-only. The kernel calls this an unshare fault.
B write m "two"
say The pinned page is B's own, so writing needs no copy and the pin stays correct.
unpin p
say Only its entry holds the frame again.
A pin m+1 longterm as q
say The same for A: a fresh copy, then the pin.
unpin q
say The copy stays, with or without the pin.
B exit
say B's pages are released.
ask m+0 in A: frame
A pin m as r
say B has had its own copy since its pin, so A has this page to itself. It is marked exclusive again, and no copy is made.
A write m "three"
say The pinned page is written in place, so the pin and A see the same.
unpin r
say Whoever pins a page gets one that the process will keep, even for reading.
`,
);
