import { inKernel } from './rule.ts';

const MEMORY = 'mm/memory.c';

export const INSTALLERS = {
  ...inKernel(MEMORY, 'remap_pte_range, insert_pfn', {
    'R-IN-1':
      'A raw entry is written with the special bit where there is one; no reference is taken, and neither the mapcount nor RSS changes.',
  }),
  ...inKernel(MEMORY, 'insert_page_into_pte_locked', {
    'R-IN-2':
      'An entry of a page is written without the special bit: the page gains a reference and a mapcount, and the process gains one page of file or shared memory.',
  }),
  ...inKernel('include/linux/mm.h', 'mm_counter, mm_counter_file', {
    'R-IN-3':
      'A page counts as anonymous if it is anonymous, as shared memory if it is backed by swap, and as file memory otherwise.',
  }),
  ...inKernel('arch/x86/mm/pat/memtype.c', 'track_pfn_remap', {
    'R-IN-4':
      'On x86, remapping a whole mapping reserves one cache mode for its physical range and sets VM_PAT; remapping a part requires that the range has one mode already; either failure is EINVAL.',
  }),
  ...inKernel(MEMORY, 'remap_pfn_range_internal', {
    'R-IN-5': 'An address that is not page-aligned is warned about once and refused with EINVAL.',
    'R-IN-6':
      'In a copy-on-write mapping, remap_pfn_range must cover the whole mapping in one call; anything less is EINVAL, with or without the bit.',
    'R-IN-7':
      'In a copy-on-write mapping, remap_pfn_range stores the first frame number in vm_pgoff, from which the linear rule counts.',
    'R-IN-8':
      'A mapping that is not copy-on-write may be remapped piece by piece, in any number of calls, and keeps its vm_pgoff.',
    'R-IN-9':
      'remap_pfn_range always sets IO, PFNMAP, DONTEXPAND and DONTDUMP, and does not check whether the mapping is mixed.',
    'R-IN-10': 'An empty range is a BUG.',
  }),
  ...inKernel(MEMORY, 'remap_pte_range', {
    'R-IN-11': 'Remapping over an entry that already exists is a BUG.',
    'R-IN-13':
      'Each page gets a raw entry with the next frame number and with the protection that the caller passed, which need not be the protection of the mapping.',
    'R-IN-17': 'In 6.12, remap_pfn_range writes entries of the lowest level only, never huge ones.',
    'R-IN-18':
      'A driver that passes a writable protection for a private mapping creates writable raw entries: writes reach the device without a copy, until mprotect or fork takes the write permission away.',
  }),
  ...inKernel('arch/x86/mm/mmap.c', 'pfn_modify_allowed', {
    'R-IN-12':
      'On x86 processors with the L1TF flaw, an unprivileged caller may not create an inaccessible entry for a high frame that has no struct page: EACCES.',
  }),
  ...inKernel(MEMORY, 'remap_pfn_range_notrack', {
    'R-IN-14':
      'If remapping fails, the entries written so far are removed and the reservation is given back, but the flags and vm_pgoff stay changed.',
    'R-IN-15': 'Remapping counts nothing: the refcounts, mapcounts and RSS stay as they are.',
    'R-IN-16': 'If a page table cannot be allocated, remapping fails with ENOMEM and cleans up as after any error.',
  }),
  ...inKernel('mm/memory.c, mm/io-mapping.c', 'remap_pfn_range_notrack, vm_iomap_memory, io_mapping_map_user', {
    'R-IN-19':
      "Three variants of remap_pfn_range: one without the tracking of cache modes, one that takes vm_pgoff for an offset into the driver's area, and one that requires the flags to be set already.",
  }),
  ...inKernel(MEMORY, 'vm_insert_page, vm_insert_pages', {
    'R-IN-20': 'An address outside the mapping is EFAULT.',
    'R-IN-21':
      'Inserting the first page into a mapping that is not yet mixed, without mmap_lock held for writing, is a BUG.',
    'R-IN-22': 'Inserting a page into a PFN mapping that is not mixed is a BUG.',
    'R-IN-23': 'Inserting the first page makes the mapping a mixed one.',
    'R-IN-31': 'Pages may be inserted into private mappings too: a mixed mapping supports copy-on-write.',
  }),
  ...inKernel(MEMORY, 'validate_page_before_insert', {
    'R-IN-24': 'A page without a reference, which nobody owns, cannot be inserted: EINVAL.',
    'R-IN-26': 'An anonymous page, a slab page or a page with a special type cannot be inserted: EINVAL.',
  }),
  ...inKernel(MEMORY, 'vm_mixed_zeropage_allowed', {
    'R-IN-25':
      'The zero page may be inserted only where nobody can write to it: in a copy-on-write mapping, in one that can never be writable, or in device or DAX memory with a pfn_mkwrite handler; otherwise EINVAL.',
  }),
  ...inKernel(MEMORY, 'insert_page, insert_pages', {
    'R-IN-27':
      'If a page table cannot be allocated, inserting a page is ENOMEM; vm_insert_pages says EFAULT above the lowest level.',
    'R-IN-32': 'vm_insert_pages stops at the first error, leaves what it has mapped, and tells how many pages remain.',
  }),
  ...inKernel(MEMORY, 'insert_page_into_pte_locked', {
    'R-IN-28': 'Inserting a page where an entry exists is EBUSY.',
    'R-IN-29': 'The zero page is inserted raw: special where there is a bit, and never counted.',
    'R-IN-30': 'Any other page is counted as it is inserted: reference, mapcount and RSS each go up by one.',
  }),
  ...inKernel(MEMORY, '__vm_map_pages', {
    'R-IN-33':
      'vm_map_pages inserts an array of pages from vm_pgoff on, and fails with ENXIO if the array does not cover the mapping.',
  }),
  ...inKernel(MEMORY, 'vmf_insert_pfn_prot', {
    'R-IN-34': 'vmf_insert_pfn in a mapping that is neither PFN nor mixed is a BUG.',
    'R-IN-35': 'vmf_insert_pfn in a mapping that is both PFN and mixed is a BUG.',
    'R-IN-36':
      'vmf_insert_pfn in a private PFN mapping is a BUG on every machine, because one without the bit could not tell the entry from a copied page.',
    'R-IN-37':
      'vmf_insert_pfn of a frame with a struct page into a mixed mapping is a BUG, because a machine without the bit would take the entry for a counted page.',
    'R-IN-38': 'vmf_insert_pfn at an address outside the mapping is SIGBUS.',
    'R-IN-39': 'vmf_insert_pfn of a frame that L1TF forbids is SIGBUS.',
  }),
  ...inKernel('arch/x86/mm/pat/memtype.c', 'track_pfn_insert', {
    'R-IN-40': 'On x86, an inserted entry takes over the cache mode that its frame already has.',
  }),
  ...inKernel(MEMORY, 'insert_pfn', {
    'R-IN-41': 'If a page table cannot be allocated, inserting a frame number is VM_FAULT_OOM.',
    'R-IN-42': 'If an entry exists, vmf_insert_pfn changes nothing and still reports success.',
    'R-IN-43':
      'Otherwise vmf_insert_pfn writes a raw entry and reports VM_FAULT_NOPAGE: the entry is there, no page needs mapping.',
  }),
  ...inKernel(MEMORY, '__vm_insert_mixed', {
    'R-IN-46': 'vmf_insert_mixed at an address outside the mapping is SIGBUS.',
    'R-IN-47': 'vmf_insert_mixed of a frame that L1TF forbids is SIGBUS.',
    'R-IN-48':
      'With the bit, vmf_insert_mixed writes a special entry and counts nothing, even if the frame has a struct page; an entry that exists stays, except that the mkwrite variant marks one of the same frame young, dirty and writable.',
    'R-IN-49':
      'Without the bit, vmf_insert_mixed counts a frame that has a struct page exactly as vm_insert_page does, ignores the mkwrite variant, and refuses with SIGBUS what vm_insert_page would refuse.',
    'R-IN-50': 'Without the bit, vmf_insert_mixed writes a raw entry for a frame that has no struct page.',
    'R-IN-51': 'vmf_insert_mixed has no rule about copy-on-write: mixed mappings may be private.',
  }),
  ...inKernel(MEMORY, 'vm_mixed_ok', {
    'R-IN-44':
      'vmf_insert_mixed of the zero page is SIGBUS where the zero page is not allowed, and always in the mkwrite variant.',
    'R-IN-45':
      'vmf_insert_mixed needs a mixed mapping, a devmap frame, a frame declared special (with the bit only) or the zero page; anything else is SIGBUS.',
  }),
  ...inKernel('mm/huge_memory.c', 'vmf_insert_pfn_pmd, vmf_insert_pfn_pud', {
    'R-IN-52': 'A huge raw entry in a mapping that is neither PFN nor mixed is a BUG, unless the frame is devmap.',
    'R-IN-53': 'A huge raw entry in a mapping that is both PFN and mixed is a BUG.',
    'R-IN-54': 'A huge raw entry in a private PFN mapping is a BUG.',
    'R-IN-55': 'A huge raw entry that would begin outside the mapping is SIGBUS.',
    'R-IN-56':
      'Where the architecture needs a spare page table for each huge entry and none can be allocated: VM_FAULT_OOM.',
    'R-IN-60': 'At huge levels nothing forbids a frame with a struct page in a mixed mapping.',
  }),
  ...inKernel('mm/huge_memory.c', 'insert_pfn_pmd, insert_pfn_pud', {
    'R-IN-57':
      'An empty entry becomes a huge raw one, special where the level has the bit; for a write it is young, dirty and, if the mapping permits, writable; nothing is counted.',
    'R-IN-58':
      'For a write, an existing huge entry of the same frame becomes young, dirty and writable; one of another frame stays, with a warning.',
    'R-IN-59': 'For a read, an existing huge entry stays as it is.',
  }),
  ...inKernel('drivers/gpu/drm/i915/i915_mm.c, arch/x86/xen/mmu_pv.c', 'remap_io_mapping, remap_io_sg, xen_remap_pfn', {
    'R-IN-61':
      'A few drivers write raw entries themselves and so bypass both the rule on whole private mappings and the linear rule.',
  }),
  ...inKernel('drivers/char/mem.c', 'mmap_mem', {
    'R-IN-62': '/dev/mem refuses an offset that is no physical address, or a range that wraps around: EINVAL.',
    'R-IN-63': '/dev/mem refuses a range that the architecture says cannot be mapped: EINVAL.',
    'R-IN-64':
      '/dev/mem in a kernel with STRICT_DEVMEM refuses frames that it must not show: EPERM; on x86 that is RAM above the first MiB.',
    'R-IN-66':
      'A mapping of /dev/mem has no fault handler; its only operation, where ioremap can keep a protection, is access, for debuggers.',
    'R-IN-67':
      '/dev/mem remaps the whole mapping from the frame that vm_pgoff names, and reports any failure as EAGAIN.',
    'R-IN-68':
      'A mapping of /dev/mem, private or shared, keeps the linear rule from the start, since its vm_pgoff is its first frame number anyway.',
  }),
  ...inKernel('drivers/char/mem.c, arch/x86/mm/pat/memtype.c', 'phys_mem_access_prot_allowed', {
    'R-IN-65':
      'The architecture may adjust the protection of a /dev/mem mapping or refuse it: x86 with PAT refuses RAM above the first MiB with EINVAL even without STRICT_DEVMEM.',
  }),
  ...inKernel('drivers/char/mem.c', 'range_is_allowed', {
    'R-IN-69':
      'STRICT_DEVMEM cannot even be selected on many architectures without the bit, so RAM can be mapped raw just where the linear rule is in use.',
  }),
  ...inKernel('kernel/resource.c', 'revoke_iomem', {
    'R-IN-70':
      'When a driver claims a range, its mappings through /dev/mem are zapped, including the pages copied from it.',
  }),
};
