import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'direct-io',
    theme: 'Questions from the field',
    promise: 'A transfer straight into a mapping of device memory is refused. Into pages it works.',
    witness: {
      none: 'By reading: nobody recorded exactly these statements. Real kernels were recorded doing the same in hand/pin-pfnmap-shared and hand/pin-insert-page.',
    },
    words: [
      'O_DIRECT',
      'direct I/O',
      'direct IO',
      'MSG_ZEROCOPY',
      'UIO',
      '/dev/uio0',
      'Bad address',
      'DMA',
      'zero copy',
      'udmabuf',
      'io_uring fixed buffers',
      'IORING_REGISTER_BUFFERS',
      'SG_IO',
      'preadv2',
      'pwritev2',
      'io_submit',
      'libaio',
    ],
  },
  `
folioscope 1
title Direct I/O into device memory, and into pages
machines x86_64 arm

say A program maps the memory of a device, as UIO and /dev/mem do, and wants a disk to write straight into it.
A mmap regs 2 shared rw remap_pfn_range mmio+0
A write regs "cmd"
say The processor reads and writes it without trouble. So do read() and write(), which copy through the page tables.
ask outcome
A pin regs write fast as io
say Direct I/O has to pin the pages that it transfers to. The fast walk stops at the raw entry, or is not there at all. The slow walk finds VM_PFNMAP and VM_IO on the mapping: EFAULT, “Bad address”.
A pin regs write
say The slow walk alone gives the same answer, whoever asks.
A mmap ring 2 shared rw vm_insert_page driver+0
say The remedy is up to the driver: this one inserts pages of its own, and the kernel counts them.
ask outcome
A pin ring write fast as io
say There is a page, so there is something to pin.
device write io "data"
A read ring
say The transfer went straight into the mapping, without a copy.
unpin io
say Direct I/O needs pages. Memory without struct pages has none to give, and read() or write() have to do.
`,
);
