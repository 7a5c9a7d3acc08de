import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'rdma-bar',
    theme: 'Questions from the field',
    promise: 'A network card may not register the memory of another card. What can be found is its frame number.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. Real kernels were recorded doing the same in hand/pin-pfnmap-shared, hand/pin-insert-page and hand/observers-pfnmap-shared.',
    },
    words: [
      'RDMA',
      'ibv_reg_mr',
      'ib_umem_get',
      'GPU',
      'BAR',
      'PCI BAR',
      'GPUDirect',
      'gdrcopy',
      'cudaHostRegister',
      'peer to peer',
      'P2PDMA',
      'io_remap_pfn_range',
      'follow_pfn',
      'resource0',
      'memory registration',
      'cuMemHostRegister',
      'ibv_reg_dmabuf_mr',
      'InfiniBand',
    ],
  },
  `
folioscope 1
title Registering a card's memory for RDMA
machines x86_64 arm

say A program maps the BAR of a graphics card and registers it, so that a network card may read and write it for a long time.
A mmap bar 2 shared rw remap_pfn_range mmio+0
say The driver called io_remap_pfn_range, which on these machines is remap_pfn_range.
ask outcome
A pin bar write longterm as mr
say ibv_reg_mr pins for writing and for a long time. There is no page: EFAULT.
ask outcome
A follow_pfnmap bar
say The frame number can be found. It holds nothing, and says nothing about how long the device stays there.
A mmap pages 2 shared rw vm_insert_page driver+0
say Where the memory has struct pages, the driver can insert them instead.
ask outcome
A pin pages write longterm as mr
say Now it is an ordinary registration.
device write mr "rdma"
A read pages
unpin mr
say For memory without pages there is dma-buf: the card's driver is asked for its addresses, and no page table is read. This model has no statement for it.
`,
);
