import { KERNELS, scenario } from './scenario.ts';

export const lostAndMoved = scenario(
  {
    name: 'lost-and-moved',
    theme: 'When the machines disagree',
    promise: 'mremap keeps the linear rule right, and so it moves the trap along.',
    witness: { recorded: 'collision-mremap', machines: KERNELS },
    breaks: { arm: ['R-IV-2', 'R-IV-3', 'R-IV-13', 'R-IV-14'] },
  },
  `
folioscope 1
title The lost page, after a move
machines arm_lpae arm

A mmap io 4 private rw remap_pfn_range driver+8
A read io+2
A mremap io+1..3 to low
say Three pages have moved, and the rule with them: at low+1 it expects driver+10, as it did at io+2.
kernel free driver+10
kernel next_frame driver+10
ask low+1 in A: vm_normal_page
A write low+1 "boom"
say The copy sits on the frame that the rule expects, at an address that the driver never mapped.
ask outcome
A folio_walk low+1
A munmap low*
A exit
say With the bit all is given back. Without it one page is counted for ever.
`,
);
