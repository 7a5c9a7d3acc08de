import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'pin-at-fork',
    theme: 'Fork',
    promise: 'A page that a device may be writing to is copied at fork, so that the parent keeps that very frame.',
    witness: { recorded: 'builtin/pin-at-fork', machines: KERNELS },
  },
  `
folioscope 1
title A pinned page is copied at fork, not after
machines x86_64 arm

say A device works on a page of A, and then A forks. Whose page will the device see?
A mmap m 2 private rw anon
A write m "pinned"
say The device will get this page.
A write m+1 "not"
say It will not get this one.
A pin m write as p
say A pin says: a device may read or write this page while the pin lasts. It counts as 1024 references.
ask m+0 in B: same_frame_as m+0 in A
A fork B
say The pinned page is copied at once, and the child gets the copy: A must keep the frame that the device knows. The other page is shared, read-only for both, as usual.
B read m
say B sees what was there at the fork.
B write m "two"
say B writes without a fault: the copy is its own.
A write m "three"
say Each writes its own page. A's entry never lost its write permission.
unpin p
say The device is done.
ask m+1 in A: frame
A write m+1
say This page was shared at fork and B still has it, so A copies.
B exit
say fork shares what it may share. A page that may be pinned is copied for the child, so the parent and the device keep looking at the same frame.
`,
);
