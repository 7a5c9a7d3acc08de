import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'vfio-bar',
    theme: 'Questions from the field',
    promise: 'IOMMUFD only pins. VFIO asks for the frame number when a pin fails.',
    witness: {
      none: 'By reading: `vfio_pin` follows drivers/vfio/vfio_iommu_type1.c, and no kernel was recorded playing it.',
    },
    words: [
      'VFIO',
      'IOMMUFD',
      'passthrough',
      'PCI passthrough',
      'VFIO_IOMMU_MAP_DMA',
      'IOMMU_IOAS_MAP',
      'cloud-hypervisor',
      'QEMU',
      'vfio-pci',
      'nested passthrough',
      'vaddr_get_pfns',
      'follow_fault_pfn',
      'IOMMU',
      'SR-IOV',
    ],
  },
  `
folioscope 1
title A BAR for a guest: IOMMUFD and VFIO
machines x86_64 arm

say A virtual machine monitor maps the BAR of a card that is passed through, and gives it to the IOMMU like the rest of the guest's memory.
A mmap bar 2 shared rw vmf_insert_pfn mmio+0
say vfio-pci fills such a mapping on demand.
ask outcome
A pin bar write longterm
say IOMMUFD does this and nothing else: EFAULT.
ask outcome
A vfio_pin bar write as d
say VFIO's older interface tries the same. When it fails in a PFN mapping, VFIO asks follow_pfnmap, causes one fault because nothing is mapped yet, and asks again.
A mmap rom 1 shared r remap_pfn_range mmio+8
ask outcome
A vfio_pin rom write
say An entry that may only be read is no place for a device to write: EFAULT.
A vfio_pin rom
A mmap ram 1 shared rw vm_insert_page driver+0
A pin ram write longterm as p
say Memory that has pages is accepted by both.
unpin p
unpin d
say VFIO holds nothing of a raw frame: it relies on being told when the mapping goes away.
`,
);
