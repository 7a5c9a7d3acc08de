import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'dev-mem-refused',
    theme: 'Questions from the field',
    promise: 'Why mmap of /dev/mem says “Operation not permitted”, and for which memory.',
    witness: { none: 'No kernel was recorded with STRICT_DEVMEM, and the `rules` line rules a recording out.' },
    words: [
      '/dev/mem',
      'EPERM',
      'Operation not permitted',
      'STRICT_DEVMEM',
      'CONFIG_STRICT_DEVMEM',
      'IO_STRICT_DEVMEM',
      'CONFIG_IO_STRICT_DEVMEM',
      'iomem=relaxed',
      'lockdown',
      'devmem2',
      'busybox devmem',
      'devmem_is_allowed',
      'CAP_SYS_RAWIO',
      'range_is_allowed',
      'phram',
      'physical memory',
      'lsirec',
      '/proc/iomem',
    ],
  },
  `
folioscope 1
title /dev/mem: Operation not permitted
machines x86_64 arm
rules strict_devmem=on

say Most distributions build their kernels with STRICT_DEVMEM. This text runs with it; without the rules line there is none.
A mmap ram 1 shared rw devmem driver+8
say RAM is refused: EPERM, “Operation not permitted”. No capability helps. If open() itself says so, it is CAP_SYS_RAWIO that is missing, or the kernel is locked down.
ask outcome
A mmap bar 1 shared rw devmem mmio+0
A read bar
say Device memory is allowed. With IO_STRICT_DEVMEM, try strict_devmem=io, a BAR that a driver has claimed is refused as well; booting with iomem=relaxed lifts that.
say Instead of /dev/mem, map the device's own file: the resource files in /sys, UIO or VFIO.
`,
);
