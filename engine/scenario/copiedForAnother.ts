import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'copied-for-another',
    theme: 'Findings about Linux',
    promise: 'A debugger writes to a device’s page, and the copy is empty: the kernel read the wrong address space.',
    witness: { recorded: 'hand2/write-mixed-remote-copy', machines: KERNELS },
  },
  `
folioscope 1
title A copy that is made for another process
machines x86_64 arm

say A private mapping of three device pages, in which raw entries and pages may be mixed. None of these frames has a struct page.
A mmap x 3 private rw vmf_insert_mixed mmio+1
say A debugger writes the first byte of A's page, through /proc/PID/mem. Which frame will A's page be in?
ask x+0 in A: frame
A ptrace_write x "x"
say The write goes to a fresh page, a copy of the device's. But there is no struct page to copy from, so the kernel read the old content through the user's address, in the page tables of the process that runs: the debugger's. It has nothing there. The kernel warns once and copies zeroes.
A process_vm_write x+1 "y"
say The same by process_vm_writev. The warning is printed only once, so this loss is silent.
A read x
say A reads what the debugger wrote. Had the debugger mapped something at this address, A's page would now hold its bytes, without any warning.
ask x+2 in A: vm_normal_page
A read x+2
say A's third page is still the device's.
ask outcome
A gup x+2 write
say Now A causes the fault itself: the user's address is its own, and the device's content is copied.
A read x+2
A exit
say A private VM_PFNMAP mapping cannot get here: get_user_pages refuses it before. It takes a private mixed mapping with raw entries.
`,
);
