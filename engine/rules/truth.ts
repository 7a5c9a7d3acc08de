/** What must hold, where both kinds of machine agree, and where the bit and the rules that stand in for it part. */
import { INVARIANTS } from '../mm/invariants.ts';
import { elsewhere, inKernel } from './rule.ts';

export const INVARIANT_RULES = elsewhere({
  ...INVARIANTS,
  'R-IV-11': 'What is mapped and then unmapped leaves every counter as it was.',
  'R-IV-16':
    'Disagreements are of four kinds: a lost page (counted but not found), a phantom page (found but not counted), different views of the same correct state, and a difference in what is reported.',
});

export const AGREEMENTS = elsewhere({
  'R-AG-1':
    'Both kinds of machine agree on a private PFN mapping of device memory, through any reads, writes, forks, splits and moves: raw frames are never RAM, and copies always are.',
  'R-AG-2': 'They agree on a shared PFN mapping of anything, in any order.',
  'R-AG-3': 'They agree on the zero page, where it is mapped in the usual way.',
  'R-AG-4': 'They agree on a mixed mapping of frames without a struct page and of pages put there by vm_insert_page.',
  'R-AG-5':
    'They agree when /dev/mem maps the anonymous RAM of another process: the entry is raw on both, and a write copies.',
  'R-AG-6': 'They agree after a private PFN mapping has been split, trimmed or pierced.',
  'R-AG-7': 'They agree on a private PFN mapping that is read-only, which is still copy-on-write.',
  'R-AG-8':
    'They agree on a copied page that goes to swap and returns in another frame, unless that frame is the predicted one.',
  'R-AG-9': 'They agree on misuse of vmf_insert_pfn: it is a BUG on both.',
});

export const DISAGREEMENTS = {
  ...inKernel('mm/memory.c', 'vm_normal_page', {
    'D-1':
      'The collision: if the copy of a page lands in the very frame that the linear rule predicts at its address, a machine without the bit takes it for raw, and the page is lost: it is never freed and never uncounted.',
    'D-2':
      'A raw frame that breaks the linear rule in a private PFN mapping is a phantom page without the bit: it loses references that nobody took, and a write may reach it without a copy.',
    'D-3':
      'Remapping a private mapping in pieces would break the linear rule for all but one of them, so it is refused on both kinds of machine.',
    'D-4':
      'A frame of RAM that vmf_insert_mixed maps is raw with the bit and a counted page without it; both are consistent, but fork, GUP and /proc show the difference.',
    'D-5':
      'A frame of RAM that remap_pfn_range puts into a mixed mapping is raw with the bit and a phantom page without it.',
    'D-6':
      'If a driver changes vm_pgoff or vm_start after it has remapped, every raw entry of a private mapping becomes a phantom page without the bit.',
    'D-7':
      'If a driver makes a PFN mapping copy-on-write after it has installed entries, or stops it from being so, a machine without the bit finds phantom pages or loses copied ones.',
    'D-8':
      'A page that a fault handler returns into a shared PFN mapping is counted; without the bit it is never found again, and is lost.',
    'D-9':
      'If memory hotplug gave or took a frame its struct page, a mixed mapping would be judged differently without the bit.',
    'D-10':
      'A raw entry in a mapping with neither flag is reported as bad with the bit, and becomes a phantom page without it.',
    'D-12':
      'If something rewrote a raw entry without its special bit, a machine with the bit would find a phantom page or report a bad entry; the rules on flags would not be fooled.',
    'D-13': 'find_special_page can answer for a special entry only where there is a bit; only Xen has one.',
    'D-15':
      'The zero page, mapped by a fault handler as if it were any page, is counted with the bit and lost without it.',
    'D-16':
      'A corrupt frame number is reported with the bit; in mixed mappings and shared PFN mappings a machine without it says nothing.',
    'D-19':
      'A frame that a driver declares special in a mapping without flags is inserted with the bit, and is SIGBUS without it.',
    'D-20':
      'Two architectures mark devmap entries without setting the special bit, and so find a page that nobody counted, where the others find none.',
    'D-22':
      'Differences of older kernels that are gone: the zero page in mixed mappings, its references before 2.6.32, and vm_pgoff in 2.6.28.',
  }),
  ...inKernel('mm/gup.c', 'gup_fast_pte_range, check_vma_flags', {
    'D-11':
      'A copied page in a private PFN mapping can be taken by get_user_pages_fast where there is a bit and a fast walk, and by no other call and on no other machine.',
  }),
  ...inKernel('mm/memory.c', 'follow_pfnmap_start', {
    'D-14': 'follow_pfnmap_start reports that an entry is special only where there is a bit.',
  }),
  ...inKernel('mm/memory.c', 'vm_normal_page_pmd', {
    'D-17':
      'A huge raw entry of RAM in a mixed mapping has no page where huge entries have a bit, and a page that nobody counted everywhere else.',
  }),
  ...inKernel('arch/arm/mm/mmu.c, mm/page_table_check.c', 'set_ptes, __page_table_check_ptes_set', {
    'D-18': 'Upkeep of caches and some debug checks ask the bit alone; without it they do a little needless work.',
  }),
  ...inKernel('mm/memory.c', 'vmf_insert_mixed', {
    'D-21': 'vmf_insert_mixed itself depends on the bit; every other inserting function keeps one contract for all.',
  }),
};
