import { inKernel } from './rule.ts';

export const MADVISE = {
  ...inKernel('mm/madvise.c', 'madvise_dontneed_free', {
    'R-MA-1':
      'DONTNEED is refused for a PFN mapping and empties any other; what returns depends on the fault handler, and pages inserted once at mmap never do.',
    'R-MA-13':
      'No call brings the raw frame back in place of a copied page: the copy goes only with the whole range, by munmap, mremap, exit or a revoke.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_free_single_vma', {
    'R-MA-2': 'FREE is refused for every mapping that is not anonymous.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_cold, madvise_pageout, can_madv_lru_vma', {
    'R-MA-3':
      'COLD and PAGEOUT are refused for a PFN mapping; elsewhere they act on normal pages that one process maps and that are on a list for reclaim.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_populate', {
    'R-MA-4': 'POPULATE is refused for a PFN mapping; in a mixed one a raw entry counts as populated.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_vma_behavior', {
    'R-MA-5': 'DOFORK is refused for device memory (VM_IO).',
    'R-MA-6':
      'DONTFORK, DONTDUMP, NORMAL, RANDOM and SEQUENTIAL only change flags and always succeed; HUGEPAGE and NOHUGEPAGE succeed where the kernel has huge pages.',
    'R-MA-7': 'DODUMP is refused for every mapping that is VM_SPECIAL.',
    'R-MA-8': 'WIPEONFORK is refused for mappings of files, those of drivers included, and for shared memory.',
  }),
  ...inKernel('mm/ksm.c', 'ksm_madvise', {
    'R-MA-9': 'MERGEABLE succeeds on a PFN or mixed mapping, and does nothing.',
  }),
  ...inKernel('mm/khugepaged.c', 'madvise_collapse', {
    'R-MA-10': 'COLLAPSE is refused for PFN and mixed mappings.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_remove', {
    'R-MA-11':
      'REMOVE is refused unless the mapping is shared and writable; then it punches a hole in the file, if the file can do that.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_inject_error', {
    'R-MA-12':
      'HWPOISON and SOFT_OFFLINE act on the page that get_user_pages_fast finds: never on a raw one, but on a copied page where there is a fast walk.',
  }),
  ...inKernel('mm/madvise.c', 'madvise_willneed', {
    'R-MA-14': 'WILLNEED on the mapping of a driver succeeds, and nothing happens.',
  }),
};

export const MPROTECT = {
  ...inKernel('mm/mprotect.c', 'do_mprotect_pkey', {
    'R-MP-1': 'Permissions beyond the MAY flags of the mapping are refused: EACCES.',
  }),
  ...inKernel('mm/mprotect.c', 'mprotect_fixup', {
    'R-MP-2':
      'On x86 processors with the L1TF flaw, taking all access from a PFN or mixed mapping checks each frame first: EACCES.',
    'R-MP-5':
      'In a shared mapping whose driver or file wants to hear of writes, only entries that are dirty become writable; in any other they all do.',
    'R-MP-7': 'The mapping is split at the edges of the range, and one that is VM_SPECIAL is never joined again.',
  }),
  ...inKernel('mm/mprotect.c', 'change_pte_range', {
    'R-MP-3': 'Each entry gets the new protection and keeps its frame, its special bit, and its dirty and young marks.',
    'R-MP-6':
      'A writable raw entry of a private mapping loses its write permission with the first change, and is copied from then on.',
  }),
  ...inKernel('mm/mprotect.c', 'can_change_pte_writable', {
    'R-MP-4':
      'In a private mapping an entry becomes writable at once only if it maps an exclusive anonymous page; a raw entry never does.',
  }),
  ...inKernel('mm/mprotect.c', 'change_pmd_range', {
    'R-MP-8':
      'A huge entry inside the range is changed in place; one that lies partly outside is split, which for a raw one means cleared.',
  }),
};

export const MREMAP = {
  ...inKernel('mm/mremap.c', 'vma_to_resize', {
    'R-MR-1': 'A PFN mapping, or one with VM_DONTEXPAND, cannot grow: EFAULT.',
    'R-MR-4': 'A PFN mapping cannot be moved with its old range kept (MREMAP_DONTUNMAP): EINVAL.',
    'R-MR-5':
      'Duplicating a mapping by an old length of zero needs a shared mapping that may grow; a private one is EINVAL, a shared PFN mapping EFAULT.',
    'R-MR-6': 'A range that reaches beyond its mapping is EFAULT.',
    'R-MR-8':
      'A mixed mapping without VM_DONTEXPAND may grow where it moves, and its fault handler fills the new part; in place it cannot, for that is a merge: ENOMEM.',
  }),
  ...inKernel('mm/mremap.c', 'mremap', {
    'R-MR-2': 'Any mapping may shrink; its tail is unmapped.',
  }),
  ...inKernel('mm/mremap.c', 'move_vma, move_page_tables', {
    'R-MR-3':
      'A PFN mapping may be moved: its entries keep frame and special bit, and x86 hands its reservation over, but what is left behind when only a part moves loses VM_PAT.',
  }),
  ...inKernel('mm/vma.c', 'copy_vma', {
    'R-MR-7':
      'A moved mapping gets the vm_pgoff that keeps the linear rule true for every page; only untouched anonymous memory is counted from its new address.',
  }),
};

export const SPLIT_AND_MERGE = {
  ...inKernel('mm/vma.c', '__split_vma', {
    'R-VM-1':
      'When a mapping is split, the upper part gets the vm_pgoff of its first page, so the linear rule stays true on both sides.',
    'R-VM-2':
      'munmap splits the mapping at both ends of the range and removes what lies between; the rest keeps the linear rule.',
  }),
  ...inKernel('mm/vma.c', 'is_mergeable_vma', {
    'R-VM-3': 'Mappings that are VM_SPECIAL are never merged with their neighbours.',
  }),
  ...inKernel('include/linux/mm_types.h', 'struct vm_area_struct', {
    'R-VM-4':
      'A driver that changes vm_pgoff or vm_start after it has remapped breaks the linear rule, and nothing stops it.',
  }),
};

export const MLOCK = {
  ...inKernel('mm/mlock.c', 'mlock_fixup', {
    'R-ML-1':
      'mlock succeeds on mappings that are VM_SPECIAL, hugetlb, DAX or secret memory, and leaves them unlocked.',
  }),
  ...inKernel('mm/gup.c', '__mm_populate', {
    'R-ML-2': 'The fault-in that follows mlock skips device and PFN mappings, but fills mixed ones.',
  }),
  ...inKernel('mm/mmap.c', '__mmap_region', {
    'R-ML-3': 'MAP_LOCKED has no effect on a mapping that cannot be locked.',
  }),
  ...inKernel('mm/internal.h', 'mlock_vma_folio', {
    'R-ML-4': 'A page that is mapped into a VM_SPECIAL mapping is never marked as locked.',
  }),
};
