import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'observers',
    theme: 'Observers',
    promise: 'One copied page in a PFN mapping, and eight observers who do not agree that it is there.',
    witness: { recorded: 'builtin/observers', machines: KERNELS },
  },
  `
folioscope 1
title Who sees the copied page?
machines x86_64 arm

say Many tools look into memory, and they do not all ask the same question.
A mmap io 4 private rw remap_pfn_range driver+8
A write io+1 "mine"
say One anonymous page between raw entries. Who sees it?
ask outcome
A pagemap io*
say pagemap does not: its walk skips the mapping because of VM_PFNMAP.
A smaps io
say smaps does: 4 kB, anonymous. It walks the entries and asks vm_normal_page about each.
ask outcome
A mincore io*
say mincore does not: it skips the mapping too, and looks for the file's pages in memory instead. The device has none.
A folio_walk io
say Asked about the raw entry next to it: no page.
A folio_walk io+1
say folio_walk_start reads no flag itself and asks vm_normal_page. It finds the page, and nothing next to it.
ask outcome
A follow_pfnmap io
say This one reads frame numbers, of raw entries and pages alike. Only an entry with the bit can say that it is special.
A follow_pfnmap io+1
say The copy has a frame number like any other. Its entry carries no special bit, so the answers are the same.
A process_vm_read io
say EFAULT for the raw entry.
A process_vm_read io+1
say Another process sees neither: get_user_pages refuses the mapping because of its flags.
A ptrace_read io
say A debugger reads with get_user_pages too: EIO for the raw entry.
A ptrace_read io+1
say And EIO for the copy.
A status
say The counters do: one anonymous page. Anyone who adds up pagemap will not find it.
say Whoever goes by the flags of the mapping misses the copy. Whoever goes by the entries finds it.
`,
);
