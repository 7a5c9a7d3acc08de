import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'read-only-file',
    theme: 'Everyday memory',
    promise: 'What a file opened for reading allows, and what it never will.',
    witness: { recorded: 'builtin/read-only-file', machines: KERNELS },
  },
  `
folioscope 1
title A file opened for reading only
machines x86_64 arm

say How a file was opened decides what its mappings may ever do.
A mmap f 1 shared r file notes+1 ro
say The file was opened for reading only, so the mapping loses VM_MAYWRITE: it may never become writable.
A read f
say Reading is what it is for.
ask outcome
A write f
say SIGSEGV: the mapping does not allow writing.
ask outcome
A mprotect f rw
say EACCES: without VM_MAYWRITE, no mprotect can grant it.
A mmap g 1 shared rw file notes+1 ro
say Asking for it up front is refused too.
ask outcome
A mmap h 2 private rw file notes ro
say A private mapping is fine: its writes never reach the file.
A write h
say A copy is made, and the file keeps its text.
A mprotect h* r
say A gives up its write permission. VM_MAYWRITE stays.
A mprotect h* rw
say The copy is A's own page, so it becomes writable again at once.
say VM_WRITE says what is allowed now, VM_MAYWRITE what may ever be allowed. A private mapping keeps VM_MAYWRITE, because it writes only to copies.
`,
);
