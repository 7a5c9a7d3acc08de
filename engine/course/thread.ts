/** What lessons quote of the discussion on linux-mm, August 2024. */
export const THREAD = {
  hardCoded:
    'That is in general not what we want, and we still have some places that wrongly hard-code that behavior. In a MAP_PRIVATE mapping you might have anon pages that we can happily walk.',
  anonPages: 'In a MAP_PRIVATE mapping you might have anon pages that we can happily walk.',
  identify: 'vm_normal_page() … should be able to identify PFN maps and reject them, no?',
  rely: 'Yep, I think we can also rely on special bit.',
  emulation:
    'VM_PFNMAP/VM_MIXEDMAP should really only be used inside vm_normal_page() because thay are, effectively, support for a limited emulation of the special bit on arches that don’t have them.',
  weirdRules:
    'There are a bunch of weird rules that are used to try and make that work properly that have to be followed.',
  neverChecked:
    'On arches with the sepcial bit they should possibly never be checked since the special bit does everything you need.',
  suspect: 'Arguably any place reading those flags out side of vm_normal_page/etc is suspect.',
  gupFast: 'of course, GUP-fast is special (one of the reason for “pte_special()” and friends after all).',
  gupSlow: 'Here I chose to follow gup-slow, and I suppose you meant that’s also wrong?',
  walkPageTest:
    'I assume just nobody really noticed, just like nobody noticed that walk_page_test() skips VM_PFNMAP (but not VM_IO :) ).',
  notUseful: 'In general MAP_PRIVATE pfnmaps is not really useful on things like MMIO.',
  removal: 'There was a discussion (in VM_PAT) some time ago whether we could remove MAP_PRIVATE PFNMAPs completely.',
  devMem:
    'At least some users still use COW mappings on /dev/mem, although not many (and they might not actually write to these areas).',
  crept:
    'I’ve squashed many bugs where kernel drivers don’t demand userspace use MAP_SHARED when asking for a PFNMAP … I don’t know if anyone needs this, but it has crept wrongly into the API. Maybe an interesting place to start is a warning printk …',
  freshFolio:
    '… whenever we get a COW/unshare-fault in such a MAP_PRIVATE mapping, and essentially populate the fresh anon folio.',
  whoMaps:
    'Then we don’t only know who mmaps() something like that, but who actually relies on getting anon folios [pages] in there.',
  warnOnce:
    'Maybe we should start with some way to pr_warn_ONCE() whenever we get a COW/unshare-fault in such a MAP_PRIVATE mapping, and essentially populate the fresh anon folio. Then we don’t only know who mmaps() something like that, but who actually relies on getting anon folios in there.',
} as const;

export type Excerpt = keyof typeof THREAD;
