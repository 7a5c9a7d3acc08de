import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'collision',
    theme: 'When the machines disagree',
    promise: 'A page is lost, a fork loses count of it, and a second copy leaves it behind.',
    witness: { recorded: 'builtin/collision', machines: KERNELS },
    breaks: { arm: ['R-IV-2', 'R-IV-3', 'R-IV-8', 'R-IV-13', 'R-IV-14'] },
  },
  `
folioscope 1
title The collision: a copied page lands on its own predicted frame
machines x86_64 arm

say A driver maps two pages of its RAM into a private mapping. Then it frees one of them and forgets that it is still mapped.
A mmap io 2 private rw remap_pfn_range driver+8
A read io+1
say The entry is raw and maps frame 9 of the driver.
kernel free driver+9
say Nobody checked the raw entry. The frame goes back to the allocator while it is still mapped.
kernel next_frame driver+9
say By bad luck, the allocator hands out that very frame next.
ask io+1 in A: vm_normal_page
A write io+1 "boom"
say The copy sits exactly where the linear rule expects the raw frame. With the bit, the entry says that it maps a page. Without it, the rule is fooled: the page is lost.
A smaps io
say One machine sees 4 kB of anonymous memory, the other sees none.
A fork B
say With the bit, the page is shared and counted for both. Without it, B gets the entry as if it were raw, and nothing is counted.
B read io+1
say B sees the text all the same.
B write io+1 "two"
say Both machines copy for B: one from a page, the other from what it takes for a raw frame.
A write io+1 "three"
say The machine without the bit copies again: the lost page stays behind, counted forever.
B exit
say B's own copy is freed on both.
A munmap io*
say Everything that is mapped is released. Without the bit, the lost page is no longer in any table.
A exit
say At the end a counter is not zero, and the kernel without the bit reports it.
say The bit answers for each entry. The rule can only guess from the position of a frame, and here it guessed wrong.
`,
);
