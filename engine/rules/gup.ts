import { inKernel } from './rule.ts';

const GUP_C = 'mm/gup.c';

export const GUP = {
  ...inKernel(GUP_C, 'try_grab_folio, is_valid_gup_args', {
    'R-GU-1':
      'FOLL_GET takes one reference; FOLL_PIN counts as 1,024 references on a single page and as none on the zero page; asking for both, or for a long-term reference that is not a pin, is EINVAL.',
  }),
  ...inKernel(GUP_C, 'gup_fast_fallback', {
    'R-GU-2':
      'The fast calls walk the tables without a lock first, and leave to the slow walk what that did not take, unless FOLL_FAST_ONLY forbids it; they return the number of pages, or an error if there are none.',
  }),
  ...inKernel(GUP_C, 'gup_fast_pte_range', {
    'R-GU-3':
      'The fast walk has no mapping and so reads none of its flags; only the special bit protects it from raw entries.',
    'R-GU-5': 'The fast walk stops at an entry that is not present or gives no access.',
    'R-GU-5a': 'The fast walk stops at an entry that does not permit the access asked for.',
    'R-GU-5b': 'The fast walk stops at a devmap entry that is to be held for long or whose device is gone.',
    'R-GU-5c': 'The fast walk stops at a special entry, that of the zero page included.',
    'R-GU-5d':
      'The fast walk stops at a page on which it cannot take a reference, because it has none left or may not be held for long.',
    'R-GU-5e': 'The fast walk gives its reference back if the entry or the table above it changed meanwhile.',
    'R-GU-5f': 'The fast walk gives its reference back if gup_fast_folio_allowed objects to the folio.',
    'R-GU-5g': 'The fast walk gives its reference back if the entry is read-only and its page must be unshared first.',
    'R-GU-5i':
      'The fast walk gives its pin back if the architecture cannot make the page accessible, as with protected guests on s390.',
    'R-GU-5h': 'Otherwise the fast walk takes the page and leaves the entry as it is.',
    'R-GU-6':
      'Without the bit, the fast walk takes nothing at the lowest level, because it could not tell a page from a raw frame.',
  }),
  ...inKernel(GUP_C, 'gup_fast', {
    'R-GU-4':
      'If a fork copies page tables while the fast walk pins pages, the walk gives back everything it has taken.',
  }),
  ...inKernel(GUP_C, 'gup_fast_pmd_leaf, gup_fast_pud_leaf', {
    'R-GU-7': 'At a huge leaf the fast walk makes the same tests, and stops if the leaf is special.',
  }),
  ...inKernel('mm/Kconfig', 'HAVE_GUP_FAST', {
    'R-GU-8':
      'Some architectures have no fast walk at all, 2-level ARM among them; mips32 with RIXI has one but no bit, so that it takes no single page.',
  }),
  ...inKernel(GUP_C, 'check_vma_flags', {
    'R-GU-9':
      'The slow walk first judges the mapping: device and PFN mappings are EFAULT whatever page is inside, and so are missing permissions, unless FOLL_FORCE may override them in a copy-on-write mapping.',
  }),
  ...inKernel(GUP_C, 'follow_page_pte', {
    'R-GU-10':
      'The slow walk then judges the entry: it faults in what is missing or not permitted, takes the zero page, reports EEXIST for any other entry without a page, asks for an unshare fault before certain pins, and takes every other page.',
  }),
  ...inKernel(GUP_C, 'can_follow_write_pte', {
    'R-GU-11':
      'A write needs a writable entry, or, if forced in a private mapping without write permission, an exclusive anonymous page.',
  }),
  ...inKernel(GUP_C, 'faultin_page', {
    'R-GU-12':
      'What the slow walk misses it faults in as the processor would, for reading, writing or unsharing, and then looks again.',
  }),
  ...inKernel('mm/internal.h', 'gup_must_unshare', {
    'R-GU-13':
      'A pin for reading must unshare first if the page is anonymous but not exclusive, or, for a long-term pin in a copy-on-write mapping, if it is not anonymous.',
  }),
  ...inKernel(GUP_C, '__mm_populate, populate_vma_page_range', {
    'R-GU-14':
      'Populating skips device and PFN mappings; private writable mappings are filled as if written to, so that copies are made early.',
  }),
  ...inKernel(GUP_C, 'get_user_pages_fast, get_user_pages', {
    'R-GU-15':
      'For ordinary pages both walks agree; for a copied page of a private PFN mapping the fast walk, where there is one, returns the page, and the slow walk returns EFAULT.',
  }),
  ...inKernel('mm/memory.c', '__access_remote_vm', {
    'R-GU-16':
      'Access to the memory of another process uses the slow walk, page by page, and where that fails the access handler of the mapping, if the architecture supports one.',
  }),
  ...inKernel('mm/memory.c', 'generic_access_phys', {
    'R-GU-17':
      'generic_access_phys looks the frame number up and maps that physical address for itself; it does not write through an entry that is read-only.',
    'R-GU-18':
      'generic_access_phys does not ask whether the entry is raw: for a copied page it tries to map RAM as a device, which x86 and arm64 refuse.',
    'R-GU-19':
      'An access that crosses a page boundary goes on at the physical address of the first page, and so misses a copied second page.',
  }),
  ...inKernel('mm/memory.c', 'follow_pfnmap_start', {
    'R-GU-20':
      'follow_pfnmap_start looks up the frame number of a present entry in a device or PFN mapping; it faults nothing in, and it reports the special bit without testing it.',
    'R-GU-21':
      "Its users are generic_access_phys, KVM, VFIO, two other hypervisor drivers and x86's tracking of cache modes, which alone asks for the special bit.",
  }),
  ...inKernel('virt/kvm/kvm_main.c, drivers/vfio/vfio_iommu_type1.c', 'hva_to_pfn_remapped, follow_fault_pfn', {
    'R-GU-22':
      'KVM and VFIO therefore find a copied page of a private PFN mapping by number; VFIO refuses it, since it is ordinary RAM.',
  }),
  ...inKernel(GUP_C, 'gup_fast_folio_allowed', {
    'R-GU-23':
      'In a kernel with secret memory the fast walk refuses a folio without a mapping, which the pages of drivers are; a long-term pin for writing takes anonymous and shared memory only.',
  }),
  ...inKernel(GUP_C, '__gup_longterm_locked', {
    'R-GU-24':
      'A page that may not stay where it is gets moved before it is pinned for long, and the pinning starts over.',
  }),
  ...inKernel(GUP_C, 'pin_user_pages, pin_user_pages_fast', {
    'R-GU-25':
      'A long-term pin makes a private page exclusive first, by an unshare fault to read and a write fault to write; it refuses to write to a shared file page whose changes the file tracks.',
  }),
};
