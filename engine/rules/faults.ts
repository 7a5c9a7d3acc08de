import { inKernel } from './rule.ts';

const MEMORY = 'mm/memory.c';

export const FAULTS = {
  ...inKernel('arch/x86/mm/fault.c', 'do_user_addr_fault, access_error', {
    'R-FT-1':
      'The fault handler of the architecture answers SIGSEGV if no mapping covers the address, or if the mapping does not permit the access.',
    'R-FT-2':
      'Out of memory starts the OOM killer; VM_FAULT_SIGBUS and poisoned memory become SIGBUS, VM_FAULT_SIGSEGV becomes SIGSEGV, and a retry starts over; get_user_pages turns the same results into ENOMEM, EFAULT or EHWPOISON.',
  }),
  ...inKernel(MEMORY, 'sanitize_fault_flags', {
    'R-FT-3': 'A fault that asks to write and to unshare at once is a kernel mistake: a warning and SIGSEGV.',
    'R-FT-4':
      'In a mapping that is not copy-on-write there is nothing to unshare, so an unshare fault is handled as a read.',
    'R-FT-5': 'A write fault in a mapping that can never be written to is a kernel mistake: a warning and SIGSEGV.',
    'R-FT-6':
      'A write fault in a mapping that is not writable now is legal only if the mapping is copy-on-write, for forced writes; otherwise a warning and SIGSEGV.',
  }),
  ...inKernel(MEMORY, 'handle_mm_fault', {
    'R-FT-7': 'The architecture may veto the access, for instance by a protection key: SIGSEGV.',
  }),
  ...inKernel(MEMORY, '__handle_mm_fault', {
    'R-FT-8': 'If an upper page table cannot be allocated, the fault ends in VM_FAULT_OOM.',
    'R-FT-9':
      'If the PUD is empty and a leaf is allowed there, the driver is offered the chance to map that whole block.',
    'R-FT-10': 'A fault on a PUD leaf asks for write access to it, or marks it young and, for a write, dirty.',
    'R-FT-11':
      'If the PMD is empty and a leaf is allowed there, anonymous memory may get a huge page, and a driver is offered the chance to map the whole block.',
    'R-FT-12':
      'A fault on a PMD leaf asks for write access if the leaf lacks it; otherwise it marks the leaf young and, for a write, dirty.',
    'R-FT-13': 'Everything else is handled at the lowest level, entry by entry.',
  }),
  ...inKernel(MEMORY, 'handle_pte_fault', {
    'R-FT-14': 'An empty entry leads to do_anonymous_page in an anonymous mapping and to do_fault in any other.',
    'R-FT-15': 'An entry that is neither empty nor present leads to do_swap_page.',
    'R-FT-16': 'A present entry without access rights, in a mapping that has them, is a NUMA hint: do_numa_page.',
    'R-FT-17': 'If the entry has changed since it was read, nothing is done: the access is simply tried again.',
    'R-FT-18': 'A write or unshare fault on a present entry that is not writable leads to do_wp_page.',
    'R-FT-19': 'A write fault on a writable entry marks it dirty and young.',
    'R-FT-20': 'A read fault, or an unshare fault on a writable entry, marks the entry young.',
    'R-FT-21':
      'If even the marks were set already, the fault was spurious; after a write the stale translation is flushed.',
  }),
  ...inKernel(MEMORY, 'do_anonymous_page', {
    'R-FT-22': 'A shared mapping without vm_ops cannot be filled: SIGBUS.',
    'R-FT-23':
      'The first read of anonymous memory maps the zero page, special where there is a bit, and counts nothing.',
    'R-FT-24':
      'The first write to anonymous memory maps a fresh page of zeros: one reference, one mapping, exclusive, and counted as anonymous.',
    'R-FT-25': 'If another thread filled the entry meanwhile, the fresh page goes back and the fault is done.',
    'R-FT-26': 'Without memory for the fresh page, the fault ends in VM_FAULT_OOM.',
  }),
  ...inKernel(MEMORY, 'do_fault', {
    'R-FT-27':
      'If the mapping has no fault handler, an empty entry is SIGBUS: this is what a hole in a /dev/mem mapping does.',
    'R-FT-28': 'A read fault leads to do_read_fault.',
    'R-FT-29': 'A write fault in a private mapping leads to do_cow_fault.',
    'R-FT-30': 'A write fault in a shared mapping leads to do_shared_fault.',
  }),
  ...inKernel(MEMORY, 'do_read_fault', {
    'R-FT-31':
      "A read fault maps the handler's page, and perhaps its cached neighbours, and counts it as file or shared memory; the entry is clean, and writable only if the protection of the mapping is.",
  }),
  ...inKernel(MEMORY, 'do_cow_fault', {
    'R-FT-32':
      'A write fault in a private mapping allocates the copy first, then asks the handler for the page and copies it; if the handler installed an entry itself, the copy is given back and the access faults again.',
  }),
  ...inKernel(MEMORY, 'do_shared_fault', {
    'R-FT-33':
      "A write fault in a shared mapping tells the driver through page_mkwrite if it wants to know, then maps the handler's page writable and dirty.",
  }),
  ...inKernel(MEMORY, 'finish_fault', {
    'R-FT-34':
      'If the entry is no longer empty when the page is to be mapped, the page is released and nothing changes.',
    'R-FT-35':
      'A page that a fault handler returns is mapped and counted as a normal page even in a PFN mapping; nothing checks for that.',
  }),
  ...inKernel(MEMORY, 'vmf_can_call_fault, create_huge_pmd', {
    'R-FT-34b':
      'Under the lock of a single mapping, the fault handler is not called but the huge_fault handler is, so a driver that falls back is asked twice for one access.',
  }),
  ...inKernel(MEMORY, 'do_swap_page', {
    'R-FT-36': 'A page on its way to another frame is waited for, and the access is tried again.',
    'R-FT-37': 'A page that lives in the private memory of a device is brought back to RAM.',
    'R-FT-38': 'A poisoned page is SIGBUS; an entry of an unknown kind is reported as bad and is SIGBUS.',
    'R-FT-39':
      "A page is read back from swap into a frame of the allocator's choice, and counts as anonymous again; if it belongs to this process alone it is exclusive and may become writable at once.",
  }),
  ...inKernel(MEMORY, 'do_numa_page', {
    'R-FT-40': 'A NUMA hint gives the entry its protection back; if the entry has no normal page, that is all.',
  }),
  ...inKernel(MEMORY, 'do_wp_page', {
    'R-FT-41':
      'userfaultfd hears first of a write to a page that it protects; PFN and mixed mappings are never among them.',
    'R-FT-42': 'do_wp_page begins by asking vm_normal_page which page, if any, the entry maps.',
    'R-FT-43': 'In a shared mapping, an entry without a page goes to wp_pfn_shared.',
    'R-FT-44': 'In a shared mapping, an entry with a page goes to wp_page_shared.',
    'R-FT-45':
      'In a private mapping, an anonymous page that is exclusive, or that nobody else uses, is taken over: it is made exclusive and, for a write, writable.',
    'R-FT-46':
      'In a private mapping everything else is copied: an entry without a page, a page of a file, and an anonymous page that others use too.',
  }),
  ...inKernel(MEMORY, 'wp_can_reuse_anon_folio', {
    'R-FT-47':
      'An anonymous page may be taken over if it is a single page, is not merged by KSM, and has no reference left but that of this entry.',
  }),
  ...inKernel(MEMORY, 'wp_page_reuse', {
    'R-FT-48':
      'Reusing a page marks the entry young and dirty, and writable if the mapping is; the special bit stays and no count changes.',
  }),
  ...inKernel(MEMORY, 'wp_pfn_shared', {
    'R-FT-49':
      'A raw entry of a shared mapping becomes writable, after pfn_mkwrite has agreed if the driver has one; it is never copied.',
  }),
  ...inKernel(MEMORY, 'wp_page_shared', {
    'R-FT-50':
      'A page of a shared mapping becomes writable and dirty, after page_mkwrite has agreed if the driver or file has one.',
  }),
  ...inKernel(MEMORY, 'wp_page_copy', {
    'R-FT-51': 'Without memory for the records of anonymous memory, copying ends in VM_FAULT_OOM.',
    'R-FT-52': 'Without memory for the copy, copying ends in VM_FAULT_OOM.',
    'R-FT-53': 'The copy of the zero page is simply a page of zeros.',
    'R-FT-56': 'If the entry changed while it was unlocked, the copy is given back and nothing is counted.',
    'R-FT-57': 'Where the old entry had no page, one anonymous page is added to the counters.',
    'R-FT-58':
      'Where the old page belonged to a file or to shared memory, the counters move by one from there to anonymous.',
    'R-FT-59': 'Where the old page was anonymous, the counters stay.',
    'R-FT-60':
      'For a write, the new entry maps the copy with the protection of the mapping, dirty, writable if the mapping is, and not special.',
    'R-FT-61': 'For an unshare fault, the new entry maps the copy neither writable nor dirty.',
    'R-FT-62': 'The copy has one reference and one mapping, and is exclusive to the process.',
    'R-FT-63': 'The old page, if there was one, loses a mapping and a reference.',
    'R-FT-64': 'A raw frame loses nothing, since nothing was counted for it.',
    'R-FT-65':
      'A forced write into a mapping without write permission makes the copy but leaves the entry read-only; GUP accepts it because the copy is exclusive.',
    'R-FT-66':
      'In a private PFN mapping a write to a raw entry makes an anonymous copy, a later fault on that copy is like any other, and an empty entry without a fault handler is SIGBUS.',
  }),
  ...inKernel(MEMORY, '__wp_page_copy_user', {
    'R-FT-54':
      'The copy of a page is made from its struct page; if the memory turns out to be poisoned, the fault fails.',
    'R-FT-55':
      "Where there is no page, the content is read through the user's own address, after the entry has been marked young if the processor does not do that itself; if reading fails twice, the copy is filled with zeros.",
  }),
};
