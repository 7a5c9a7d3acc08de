import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'lost-page',
    theme: 'When the machines disagree',
    promise: 'A copy lands on the frame that the linear rule expects: without the bit it is lost, and never freed.',
    witness: { recorded: 'builtin/lost-page', machines: KERNELS },
    breaks: { arm: ['R-IV-2', 'R-IV-3', 'R-IV-13', 'R-IV-14'] },
  },
  `
folioscope 1
title The lost page
machines arm_lpae arm

say A driver maps two pages of its RAM into a private mapping. One unlucky moment is enough to fool the linear rule.
A mmap io 2 private rw remap_pfn_range driver+8
A read io+1
say Raw, on both machines.
kernel free driver+9
say The driver frees a frame that is still mapped. A raw entry holds no reference, so nothing stops the driver.
kernel next_frame driver+9
say And the next page that the kernel hands out will be that very frame.
ask io+1 in A: vm_normal_page
A write io+1 "boom"
say A page like any other, in the one place where the linear rule expects its frame raw. The bit says that it is a page. Without the bit, it is taken for raw although it was counted: a lost page.
A read io
say The page next to it is raw, and nothing is wrong with it.
A read io+1
say The process notices nothing.
ask outcome
A folio_walk io+1
say Asked about the entry: a page with the bit, none without.
A pagemap io*
say pagemap skips the mapping on both, so it tells us nothing.
ask outcome
A pin io+1 fast as p
say The fast path takes it, based on the entry alone. Classic arm has no fast path, and the slow one refuses the mapping.
unpin p
say Where there was no pin, there is nothing to undo: EINVAL.
A munmap io*
say Without the bit, nothing is released: the counter stays at one, and the frame is never freed.
A exit
say The kernel finds out when the process ends, and prints: bad rss-counter.
say The mistake is made when the page is mapped. It shows only once the process is gone.
`,
);
