import { KERNELS, scenario } from './scenario.ts';

export default scenario(
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

say A debugger must be able to set breakpoints, even in memory that is not writable.
A mmap ro 2 private r anon
say Private memory that A may only read, like the text of a program.
A read ro
A process_vm_read ro
say Another process may read what A may read.
ask outcome
A process_vm_write ro "x"
say EFAULT: process_vm_writev respects A's permissions.
ask ro+0 in A: frame
A ptrace_write ro "debugger"
say A debugger writes through /proc/PID/mem, which forces the write. A fresh page replaces the zero page, and its entry stays read-only. This is how breakpoints work.
A read ro
say A reads what the debugger wrote. It is in A's own page only.
ask outcome
A write ro "mine"
say A itself still may not write: SIGSEGV.
A gup ro+1 write
say get_user_pages respects the permissions too: EFAULT.
ask outcome
A gup ro+1 write force
say The same with get_user_pages and FOLL_FORCE: a fresh private page, mapped read-only.
A read ro+1
say The fresh page is full of zeroes. Force overrides A's missing permission. It never writes to a page that others see.
`,
);
