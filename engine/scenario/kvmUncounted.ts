import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'kvm-uncounted',
    theme: 'Questions from the field',
    promise: 'KVM takes the frame of a raw entry only if somebody still counts it, or nobody ever could.',
    witness: { none: 'By reading: `kvm_fault` follows virt/kvm/kvm_main.c, and no kernel was recorded playing it.' },
    words: [
      'KVM',
      'CVE-2021-22543',
      'use after free',
      'refcount',
      'kvm_try_get_pfn',
      'follow_pte',
      'uncounted page',
      'get_page_unless_zero',
      'hva_to_pfn_remapped',
    ],
  },
  `
folioscope 1
title KVM and a page that nobody counts
machines x86_64 arm

say A driver maps one of its pages raw, and a guest uses the mapping as memory. This was CVE-2021-22543.
A mmap v 2 shared rw vmf_insert_pfn driver+8
A read v
say The entry is raw: it holds no reference, though the frame has a struct page.
ask outcome
A kvm_fault v
say KVM finds the frame by its number, sees a struct page, and takes a reference while it uses it. The driver's reference makes that possible.
kernel free driver+8
say The driver frees its page. The entry stays: nobody told it.
ask outcome
A kvm_fault v
say The page counts nobody now. Before the repair KVM took a reference all the same, and later freed a page that was somebody else's. Now it takes one only where there is one already: EFAULT.
A read v
say The processor still reads through the entry, as it always will.
ask outcome
A kvm_fault v+1
A mmap w 1 shared rw vmf_insert_pfn mmio+0
A kvm_fault w
say Memory without a struct page has nothing to count, and is taken as it is.
`,
);
