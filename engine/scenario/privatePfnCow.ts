import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'private-pfn-cow',
    theme: 'The special bit',
    promise:
      'The first write copies: an ordinary page in the middle of raw entries, and each machine must tell the two apart.',
    witness: { recorded: 'builtin/private-pfn-cow', machines: KERNELS },
  },
  `
folioscope 1
title A private PFN mapping, copied on write
machines x86_64 arm

say A driver maps four pages of device memory, privately. Device memory has no struct page.
A mmap io 4 private rw remap_pfn_range mmio+0
say Four raw entries. On x86-64, each carries the special bit; arm has no room for one, and remembers only that vm_pgoff is the first frame number.
A read io+0
say The entry is already filled, so there is no fault: A reads the device itself.
A write io+1 "new"
say The old frame has no folio: the kernel copies through the user address. The copy is an ordinary anonymous page, in the middle of a PFN mapping.
A fork B
say Raw entries are copied; those of the child are marked as not accessed. The copied page is shared now, read-only for both.
ask io+2 in B: vm_normal_page
B write io+2
say On x86-64, the new entry lacks the special bit: the entry itself says that it maps a page.
say On arm, the frame is no longer the one that the linear rule expects. That is how the kernel knows that it is a page.
A pin io+1 fast as p
say No pin, although io+1 maps a page. The fast path of x86-64 looks at the entry, but it must not pin a page shared since the fork. The slow path looks at the mapping first and refuses it, as it does every PFN mapping.
A pagemap io*
say pagemap skips the whole mapping because of VM_PFNMAP: the copied page looks unmapped.
unpin p
say Nothing was pinned, so there is nothing to undo: EINVAL.
B exit
say What was counted for B's two pages is released. Raw entries are only cleared.
say Pages and raw entries sat side by side, and both machines told them apart: one by the bit, the other by the linear rule.
`,
);
