import { inKernel } from './rule.ts';

export const VMA_FLAGS = {
  ...inKernel('include/linux/mm.h', 'VM_READ, VM_SHARED, VM_MAYWRITE, VM_PFNMAP', {
    'R-F-1':
      'The flags of a mapping say what it permits now, what mprotect may permit later (the MAY flags), whether it is shared, and what kind of entries it holds.',
  }),
  ...inKernel('include/linux/mm.h', 'VM_SPECIAL', {
    'R-F-2':
      'VM_SPECIAL stands for any of VM_IO, VM_DONTEXPAND, VM_PFNMAP and VM_MIXEDMAP: such mappings are never merged or locked, and KSM, userfaultfd and migrate_vma keep out of them.',
  }),
  ...inKernel('include/linux/mm.h', 'VM_NO_KHUGEPAGED', {
    'R-F-3': 'khugepaged keeps out of every mapping that is VM_SPECIAL or hugetlb.',
  }),
  ...inKernel('include/linux/mm.h', 'vma_is_anonymous', {
    'R-F-4':
      'A mapping is anonymous if and only if its vm_ops is NULL; a file mapping whose driver sets no vm_ops keeps an empty table instead, so that a hole in it raises SIGBUS instead of becoming a zero page.',
  }),
  ...inKernel('mm/mmap.c', 'do_mmap', {
    'R-F-5':
      'mmap derives the flags from the protection, the kind of sharing and the mode in which the file is open: MAP_SHARED of a read-only file loses SHARED and MAYWRITE, and asking for write permission there fails with EACCES.',
  }),
  ...inKernel('include/linux/pgtable.h', 'vm_get_page_prot', {
    'R-F-6':
      "A private writable mapping gets a protection without the hardware's write bit, which is what makes the first write to each page fault.",
  }),
  ...inKernel('mm/mmap.c', '__mmap_region', {
    'R-F-7':
      "After the driver's mmap handler, the kernel warns about flags that the handler should not have set, works out the protection again, and files the mapping under the vm_pgoff that the handler left: a private PFN mapping is therefore found by frame number, not by file offset.",
  }),
  ...inKernel('mm/memory.c', 'remap_pfn_range, vm_insert_page', {
    'R-F-8':
      'remap_pfn_range sets IO, PFNMAP, DONTEXPAND and DONTDUMP, and vm_insert_page sets MIXEDMAP; the functions for fault handlers set no flag and require one that is already there.',
  }),
  ...inKernel('include/linux/mm.h', 'VM_IO, VM_PFNMAP', {
    'R-F-9':
      "VM_IO and VM_PFNMAP are independent: some drivers set only one of them, and the kernel's readers do not agree on which to test.",
  }),
  ...inKernel('fs/proc/vmcore.c', 'mmap_vmcore', {
    'R-F-10':
      'A mapping with both VM_PFNMAP and VM_MIXEDMAP is a BUG to the inserting helpers, yet /proc/vmcore and one accelerator driver create such mappings.',
  }),
};
