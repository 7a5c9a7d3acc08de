import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'mixed-seen',
    theme: 'Observers',
    promise: 'The same RAM of a driver, seen by the same observers: a page on one machine, nothing on the other.',
    witness: { recorded: 'builtin/mixed-seen', machines: KERNELS },
  },
  `
folioscope 1
title RAM in a mixed mapping, and who sees it
machines arm_lpae arm

say A mixed mapping may hold pages and raw entries. Which of them its RAM is depends on the machine.
A mmap x 4 private rw vmf_insert_mixed driver+8
say These frames are the driver's RAM: they have a struct page, the kernel's record of a page.
ask x+0 in A: vm_normal_page
A read x
say With the bit, the entry says that it is raw, and nobody counts it. Without the bit, it will be taken for a page, so it is counted as one.
A write x+1
say A private write copies on both.
A pagemap x*
say pagemap does walk a mixed mapping. Both report the frame, but only the machine without the bit calls it a file page.
ask outcome
A smaps x
say 4 kB with the bit, 8 kB without.
A mincore x*
say mincore goes by which entries are filled, and those are the same on both.
A folio_walk x
say No page with the bit, a page without.
A folio_walk x+1
say The copied page is a page on both.
A follow_pfnmap x
say EINVAL on both: follow_pfnmap_start serves PFN and device mappings only.
ask outcome
A process_vm_read x
say EFAULT with the bit: there is no page to read from. Without the bit, there is one.
A ptrace_read x
say A debugger asks the same question: EIO with the bit, the content without.
A process_vm_read x+1
say The copy is a page, so it can be read on both.
ask outcome
A ptrace_read x+3
say Nothing was mapped there yet. The driver mapped it for the debugger, on both machines. EIO with the bit: still no page.
say One driver, one mapping: whether its RAM counts as pages depends on whether entries have the bit.
`,
);
