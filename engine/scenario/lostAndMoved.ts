import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'lost-and-moved',
    theme: 'When the machines disagree',
    promise: 'mremap keeps the linear rule correct, and so it moves the trap along.',
    witness: { recorded: 'builtin/lost-and-moved', machines: KERNELS },
    breaks: { arm: ['R-IV-2', 'R-IV-3', 'R-IV-13', 'R-IV-14'] },
  },
  `
folioscope 1
title The lost page, after a move
machines arm_lpae arm

say mremap takes the linear rule along. Here that is exactly what goes wrong.
A mmap io 4 private rw remap_pfn_range driver+8
A read io+2
say Raw, on both machines.
A mremap io+1..3 to low
say Three pages have moved, and the rule with them: at low+1 it expects driver+10, as it did at io+2.
kernel free driver+10
say The frame is now free, but still mapped.
kernel next_frame driver+10
say And it will be handed out next.
ask low+1 in A: vm_normal_page
A write low+1 "boom"
say The copy sits on the frame that the rule expects, at an address that the driver never mapped.
ask outcome
A folio_walk low+1
say Asked about the entry: a page with the bit, none without.
A munmap low*
say munmap frees the page where it is recognised as one.
A exit
say With the bit, everything is released. Without it, one page stays counted forever.
say Moving the rule along is right, but its weakness moves too.
`,
);
