/**
 * KVM, VFIO and STRICT_DEVMEM. What these rows expect was read in the source of Linux 6.12 (virt/kvm/kvm_main.c,
 * drivers/vfio/vfio_iommu_type1.c, drivers/char/mem.c): nothing recorded it.
 */
import { row, type Row } from './row.ts';

export const GUEST: readonly Row[] = [
  row(
    'hva_to_pfn: pages',
    'R-GU-21',
    `
A mmap m 1 private rw anon
A kvm_fault m => ok: zero
: A m+0 zero
A kvm_fault m write => ok: anon#1
: frame 0x400 ref=1 map=1
: table hva_to_pfn page
A munmap m
A kvm_fault m => EFAULT
: table hva_to_pfn EFAULT`,
  ),
  row(
    'hva_to_pfn: raw frames',
    'R-GU-21 R-GU-22 R-RD-35',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
A kvm_fault io => ok: mmio+0
: table hva_to_pfn frame
A kvm_fault io write => RO_FAULT
: A io+0 mmio+0
A write io
A kvm_fault io write => ok: anon#1
S: table hva_to_pfn page
N: table hva_to_pfn frame
A mmap f 1 shared rw vmf_insert_pfn mmio+8
A kvm_fault f write => ok: mmio+8
: A f+0 mmio+8 rw
A mmap n 1 shared w vmf_insert_pfn mmio+9
A kvm_fault n => EFAULT
: A n+0 none`,
  ),
  row(
    'hva_to_pfn: a raw entry of a mixed mapping',
    'R-GU-21 R-RD-35',
    `
A mmap x 1 private rw vmf_insert_mixed mmio+9
A read x
A kvm_fault x => EFAULT
: A x+0 anon#1 rw excl`,
    { note: 'check_user_page_hwpoison() asks for the page with FOLL_WRITE, which copies the raw frame' },
  ),
  row(
    'hva_to_pfn: a frame that is free',
    'R-GU-21',
    `
A mmap d 1 shared rw remap_pfn_range driver+3
A kvm_fault d write => ok: driver+3
: frame driver+3 ref=1
kernel free driver+3
A kvm_fault d => EFAULT`,
  ),
  row(
    'vaddr_get_pfns',
    'R-GU-21 R-GU-22 R-RD-43',
    `
A mmap m 1 private rw anon
A write m "a"
A vfio_pin m write as p => ok: anon#1
: A m+0 ref=1025 pinned
: table vaddr_get_pfns page
unpin p
: A m+0 ref=1
A mmap io 2 private rw remap_pfn_range mmio+0
A vfio_pin io as q => ok: mmio+0
: table vaddr_get_pfns frame
device read q => ok: "mmio+0"
unpin q
A vfio_pin io write => EFAULT
A write io
A vfio_pin io => EFAULT
: table vaddr_get_pfns EFAULT
A mmap d 1 shared rw remap_pfn_range driver+3
A vfio_pin d => EFAULT
: frame driver+3 ref=1
A mmap z 1 private r remap_pfn_range zero
A vfio_pin z => ok: zero
A mmap f 1 shared rw vmf_insert_pfn mmio+8
A vfio_pin f write => ok: mmio+8
kernel fault_sigbus f
kernel zap f in A
A vfio_pin f => EFAULT`,
  ),
  row(
    'vaddr_get_pfns: the error of the pin',
    'R-GU-21 R-RD-43',
    `
A mmap x 1 shared rw vmf_insert_mixed mmio+9
A read x
A vfio_pin x => EEXIST
: table vaddr_get_pfns refused
A mmap y 1 shared rw vmf_insert_mixed mmio+9 vm_io
A read y
A vfio_pin y => EFAULT
: table vaddr_get_pfns refused`,
  ),
  row(
    'strict_devmem=on',
    'R-IN-65',
    `
rules strict_devmem=on
A mmap a 1 shared r devmem driver+0 => EPERM
: table devmem_is_allowed refused
A mmap b 1 shared r devmem mmio+0
: table devmem_is_allowed allowed`,
  ),
  row(
    'strict_devmem=io',
    'R-IN-65',
    `
rules strict_devmem=io
A mmap a 1 shared r devmem driver+0 => EPERM
A mmap b 1 shared r devmem mmio+0 => EPERM
: vma A b+0 none`,
  ),
];
