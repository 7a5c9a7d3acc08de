import { inKernel } from './rule.ts';

const HUGE = 'mm/huge_memory.c';

export const HUGE_PAGES = {
  ...inKernel('mm/Kconfig', 'ARCH_SUPPORTS_HUGE_PFNMAP', {
    'R-HP-1':
      'x86-64 and arm64 have a special bit in huge entries too, at the PMD level and, on x86-64, at the PUD level; elsewhere setting it has no effect.',
  }),
  ...inKernel(HUGE, 'insert_pfn_pmd, insert_pfn_pud', {
    'R-HP-2': 'A huge raw entry is marked special, unless its frame is devmap.',
    'R-HP-9': 'A private PFN mapping never has a huge entry: inserting one is a BUG, and remap_pfn_range writes none.',
  }),
  ...inKernel('mm/gup.c', 'gup_fast_pmd_leaf, gup_fast_pud_leaf', {
    'R-HP-3': 'The fast walk stops at a special huge entry.',
  }),
  ...inKernel('mm/pagewalk.c', 'folio_walk_start', {
    'R-HP-4': 'folio_walk_start finds no folio in a special huge entry.',
  }),
  ...inKernel(HUGE, 'copy_huge_pmd, copy_huge_pud', {
    'R-HP-5': 'fork accepts special huge entries.',
    'R-HP-12':
      "At fork the child gets the same special PMD, marked old; it stays dirty and writable, and the parent's stays untouched.",
    'R-HP-13':
      'At fork a PUD leaf is duplicated and marked old, and made read-only on both sides if it is copy-on-write.',
  }),
  ...inKernel(HUGE, '__thp_vma_allowable_orders, vma_file_bypass_thp_tuneables', {
    'R-HP-6':
      'A PFN mapping whose driver can map blocks may have huge entries whatever the settings for huge pages say; a mixed one needs the setting or the advice.',
    'R-HP-20':
      'That permission does not depend on the bit: where there is none, it is for the driver to fall back to single pages.',
  }),
  ...inKernel('mm/memory.c', 'follow_pfnmap_start', {
    'R-HP-7': 'Looking up a frame number also works inside a huge entry.',
  }),
  ...inKernel(HUGE, '__split_huge_pmd_locked', {
    'R-HP-8':
      'Splitting the huge entry of a file or PFN mapping just clears it; the driver maps what is needed at the next fault.',
  }),
  ...inKernel('mm/memory.c', 'wp_huge_pmd', {
    'R-HP-10':
      'A write to a read-only huge entry of a shared mapping asks the driver, and splits the entry if the driver falls back.',
    'R-HP-11': 'A write to a huge entry of a private mapping splits it without asking the driver.',
  }),
  ...inKernel(HUGE, 'zap_huge_pmd, zap_huge_pud', {
    'R-HP-14': 'Zapping a huge entry of a PFN or mixed mapping counts nothing.',
  }),
  ...inKernel(HUGE, 'change_huge_pmd', {
    'R-HP-15':
      'mprotect of a whole huge entry changes it in place; the special bit stays, and a private one never becomes writable here.',
  }),
  ...inKernel('mm/mremap.c', 'move_huge_pmd, move_page_tables', {
    'R-HP-16': 'mremap moves a whole, aligned huge entry as it is, and splits any other.',
  }),
  ...inKernel('mm/gup.c', 'follow_huge_pmd, follow_huge_pud', {
    'R-HP-17':
      'In a mixed mapping, the slow walk takes the page of a huge entry without asking vm_normal_page or the bit, and counts the reference on the first page of the block.',
  }),
  ...inKernel('include/linux/mm.h', 'vma_is_special_huge', {
    'R-HP-18':
      'Only a mapping with a file counts as one whose huge entries are uncounted; no PFN mapping without a file is known.',
  }),
  ...inKernel('mm/memory.c', 'vm_normal_page_pmd', {
    'R-HP-19': 'Shared mappings need no linear rule, so a mapping that is only partly huge cannot break one.',
  }),
};
