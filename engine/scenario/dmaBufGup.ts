import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'dma-buf-gup',
    theme: 'Questions from the field',
    promise: 'VM_PFNMAP stops get_user_pages on every machine, VM_MIXEDMAP only where there is a bit.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. Real kernels were recorded doing the same in hand/pin-mixed-shared, hand/pin-insert-page and hand2/must-share.',
    },
    words: [
      'dma-buf',
      'dma_buf_mmap',
      'TTM',
      'ttm_bo_vm_fault',
      'GEM mmap',
      'drm_gem_mmap',
      'get_user_pages',
      'VM_PFNMAP',
      'VM_MIXEDMAP',
      'is_cow_mapping',
      '/dev/dri/card0',
      'DRM',
      'graphics driver',
      'drm_gem_shmem_mmap',
    ],
  },
  `
folioscope 1
title Three ways to map a buffer, and get_user_pages
machines x86_64 arm

say Graphics drivers do not want anybody to pin their buffers. Which flag keeps get_user_pages out?
A mmap pfn 1 shared rw vmf_insert_pfn driver+8
A read pfn
ask outcome
A gup pfn fast
say VM_PFNMAP: the slow walk refuses the mapping, and the fast walk stops at the special entry or takes nothing at all.
A mmap mix 1 shared rw vmf_insert_mixed driver+9
A read mix
ask outcome
A gup mix
say VM_MIXEDMAP: the slow walk looks at the entry. With the bit it is raw, EEXIST. Without it the frame is a page, counted, and taken.
A gup mix fast
A mmap page 1 shared rw vm_insert_page driver+10
ask outcome
A gup page
say vm_insert_page also makes a mixed mapping, and there get_user_pages always works.
A mmap cow 1 private rw vmf_insert_pfn driver+11 must_share
say Private mappings have to be refused by the driver, as is_cow_mapping tells it to.
A mmap bug 1 private rw vmf_insert_pfn driver+11
ask outcome
A read bug
say A driver that does not is stopped by a BUG at the first touch.
`,
);
