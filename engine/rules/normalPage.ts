import { elsewhere, inKernel } from './rule.ts';

export const NORMAL_PAGE = {
  ...inKernel('mm/memory.c', 'vm_normal_page', {
    'R-NP-1':
      'With the bit: an entry that is not special, but whose frame number exceeds highest_memmap_pfn, has no page and is reported as bad.',
    'R-NP-2':
      'With the bit: every other entry that is not special maps a normal page; no flag of the mapping is read, nor is it checked that the frame has a struct page.',
    'R-NP-3':
      'With the bit: if the mapping has a find_special_page handler, which only Xen does, that handler alone answers for a special entry.',
    'R-NP-4': 'With the bit: a special entry of a PFN or mixed mapping has no page.',
    'R-NP-5': 'With the bit: a special entry of the zero page has no page, whatever the mapping.',
    'R-NP-6': 'With the bit: a special entry that is also marked devmap has no page.',
    'R-NP-7': 'With the bit: a special entry that none of these reasons explains has no page and is reported as bad.',
    'R-NP-8': 'Without the bit: an entry of a mixed mapping has no page if its frame has no struct page.',
    'R-NP-9': 'Without the bit: an entry of a mixed mapping has no page if it maps the zero page.',
    'R-NP-10':
      'Without the bit: every other entry of a mixed mapping maps a normal page; highest_memmap_pfn is not consulted.',
    'R-NP-11':
      'Without the bit: an entry of a PFN mapping has no page if its frame number is the one that the linear rule predicts.',
    'R-NP-12':
      'Without the bit: no entry of a PFN mapping has a page if the mapping is not copy-on-write, whatever its frame number.',
    'R-NP-13':
      'Without the bit: in a private PFN mapping, an entry of the zero page has no page even where the linear rule predicts another frame.',
    'R-NP-14':
      'Without the bit: in a private PFN mapping, an entry that breaks the linear rule with a frame number above highest_memmap_pfn has no page and is reported as bad.',
    'R-NP-15':
      'Without the bit: in a private PFN mapping, every other entry that breaks the linear rule maps a normal page, taken to be a copy made on write.',
    'R-NP-16': 'Without the bit: in a mapping that is neither PFN nor mixed, an entry of the zero page has no page.',
    'R-NP-17':
      'Without the bit: in a mapping that is neither PFN nor mixed, an entry with a frame number above highest_memmap_pfn has no page and is reported as bad.',
    'R-NP-18': 'Without the bit: in a mapping that is neither PFN nor mixed, every other entry maps a normal page.',
    'R-NP-19':
      'Without the bit, MIXEDMAP is tested before PFNMAP and the linear rule before copy-on-write; the special bit, find_special_page and devmap are not consulted at all.',
  }),
  ...inKernel('mm/memory.c', 'vm_normal_folio', {
    'R-NP-20': 'vm_normal_folio returns the folio of the page that vm_normal_page returns, or NULL.',
  }),
  ...inKernel('mm/memory.c', 'print_bad_pte', {
    'R-NP-21':
      'The report of a bad entry names the process, the entry, its address and its mapping, and taints the kernel; it kills nobody and leaves the entry as it is.',
    'R-NP-22': 'At most 60 such reports are printed per minute; the next one after that says how many were suppressed.',
  }),
  ...inKernel('mm/memory.c', 'zap_present_folio_ptes, do_swap_page', {
    'R-NP-23':
      'The same report is printed when zapping drives a mapcount below zero, and when a fault meets a swap entry of an unknown kind.',
  }),
  ...inKernel('mm/memory.c', 'vm_normal_page_pmd', {
    'R-NP-24':
      'A huge entry that is marked special has no page; only x86-64 and arm64 can mark one, so elsewhere the answer is always no.',
    'R-NP-25': 'In a mixed mapping, a huge entry has no page if its first frame has no struct page.',
    'R-NP-26': 'In a mixed mapping, every other huge entry maps a page, and no later test is made.',
    'R-NP-27':
      'In a PFN mapping, a huge entry has no page if its first frame is the one that the linear rule predicts.',
    'R-NP-28': 'In a PFN mapping that is not copy-on-write, no huge entry has a page.',
    'R-NP-29': 'A huge entry marked devmap has no page.',
    'R-NP-30': 'The huge zero folio is not a normal page.',
    'R-NP-31':
      'A huge entry with a frame number above highest_memmap_pfn has no page, and, unlike at the lowest level, nothing is reported.',
    'R-NP-32': 'Every other huge entry maps a page.',
    'R-NP-33':
      'For huge entries, 6.12 follows the rules on flags on every architecture; the special bit is only a quick way out where it exists.',
  }),
  ...inKernel('mm/pagewalk.c', 'folio_walk_start', {
    'R-NP-34':
      '6.12 has no vm_normal_page_pud: folio_walk_start takes a PUD leaf for a folio unless it is special or devmap, and other code assumes that it belongs to DAX or hugetlb.',
  }),
  ...elsewhere({
    'R-NP-35':
      'A proposal of 2025, not merged, replaces the linear rule: without the bit, an entry of a private PFN mapping maps a page only if its frame is an anonymous folio.',
  }),
};
