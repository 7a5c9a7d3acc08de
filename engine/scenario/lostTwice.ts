import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'lost-twice',
    theme: 'When the machines disagree',
    promise:
      'mprotect, there and back: the machine without the bit copies again, and one page is no longer in any table.',
    witness: { recorded: 'builtin/lost-twice', machines: KERNELS },
    breaks: { arm: ['R-IV-2', 'R-IV-3', 'R-IV-13', 'R-IV-14'] },
  },
  `
folioscope 1
title The lost page, copied a second time
machines arm_lpae arm

say A lost page, and a process that goes on using it.
A mmap io 2 private rw remap_pfn_range driver+8
kernel free driver+9
say A frame that is still mapped becomes free.
kernel next_frame driver+9
say And it will be handed out next.
A write io+1 "boom"
say The copy landed on the frame that the linear rule expects. Without the bit, it is taken for raw.
A mprotect io* r
say Read-only for now.
A mprotect io* rw
say With the bit, it is recognised as A's own page and is writable again at once. Without the bit, it stays read-only, like a raw entry.
ask io+1 in A: frame
A write io+1 "again"
say So the machine without the bit copies once more. The first copy is no longer in any table, but is still counted.
A smaps io
say smaps checks every entry and finds one page on both.
ask outcome
A status
say This is a running counter, not a recount. Without the bit, it says two where one page is mapped.
A munmap io*
say What is in the table is released, and nothing else.
A exit
say One wrong answer leads to one copy too many, and to a counter that never comes back down.
`,
);
