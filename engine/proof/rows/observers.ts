import { row, type Row } from './row.ts';

const COPIED = `
A mmap io 16 private rw remap_pfn_range mmio+0
A write io+3`;
const MIXED = `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0`;
const NONE = 'Rss=0 Pss=0 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=0 Anonymous=0';
const ONE_ANON = 'Rss=4 Pss=4 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=4 Anonymous=4';

export const OBSERVERS: readonly Row[] = [
  row(
    'T-138',
    'R-WK-2 R-WK-12 R-WK-13',
    `${COPIED}
A smaps io+3 => ok: ${ONE_ANON}
A status => ok: anon=1 file=0 shmem=0`,
  ),
  row(
    'T-139',
    'R-WK-1 R-WK-10 R-RD-1',
    `${COPIED}
A pagemap io+3..4 => ok: - -`,
  ),
  row(
    'T-142',
    'R-NP-20 R-WK-3',
    `${COPIED}
A folio_walk io+3 => ok: anon#1
: table folio_walk_start page
A folio_walk io+4 => ok: none
: table folio_walk_start none`,
  ),
  row(
    'T-143',
    'R-WK-3',
    `
A mmap m 2 private rw anon
A read m+0
A folio_walk m+0 => ok: none
A folio_walk m+0 zeropage => ok: zero
: table folio_walk_start zero_page
A folio_walk m+1 zeropage => ok: none`,
  ),
  row(
    'T-144',
    'R-WK-40 R-WK-44 D-4',
    `${MIXED}
A smaps x+0
S: => ok: ${NONE}
N: => ok: Rss=4 Pss=4 Shared_Clean=0 Shared_Dirty=0 Private_Clean=4 Private_Dirty=0 Anonymous=0
A mincore x+0 => ok: 1`,
  ),
  row(
    'T-147',
    'R-F-9 R-GU-9 R-WK-1',
    `
A mmap p 1 shared rw vmf_page driver+5
! vma A p+0 +IO
A read p+0
A smaps p+0 => ok: Rss=4 Pss=4 Shared_Clean=0 Shared_Dirty=0 Private_Clean=4 Private_Dirty=0 Anonymous=0
A gup p+0 => EFAULT
A pagemap p+0 => ok: driver+5/file/exclusive`,
  ),
  row(
    'T-148',
    'R-PR-3 R-PR-10',
    `
rules private_pfnmap=warn
A mmap io 16 private rw remap_pfn_range mmio+0
A write io+3
: log warning: private_pfnmap: A io+3: mmio+3 replaced by frame 0x400`,
    { note: 'the frame number is the first free data frame of the documented map' },
  ),
  row(
    'T-149',
    'R-PR-10',
    `
rules private_pfnmap=warn
A mmap io 16 private rw remap_pfn_range mmio+0
A write io+3
A write io+4
: log`,
  ),
  row(
    'T-150',
    'R-PR-9',
    `
rules private_pfnmap=warn
A mmap io 1 shared rw remap_pfn_range mmio+0
! set A io+0 wrprotect
A write io+0
: log`,
  ),
  row(
    'T-275',
    'R-WK-16',
    `${COPIED}
A mincore io+3..4 => ok: 00`,
  ),
  row(
    'T-283',
    'R-WK-36 R-IN-7',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
: vma A io+0 pgoff=mmio+0
A mmap sh 4 shared rw remap_pfn_range mmio+0
: vma A sh+0 pgoff=0`,
  ),
  row(
    'T-284',
    'R-WK-41 D-4',
    `${MIXED}
A pagemap x+0
S: => ok: driver+5
N: => ok: driver+5/file/exclusive`,
  ),
  row(
    'T-285',
    'R-WK-4 R-WK-5',
    `${COPIED}
A folio_walk io+3 => ok: anon#1
: table vm_normal_page page`,
    { note: 'no table of folio_walk_start asks a flag; a VMA early exit would give none' },
  ),
  row(
    'T-286 second copy',
    'R-PR-6 R-PR-7',
    `
rules private_pfnmap=warn
A mmap m 1 private rw anon
A write m+0
A fork B
B write m+0
: log
A mmap io 1 private rw vmf_page driver+4
! vma A io+0 +PFNMAP
A write io+0
: log warning: private_pfnmap: A io+0: driver+4 replaced by frame 0x402`,
    { note: 'R-PR-7: do_cow_fault in a private PFN mapping warns; no driver of the language makes one' },
  ),
  row(
    'T-286 after fork',
    'R-PR-5 R-PR-6',
    `
rules private_pfnmap=warn
A mmap io 2 private rw remap_pfn_range mmio+0
A write io+1
A fork B
B write io+1
: log`,
  ),
  row(
    'T-286 unshare',
    'R-PR-4',
    `
rules private_pfnmap=warn
A mmap io 2 private rw remap_pfn_range mmio+0
! fault A io+1 unshare => done
: log warning: private_pfnmap: A io+1: mmio+1 replaced by frame 0x400`,
    { note: 'unreachable in 6.12 by any statement (R-FT-66)' },
  ),
  row(
    'T-168',
    'R-PR-12',
    `
rules private_pfnmap=refuse
A mmap io 4 private rw remap_pfn_range mmio+0 => EINVAL
A mmap ro 4 private r remap_pfn_range mmio+0 => EINVAL
A mmap dev 1 private rw devmem mmio+0 => EAGAIN
A mmap fl 1 private rw vmf_insert_pfn mmio+0 => EINVAL
A mmap ok 4 shared rw remap_pfn_range mmio+0`,
    { note: '/dev/mem answers EAGAIN to every failure of remap_pfn_range (R-IN-67)' },
  ),
  row(
    'T-287',
    'R-PR-13 R-PR-14',
    `
rules private_pfnmap=refuse
A mmap io 4 shared rw remap_pfn_range mmio+0 pages 2 to 1
: vma A io+0 pgoff=0
: A io+1..2 mmio+0.. !normal
A folio_walk io+1 => ok: none
N: table vm_normal_page raw_shared`,
  ),
  row(
    'R-WK-10 anon',
    'R-WK-10 R-WK-1',
    `
A mmap m 3 private rw anon
A read m+0
A write m+1
A pagemap m* => ok: zero anon#1/exclusive -
A mincore m* => ok: 110`,
  ),
  row(
    'R-WK-12 shared',
    'R-WK-12',
    `
A mmap m 1 private rw anon
A write m+0
A fork B
A smaps m+0 => ok: Rss=4 Pss=2 Shared_Clean=0 Shared_Dirty=4 Private_Clean=0 Private_Dirty=0 Anonymous=4`,
  ),
  row(
    'R-WK-16 file',
    'R-WK-16',
    `
A mmap f 2 shared rw file notes+7
A mincore f+0..1 => ok: 10
A munmap f+1
A mincore f* => ENOMEM`,
  ),
  row(
    'R-WK-37',
    'R-WK-38',
    `${COPIED}
A read io+3 => ok: "A"
A read io+4 => ok: "mmio+4"`,
    { note: 'the CPU itself needs no vm_normal_page' },
  ),
];
