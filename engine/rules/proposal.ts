import { elsewhere, inKernel } from './rule.ts';

export const PROPOSAL = {
  ...elsewhere({
    'R-PR-1':
      'The claim of the discussion: whether an entry is normal is a property of the entry, so code should ask vm_normal_page, not test VM_PFNMAP.',
    'R-PR-2':
      'The objection: hardly anybody seems to want private PFN mappings, and they are what makes the linear rule necessary; a warning when one is written to would tell.',
    'R-PR-10': 'The warning comes once per boot, says who replaced which frame, and lets the fault go on.',
    'R-PR-11': 'No such warning is known to have been merged.',
    'R-PR-12':
      'If private PFN mappings were removed, remap_pfn_range would refuse every copy-on-write mapping, read-only ones included.',
    'R-PR-13':
      'Without private PFN mappings, no entry of a PFN mapping would have a page, and the linear rule could go.',
    'R-PR-14': 'Without private PFN mappings, vm_pgoff would always stay the offset in the file.',
    'R-PR-15':
      "Without private PFN mappings, copying through the user's address would be needed for mixed mappings only.",
    'R-PR-16':
      'Without private PFN mappings, VM_PFNMAP would again mean that no normal page is inside, and both walks of GUP would agree.',
    'R-PR-17': 'What would break is private mappings of /dev/mem.',
    'R-PR-18':
      'An alternative keeps private mappings and asks whether the frame is anonymous memory; it fails for RAM that is mapped through /dev/mem and becomes anonymous memory later.',
    'R-PR-24':
      'The tracking of cache modes could not work without the bit, because it needs to know that the first entry is raw.',
  }),
  ...inKernel('mm/memory.c', 'wp_page_copy', {
    'R-PR-3': 'The proposed warning belongs where a copy has just replaced a raw entry of a private PFN mapping.',
    'R-PR-4': 'An unshare fault would warn as well, but cannot get there in 6.12.',
    'R-PR-5': 'If the entry changed meanwhile and the copy was given back, there is nothing to warn about.',
    'R-PR-6': 'Copying a page that was already anonymous gives no warning.',
  }),
  ...inKernel('mm/memory.c', 'do_cow_fault', {
    'R-PR-7': 'A private PFN mapping whose fault handler returns a page would warn when that page is copied.',
  }),
  ...inKernel('mm/memory.c', 'copy_present_page, do_swap_page', {
    'R-PR-8': 'The copy of a pinned page at fork, a page read back from swap and a page that is moved give no warning.',
  }),
  ...inKernel('mm/memory.c', 'wp_pfn_shared, wp_page_reuse', {
    'R-PR-9': 'Making an entry writable without a copy gives no warning.',
  }),
  ...inKernel('arch/x86/mm/pat/memtype.c', 'track_pfn_remap, untrack_pfn', {
    'R-PR-20':
      'x86 sets VM_PAT on a mapping that is remapped as a whole, after reserving a cache mode for its range, and clears it when the range is zapped or moved.',
    'R-PR-21':
      'To give a reservation back, x86 needs the range: from the first entry if that is special, else, for a copy-on-write mapping, from vm_pgoff.',
  }),
  ...inKernel('arch/x86/mm/pat/memtype.c', 'track_pfn_copy', {
    'R-PR-22':
      'fork needs the protection too, which vm_pgoff cannot tell: if the first page is copied or missing, fork fails.',
    'R-PR-23':
      'So on x86 a write to the first page of a private PFN mapping makes fork fail, and a write to any other does not.',
  }),
};
