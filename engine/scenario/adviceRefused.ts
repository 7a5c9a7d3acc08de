import { KERNELS, scenario } from './scenario.ts';

export const adviceRefused = scenario(
  {
    name: 'advice-refused',
    theme: 'Moving and unmapping',
    promise: 'Twelve kinds of advice for a private PFN mapping, and nine of them are refused.',
    witness: { recorded: 'builtin/advice-refused', machines: KERNELS },
  },
  `
folioscope 1
title Advice that a PFN mapping refuses
machines x86_64 arm

say With madvise a process tells the kernel what it will do with memory. Not every advice makes sense for frames that are not pages.
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1
say One page is an ordinary copy. Will it be treated as one?
ask outcome
A madvise io+1 dontneed
say EINVAL by the VM_PFNMAP flag. The copied page could be dropped, but no fault would bring the raw entry back.
A madvise io* cold
say EINVAL: the flag is looked at, not the page.
A madvise io* pageout
say To mark pages as unused or to write them out: refused by the same flag, for the copied page too.
A madvise io* free
say MADV_FREE is for anonymous mappings only, and this is the mapping of a device.
ask outcome
A madvise io* willneed
say A request to read ahead is accepted. Nothing happens.
A madvise io* populate_read
say EINVAL, before any entry is asked.
A madvise io* populate_write
say To fill pages ahead is the work of get_user_pages, which refuses the mapping by its flags.
A madvise io* remove
say EACCES: only a shared writable mapping may cut a hole into its file.
ask outcome
A madvise io+2 dontfork
say This advice only sets a flag, and is taken. The mapping is cut around page 2.
A madvise io* dodump
say EINVAL: such mappings stay out of core dumps.
A madvise io* dontdump
say ok: such a mapping is left out of core dumps anyway.
A madvise io+3 wipeonfork
say EINVAL: only private anonymous memory may be wiped at fork.
say Advice about pages is mostly refused for the whole mapping, and the copy in it pays for that. Advice that sets a flag is taken, unless the flag is not for such mappings.
`,
);
