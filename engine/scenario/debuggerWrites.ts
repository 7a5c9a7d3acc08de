import { KERNELS, scenario } from './scenario.ts';

export const debuggerWrites = scenario(
  {
    name: 'debugger-writes',
    theme: 'Pins',
    promise: 'A debugger writes where the process itself may not, and the process gets a private page.',
    witness: { recorded: 'builtin/debugger-writes', machines: KERNELS },
  },
  `
folioscope 1
title A debugger writes where the process may not
machines x86_64 arm

say A debugger must set breakpoints, even in memory that may not be written.
A mmap ro 2 private r anon
say Private memory that A may only read, like the text of a program.
A read ro
A process_vm_read ro
say Another process may read what A may read.
ask outcome
A process_vm_write ro "x"
say EFAULT: process_vm_writev respects what A may do.
ask ro+0 in A: frame
A ptrace_write ro "debugger"
say A debugger writes through /proc/PID/mem, and that is forced. A fresh page takes the place of the zero page, and its entry stays read-only. Breakpoints work like this.
A read ro
say A reads what the debugger wrote. It stands in A's own page only.
ask outcome
A write ro "mine"
say A itself still may not write: SIGSEGV.
A gup ro+1 write
say get_user_pages respects the mapping too: EFAULT.
ask outcome
A gup ro+1 write force
say The same by get_user_pages with FOLL_FORCE: a fresh private page, mapped read-only.
A read ro+1
say The fresh page is full of zeroes. Force overrides the missing permission of A. It never writes into a page that others see.
`,
);
