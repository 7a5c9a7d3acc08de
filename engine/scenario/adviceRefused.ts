import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'advice-refused',
    theme: 'Moving and unmapping',
    promise: 'Twelve kinds of advice for a private PFN mapping; nine of them are refused.',
    witness: { recorded: 'builtin/advice-refused', machines: KERNELS },
  },
  `
folioscope 1
title Advice that a PFN mapping refuses
machines x86_64 arm

say With madvise, a process tells the kernel how it will use memory. Not all advice makes sense for frames that are not pages.
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1
say One page is an ordinary copy. Will it be treated as one?
ask outcome
A madvise io+1 dontneed
say EINVAL because of VM_PFNMAP. The copied page could be dropped, but no fault would bring the raw entry back.
A madvise io* cold
say EINVAL: the kernel checks the flag, not the page.
A madvise io* pageout
say Marking pages cold or paging them out is refused because of the same flag, even for the copied page.
A madvise io* free
say MADV_FREE is for anonymous mappings only, and this one maps a device.
ask outcome
A madvise io* willneed
say A request to read ahead is accepted, but nothing happens.
A madvise io* populate_read
say EINVAL, before any entry is looked at.
A madvise io* populate_write
say Populating goes through get_user_pages, which refuses the mapping because of its flags.
A madvise io* remove
say EACCES: only a shared writable mapping may punch a hole in its file.
ask outcome
A madvise io+2 dontfork
say This advice only sets a flag, and is accepted. The mapping is split around page 2.
A madvise io* dodump
say EINVAL: such mappings stay out of core dumps.
A madvise io* dontdump
say ok: such a mapping is left out of core dumps anyway.
A madvise io+3 wipeonfork
say EINVAL: only private anonymous memory may be wiped at fork.
say Advice about pages is mostly refused for the whole mapping, including the copy in it. Advice that sets a flag is accepted, unless the flag is not meant for such mappings.
`,
);
