import { inKernel } from './rule.ts';

const MEMORY = 'mm/memory.c';

export const FORK = {
  ...inKernel('kernel/fork.c', 'dup_mmap', {
    'R-FK-1': 'A mapping with VM_DONTCOPY does not exist in the child.',
    'R-FK-2': 'A mapping with VM_WIPEONFORK is copied to the child without its pages.',
    'R-FK-3': "The child's mapping is not locked, even if the parent's is.",
  }),
  ...inKernel(MEMORY, 'vma_needs_copy', {
    'R-FK-4':
      'Page tables are copied for PFN and mixed mappings and for those that have had anonymous pages; the child fills any other mapping by faults.',
    'R-FK-5': 'Raw entries are always copied at fork, because no fault could bring them back.',
  }),
  ...inKernel(MEMORY, 'copy_present_ptes', {
    'R-FK-6':
      'An entry without a page is given to the child as it is, but old, and counts nothing; if it is writable in a copy-on-write mapping, it becomes read-only on both sides.',
    'R-FK-7a': 'A page of a file or of shared memory gains a reference and a mapping for the child.',
    'R-FK-7b':
      'An anonymous page is shared: it loses its exclusive mark, becomes read-only on both sides, and gains a reference and a mapping for the child.',
    'R-FK-7c':
      'An exclusive anonymous page that may be pinned is copied for the child at once; the parent keeps its page, exclusive and writable.',
    'R-FK-7d': 'An anonymous page that is not exclusive is shared even if it may be pinned.',
  }),
  ...inKernel('arch/x86/mm/pat/memtype.c', 'track_pfn_copy', {
    'R-FK-8':
      'On x86, fork must first reserve the cache mode for the child, and reads the range from the first entry; if that entry is missing or is no longer raw, fork fails, and the caller sees ENOMEM.',
  }),
  ...inKernel(MEMORY, 'copy_nonpresent_pte', {
    'R-FK-9': 'A swap entry is shared with the child and loses its exclusive mark.',
  }),
  ...inKernel('mm/huge_memory.c', 'copy_huge_pmd, copy_huge_pud', {
    'R-FK-10':
      'A special PMD leaf is duplicated as it is, but old; any other PMD leaf of a file is left for the child to fault in; a PUD leaf is duplicated, read-only if it is copy-on-write.',
  }),
  ...inKernel(MEMORY, 'copy_page_range', {
    'R-FK-11':
      'While a copy-on-write mapping is being copied, a counter makes every pin of the fast walk fail that began meanwhile.',
  }),
};

export const ZAP = {
  ...inKernel(MEMORY, 'zap_present_ptes', {
    'R-ZP-1': 'An entry without a page is cleared and counts nothing, even if the caller asked to keep copied pages.',
    'R-ZP-2':
      'An entry of a file or shared page is cleared: its dirty and young marks pass to the page, which loses a mapping and a reference.',
    'R-ZP-3':
      'An entry of an anonymous page is cleared unless the caller asked to keep copied pages; without its last reference the page is freed.',
  }),
  ...inKernel(MEMORY, 'zap_pte_range', {
    'R-ZP-4': 'A swap entry is cleared and its slot freed, unless the caller asked to keep copied pages.',
    'R-ZP-5': 'An entry of a page that is being moved is cleared, and the counter of its kind goes down.',
  }),
  ...inKernel(MEMORY, 'zap_present_folio_ptes', {
    'R-ZP-6': 'A mapcount that falls below zero is reported as a bad entry.',
  }),
  ...inKernel('mm/memory.c, arch/x86/mm/pat/memtype.c', 'unmap_single_vma, untrack_pfn', {
    'R-ZP-7':
      'On x86, zapping any part of a PFN mapping gives up the reservation of its cache mode and VM_PAT for the whole mapping; munmap of a part splits the mapping first, so the rest keeps both.',
  }),
  ...inKernel('include/asm-generic/tlb.h', 'tlb_end_vma', {
    'R-ZP-8':
      'After a PFN or mixed mapping, stale translations are flushed at once, not together with those of other mappings.',
  }),
  ...inKernel(MEMORY, 'zap_vma_ptes', {
    'R-ZP-9': 'zap_vma_ptes does nothing unless the range lies in one PFN mapping; there it removes copied pages too.',
  }),
  ...inKernel('kernel/fork.c', 'check_mm', {
    'R-ZP-10':
      'When an address space ends with a counter that is not zero, the kernel reports a bad rss-counter state.',
  }),
};
