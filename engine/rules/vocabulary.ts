import { elsewhere, inKernel } from './rule.ts';

export const VOCABULARY = {
  ...elsewhere({
    'R-0-1':
      'What the installer of an entry meant is kept beside the entry, for checks and pictures; no rule of the model may read it.',
    'R-V-23':
      'The tests of vm_normal_page use a small machine of their own: 4 KiB pages, struct pages up to frame 0x3ff except for a hole from 0x300 to 0x37f, the zero page at frame 0x10, and device memory from frame 0x80000.',
  }),
  ...inKernel('include/linux/pfn.h', 'PHYS_PFN', {
    'R-V-1':
      'A page frame number (pfn) is a physical address divided by the page size; an entry can hold any number, whether or not there is RAM behind it.',
  }),
  ...inKernel('include/linux/mmzone.h', 'pfn_valid', {
    'R-V-2':
      'pfn_valid tells whether a frame number has a struct page; it does not promise that the frame is RAM in use, and memory hotplug can change the answer.',
  }),
  ...inKernel('include/linux/mm_types.h', 'struct page, struct folio', {
    'R-V-3':
      "A struct page is the kernel's record of one frame; a folio is one allocation of one or more frames, counted as a whole.",
  }),
  ...inKernel('include/linux/page_ref.h', 'folio_ref_count', {
    'R-V-4':
      'The refcount is the number of references that keep a folio allocated; every entry of a normal page holds one of them.',
  }),
  ...inKernel('include/linux/mm.h', 'folio_mapcount', {
    'R-V-5':
      'The mapcount is the number of entries that map a page; the kernel stores one less, and Folioscope shows the plain number.',
  }),
  ...inKernel('include/linux/pgtable.h', 'pmd_leaf, pud_leaf', {
    'R-V-6':
      'PTE, PMD and PUD are the entries of the three lowest levels of a page table; a PMD or PUD may also be a leaf, a huge entry that maps a whole block.',
  }),
  ...inKernel('arch/x86/include/asm/pgtable.h', 'pte_special', {
    'R-V-7':
      'The special bit is a software bit of an entry that tells memory management to leave alone whatever is behind the entry: not to look for a struct page there.',
  }),
  ...inKernel('mm/memory.c', 'vm_normal_page', {
    'R-V-8':
      'An entry is normal if vm_normal_page returns a page for it: the kernel holds a reference on that page, counts it, and may reclaim it.',
    'R-V-9':
      'A raw entry maps a frame by number alone: it holds no reference, and neither a mapcount nor RSS counts it.',
    'R-V-10':
      'The linear rule says that a raw entry of a private PFN mapping holds vm_pgoff plus the distance in pages from the start of the mapping; an entry with any other frame number is a copied page.',
    'R-V-16':
      'highest_memmap_pfn is the largest frame number that has a struct page; a larger one in an entry that ought to map a page is a sign of corruption.',
  }),
  ...inKernel('include/linux/mm.h', 'is_cow_mapping', {
    'R-V-11': 'A mapping is copy-on-write if it is not shared and could be made writable, even while it is read-only.',
  }),
  ...inKernel('mm/rmap.c', '__folio_set_anon', {
    'R-V-12':
      'An anonymous folio is private memory, filed under the linear index of the page for which it was allocated; in a private PFN mapping that index is the number of the raw frame it replaced.',
  }),
  ...inKernel('include/linux/page-flags.h', 'PageAnonExclusive', {
    'R-V-13':
      'An anonymous page marked exclusive belongs to a single process, which may write to it and pin it; the mark is set when the page is allocated or taken over, and cleared by fork.',
  }),
  ...inKernel('include/linux/pgtable.h', 'is_zero_pfn', {
    'R-V-14':
      'The zero page is shared, read-only and full of zeros; mapping it counts nothing, and it is recognised by the special bit where there is one and by its frame number elsewhere.',
  }),
  ...inKernel('arch/x86/include/asm/pgtable.h', 'pte_devmap', {
    'R-V-15':
      'Five architectures have a second software bit, devmap, for entries of device memory that has struct pages (ZONE_DEVICE).',
  }),
  ...inKernel('include/linux/mm.h', 'VM_PFNMAP, VM_MIXEDMAP', {
    'R-V-17':
      'A PFN mapping (VM_PFNMAP) holds raw entries and, if it is private, the pages copied from them; a mixed mapping (VM_MIXEDMAP) may hold raw entries and counted pages side by side.',
  }),
  ...inKernel('mm/gup.c', 'get_user_pages, pin_user_pages', {
    'R-V-18':
      'GUP, get_user_pages and its relatives, turns a user address into a referenced page; the fast walk reads the tables without any lock or mapping, the slow walk holds mmap_lock and knows the mapping.',
  }),
  ...inKernel('include/linux/mm_types.h', 'FAULT_FLAG_UNSHARE', {
    'R-V-19':
      'An unshare fault gives a process its own copy of a page but maps the copy read-only; GUP asks for one before it pins a page for reading.',
  }),
  ...inKernel('mm/memory.c', 'zap_pte_range', {
    'R-V-20': 'To zap entries is to remove them from the page tables and to undo what was counted for them.',
  }),
  ...inKernel('mm/pagewalk.c', 'walk_page_range', {
    'R-V-21': 'A walker is code that visits the entries of an address space, as smaps, pagemap and mbind do.',
  }),
  ...inKernel('include/linux/mm.h', 'VM_PAT', {
    'R-V-22': 'VM_PAT marks a mapping for whose whole physical range x86 has reserved a cache mode.',
  }),
};
