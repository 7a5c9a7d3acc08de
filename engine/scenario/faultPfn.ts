import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'fault-pfn',
    theme: 'Drivers',
    promise: 'vmf_insert_pfn fills entries on demand; only an entry with the bit can say that it is special.',
    witness: { recorded: 'builtin/fault-pfn', machines: KERNELS },
  },
  `
folioscope 1
title vmf_insert_pfn: raw entries on demand
machines x86_64 arm

say Not every driver fills its mapping at once. Some wait for the first access.
A mmap v 3 shared rw vmf_insert_pfn mmio+8
say This driver maps nothing in advance. Its fault handler will call vmf_insert_pfn, page by page.
ask outcome
A follow_pfnmap v
say follow_pfnmap_start finds the frame number behind an address. Nothing is mapped yet, and it never causes a fault: EINVAL.
A read v
say The first access filled one entry. It is raw, and writable at once, because the mapping is shared.
ask outcome
A follow_pfnmap v
say The same frame on both. The word special is missing where entries have no room for the bit.
A pagemap v*
say pagemap skips the mapping because of its VM_PFNMAP flag.
A smaps v
say smaps checks each entry and finds no page to count.
A mincore v*
say mincore does not look into such a mapping either: nothing is in memory, as far as it can tell.
ask outcome
A process_vm_read v
A ptrace_read v
say Both ways go through get_user_pages, which refuses the mapping because of its flags.
A folio_walk v
say folio_walk_start reads no flag itself and asks vm_normal_page. Here the answer is the same: no page.
say Whether by flags or by entry, nobody who looks for a page finds one in a raw entry.
`,
);
