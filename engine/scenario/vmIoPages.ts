import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'vm-io-pages',
    theme: 'Questions from the field',
    promise: 'Real, counted pages, and VM_IO on the mapping: the slow walk refuses, the fast walk may not.',
    witness: { recorded: 'hand3/io-insert', machines: KERNELS },
    words: [
      'VM_IO',
      'GPUDirect Storage',
      'GDS',
      'nvidia-fs',
      'cuFileRead',
      'SECRETMEM',
      'memfd_secret',
      'counted pages in a VM_IO mapping',
    ],
  },
  `
folioscope 1
title Counted pages under VM_IO
machines x86_64 arm_lpae arm

say A driver inserts real pages, and sets VM_IO as well, because that is what its other mappings have.
A mmap i 2 shared rw vm_insert_page driver+0 vm_io
A read i
say The pages are counted, and every entry is normal.
ask outcome
A gup i
say The slow walk looks at the mapping first. VM_IO alone is enough for EFAULT, whatever the entries are.
ask outcome
A pin i+1 write fast as p
say The fast walk sees no mapping. With LPAE it takes the page. This x86-64 kernel has memfd_secret, so the fast walk must know which file a page belongs to; a driver's page belongs to none, and the slow walk answers. Classic arm has no fast walk.
A process_vm_read i
A ptrace_write i "poke"
say Another process and a debugger take the slow walk.
A madvise i* populate_read
A mlock i*
say mlock says ok and locks nothing.
A follow_pfnmap i
say VM_IO opens this door: the frame number can be looked up.
A folio_walk i
A smaps i
say Whoever asks vm_normal_page finds ordinary pages.
A exit
say VM_IO says “device memory” about pages that are none. A driver with pages should leave it out.
`,
);
