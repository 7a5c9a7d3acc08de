/** vm_normal_page for everything that statements install; mmap; the installers. */
import { PAT, row, type Row } from './row.ts';

const PRIVATE = 'A mmap io 16 private rw remap_pfn_range mmio+0';
const SHARED = 'A mmap io 16 shared rw remap_pfn_range mmio+0';

export const INSTALLERS: readonly Row[] = [
  row(
    'T-1',
    'R-NP-2 R-NP-18',
    `
A mmap f 2 private rw file notes+0
A read f+0
: A f+0 notes+0 normal !special r-`,
  ),
  row(
    'T-4',
    'R-NP-5 R-NP-16',
    `
A mmap m 1 private rw anon
A read m+0
: A m+0 zero !normal r-
S: A m+0 special
N: A m+0 !special`,
  ),
  row(
    'T-5',
    'R-NP-2 R-NP-16 D-15',
    `
A mmap m 1 private rw anon
! entry A m+0 zero
S: A m+0 zero normal
N: A m+0 zero !normal
A folio_walk m+0
S: => ok: zero
S: log warning: vm_normal_page
N: => ok: none
N: log`,
    { breaks: { on: 'all', by: 'D-15' }, note: 'S has the zero page as a page that nobody counted, N has a page lost' },
  ),
  row(
    'T-6',
    'R-NP-7 R-NP-18 D-10',
    `
A mmap m 1 private rw anon
! entry A m+0 driver+5 special
: A m+0 driver+5
S: A m+0 !normal
N: A m+0 normal`,
    { breaks: { on: 'N', by: 'D-10' } },
  ),
  row(
    'T-7',
    'R-NP-7 R-NP-17',
    `
A mmap m 1 private rw anon
! entry A m+0 mmio+0 special
: A m+0 mmio+0 !normal
A folio_walk m+0 => ok: none
: log bad page map`,
  ),
  row(
    'T-10',
    'R-NP-4 R-NP-11 R-NP-12',
    `${SHARED}
: A io+0 mmio+0 !normal
S: A io+0 special
A folio_walk io+0 => ok: none
N: table vm_normal_page raw_shared
S: table vm_normal_page raw_special`,
    { note: 'N answers by R-NP-12: the language gives shared mappings pgoff 0, so lin() does not match' },
  ),
  row(
    'T-11',
    'R-NP-4 R-NP-12',
    `
A mmap io 4 shared rw remap_pfn_range mmio+0 pages 2 then remap_pfn_range mmio+69 pages 2
: A io+2 mmio+69 !normal
: A io+3 mmio+70 !normal`,
  ),
  row(
    'T-12',
    'R-NP-2 R-NP-12 D-8',
    `${SHARED}
! entry A io+2 driver+5
S: A io+2 driver+5 normal
N: A io+2 driver+5 !normal`,
    { breaks: { on: 'all', by: 'D-8' }, note: 'on S the forced entry was counted by nobody' },
  ),
  row(
    'T-13',
    'R-NP-4 R-NP-11 R-V-10',
    `${PRIVATE}
: A io+3 mmio+3 !normal r-
S: A io+3 special
A folio_walk io+3 => ok: none
N: table vm_normal_page raw_linear
S: table vm_normal_page raw_special`,
  ),
  row(
    'T-14',
    'R-NP-2 R-NP-15',
    `${PRIVATE}
A write io+3
: A io+3 anon#1 normal !special`,
  ),
  row(
    'T-15',
    'R-NP-4 R-NP-14 D-2',
    `${PRIVATE}
! entry A io+3 mmio+900 special
: A io+3 mmio+900 !normal
A folio_walk io+3 => ok: none
S: log
N: log bad page map`,
    { breaks: { on: 'all', by: 'D-2' } },
  ),
  row(
    'T-16',
    'R-NP-15 D-2',
    `${PRIVATE}
! entry A io+3 driver+5 special
S: A io+3 !normal
N: A io+3 normal`,
    { breaks: { on: 'all', by: 'D-2' } },
  ),
  row(
    'T-18',
    'R-NP-4 R-NP-13',
    `${PRIVATE}
! entry A io+3 zero special
: A io+3 zero !normal
A folio_walk io+3 => ok: none
N: table vm_normal_page zero
: log`,
  ),
  row(
    'T-19',
    'R-NP-2 R-NP-11 D-1',
    `
A mmap io 1 private rw remap_pfn_range driver+8
kernel free driver+8
kernel next_frame driver+8
A write io+0
: A io+0 driver+8 rw excl
S: A io+0 normal
N: A io+0 !normal`,
    { breaks: { on: 'N', by: 'D-1' } },
  ),
  row(
    'T-20',
    'R-NP-15',
    `
A mmap io 6 private rw remap_pfn_range driver+8
kernel free driver+13
kernel next_frame driver+13
A write io+0
: A io+0 driver+13 normal excl
: A io+5 driver+13 !normal`,
  ),
  row(
    'T-21',
    'R-NP-4 R-NP-8',
    `
A mmap x 1 shared rw vmf_insert_mixed mmio+0
A read x+0
: A x+0 mmio+0 !normal
S: A x+0 special`,
  ),
  row(
    'T-22',
    'R-NP-4 R-NP-10 D-4',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
S: A x+0 driver+5 special !normal
N: A x+0 driver+5 !special normal`,
  ),
  row(
    'T-23',
    'R-NP-2 R-NP-10',
    `
A mmap x 1 shared rw vm_insert_page driver+5
: A x+0 driver+5 !special normal
: vma A x+0 MIXEDMAP !PFNMAP`,
  ),
  row(
    'T-24',
    'R-NP-4 R-NP-9',
    `
A mmap x 1 private rw vmf_insert_mixed zero
A read x+0
: A x+0 zero !normal
S: A x+0 special
N: A x+0 !special`,
  ),
  row(
    'T-25',
    'R-NP-1 R-NP-8 D-16',
    `
A mmap x 1 shared rw vmf_insert_mixed mmio+0
! entry A x+0 mmio+7
: A x+0 !normal
A folio_walk x+0 => ok: none
S: log bad page map
N: log`,
    { breaks: { on: 'all', by: 'D-16' } },
  ),
  row(
    'T-26',
    'R-F-10 R-NP-4 R-NP-10 D-5',
    `
A mmap io 1 shared rw remap_pfn_range driver+5
! vma A io+0 +MIXEDMAP
S: A io+0 special !normal
N: A io+0 normal`,
    { breaks: { on: 'N', by: 'D-5' } },
  ),
  row(
    'T-27',
    'R-NP-4 R-NP-8',
    `
A mmap io 1 shared rw remap_pfn_range mmio+0
! vma A io+0 +MIXEDMAP
: A io+0 !normal`,
  ),
  row(
    'T-30',
    'R-F-5 R-V-11 R-NP-15',
    `${PRIVATE}
A write io+3
A mprotect io* r
: vma A io+0 READ !WRITE MAYWRITE
: A io+3 anon#1 r- normal`,
  ),
  row(
    'T-35',
    'R-VM-1 R-NP-11',
    `${PRIVATE}
A mprotect io+4..15 r
: vma A io+4 pgoff=mmio+4 pages=12
: A io+5 mmio+5 !normal
A folio_walk io+5 => ok: none
N: table vm_normal_page raw_linear`,
  ),

  row(
    'T-36',
    'R-F-5',
    `
A mmap f 2 shared r file notes+0 ro
: vma A f+0 READ MAYREAD MAYEXEC MAYSHARE !SHARED !MAYWRITE !WRITE`,
  ),
  row(
    'T-37',
    'R-F-5',
    `
A mmap f 2 shared rw file notes+0 ro => EACCES
: vma A f+0 none`,
  ),
  row(
    'T-38',
    'R-IN-6 D-3',
    `
A mmap io 16 private rw remap_pfn_range mmio+0 pages 8 => EINVAL
: vma A io+0 none
: table remap_pfn_range EINVAL`,
  ),
  row(
    'T-39',
    'R-IN-1 R-IN-7 R-IN-9 R-IN-13 R-IN-15 R-IN-17 R-F-6 R-F-8 R-V-9',
    `${PRIVATE}
: vma A io+0 pages=16 pgoff=mmio+0 IO PFNMAP DONTEXPAND DONTDUMP
: A io+0..15 mmio+0.. r- !normal
S: A io+0..15 special
N: A io+0..15 !special
: rss A anon=0 file=0 shmem=0
x86_64: vma A io+0 PAT`,
  ),
  row(
    'T-40',
    'R-IN-8 R-IN-13',
    `
A mmap io 16 shared rw remap_pfn_range mmio+256 pages 4 to 2
: vma A io+0 pgoff=0 PFNMAP
: A io+2..5 mmio+256.. rw !normal
: A io+0..1 none
: A io+6..15 none`,
  ),
  row(
    'T-42',
    'R-IN-11',
    `
A mmap io 4 shared rw remap_pfn_range mmio+0 pages 2 then remap_pfn_range mmio+8 pages 2 to 1 => BUG
: log BUG: remap_pfn_range: entry is not none
: vmas A 0`,
  ),
  row(
    'T-42 private',
    'R-IN-11 R-IN-7',
    `
A mmap io 1 private rw remap_pfn_range driver+9 pages 1 then remap_pfn_range driver+8 to 0 => BUG
: vmas A 0
: rss A file=0
: frame driver+9 ref=1 map=0`,
  ),
  row(
    'T-44',
    'R-IN-2 R-IN-23 R-IN-30',
    `
A mmap x 1 shared rw vm_insert_page driver+5
: vma A x+0 MIXEDMAP
: A x+0 driver+5 !special ref=2 map=1
: rss A file=1 anon=0`,
  ),
  row(
    'T-46',
    'R-IN-24',
    `
kernel free driver+5
A mmap x 1 shared rw vm_insert_page driver+5 => EINVAL
: vma A x+0 none`,
  ),
  row(
    'T-46 mmio',
    'R-IN-24',
    `
A mmap x 2 shared rw vm_insert_page mmio+5 => EINVAL
: rss A file=0`,
    { note: 'device memory has no struct page to pass (FORMAT.md)' },
  ),
  row(
    'T-47',
    'R-IN-26',
    `
A mmap m 1 private rw anon
A write m+0
A mmap x 1 shared rw vm_insert_page @m+0 => EINVAL
: A m+0 ref=1 map=1 excl`,
  ),
  row(
    'T-48',
    'R-IN-25 R-IN-29',
    `
A mmap x 2 private rw vm_insert_page zero
: A x+0..1 zero !normal
S: A x+0 special
N: A x+0 !special
: rss A file=0 anon=0 shmem=0
: frame zero map=0`,
  ),
  row('T-49', 'R-IN-25', 'A mmap x 1 shared rw vm_insert_page zero => EINVAL\n: vma A x+0 none'),
  row(
    'T-52',
    'R-IN-36',
    `
A mmap io 1 private rw vmf_insert_pfn mmio+0
A read io+0 => BUG
: log BUG: vmf_insert_pfn: VM_PFNMAP and is_cow_mapping`,
  ),
  row(
    'T-57',
    'R-IN-48 R-IN-49 D-4',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
S: A x+0 driver+5 special ref=1 map=0
N: A x+0 driver+5 !special ref=2 map=1
S: rss A file=0
N: rss A file=1`,
  ),
  row(
    'T-58',
    'R-IN-48 R-IN-49 D-4',
    `
kernel free driver+5
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
S: => ok: "driver+5"
N: => SIGBUS
S: A x+0 driver+5 ref=0 map=0 !normal
N: A x+0 none`,
  ),
  row(
    'T-58 anon',
    'R-IN-48 R-IN-49 D-4',
    `
A mmap m 1 private rw anon
A write m+0
A mmap x 1 shared rw vmf_insert_mixed @m+0
A read x+0
S: => ok: "A"
N: => SIGBUS
: A m+0 ref=1 map=1 excl`,
  ),
  row(
    'T-62',
    'R-IN-54 R-HP-9',
    `
A mmap io 512 private rw vmf_insert_pfn_pmd mmio+0
A read io+0 => BUG
x86_64: log BUG: vmf_insert_pfn_pmd: VM_PFNMAP and is_cow_mapping`,
  ),
  row(
    'T-64',
    'R-IN-67 R-IN-68',
    `
A mmap io 4 private rw devmem mmio+0
: vma A io+0 pgoff=mmio+0 IO PFNMAP DONTEXPAND DONTDUMP
: A io+0..3 mmio+0.. r- !normal
: rss A anon=0 file=0`,
  ),

  row(
    'T-190',
    'R-IN-31 R-FT-58',
    `
A mmap x 1 private rw vm_insert_page driver+5
: A x+0 driver+5 ref=2 map=1
: rss A file=1
A write x+0
: A x+0 anon#1 rw excl
: rss A anon=1 file=0
: frame driver+5 ref=1 map=0`,
  ),
  row(
    'T-194',
    'R-IN-44 R-IN-25',
    `
A mmap x 1 shared rw vmf_insert_mixed zero
A read x+0 => SIGBUS
: A x+0 none`,
    { note: 'the plain vmf_insert_mixed: no driver of the language calls the mkwrite variant' },
  ),
  row(
    'T-196',
    'R-IN-48 R-IN-50',
    `
A mmap x 1 shared rw vmf_insert_mixed mmio+3
A read x+0
: A x+0 mmio+3 !normal
S: A x+0 special
: rss A file=0`,
  ),
  row(
    'T-197',
    'R-IN-51',
    `
A mmap x 1 private rw vmf_insert_mixed driver+5
A read x+0
: A x+0 driver+5 r-
: vma A x+0 MIXEDMAP !SHARED`,
  ),
  row(
    'T-199',
    'R-IN-66 R-FT-27',
    `
A mmap io 2 shared rw devmem mmio+0
kernel zap io+0 in A
A read io+0 => SIGBUS
: path handle_mm_fault handle_pte_fault do_fault`,
  ),
  row(
    'T-200',
    'R-IN-61 D-2',
    `${PRIVATE}
! entry A io+1 mmio+80 special
: A io+1 !normal
A folio_walk io+1 => ok: none
S: log
N: log bad page map`,
    { breaks: { on: 'all', by: 'D-2' } },
  ),
  row(
    'R-IN-4',
    'R-IN-4 R-PR-20',
    `
A mmap io 4 shared rw remap_pfn_range mmio+0
: vma A io+0 PAT
A mmap half 4 shared rw remap_pfn_range mmio+0 pages 2
: vma A half+0 !PAT`,
    { machines: PAT },
  ),
  row(
    'R-IN-38',
    'R-IN-43 R-FT-28',
    `
A mmap io 3 shared rw vmf_insert_pfn mmio+1022
A read io+1
: A io+1 mmio+1023 !normal
A read io+2 => SIGBUS`,
  ),
  row(
    'must_share',
    'R-ST-3',
    `
A mmap io 2 private rw remap_pfn_range mmio+0 must_share => EINVAL
A mmap io2 2 shared rw remap_pfn_range mmio+0 must_share`,
  ),
  row(
    'T-309',
    'R-IN-65',
    `
A mmap io 1 shared rw devmem driver+0
x86_64: => EINVAL
arm: => ok
arm_lpae: => ok
arm_lpae_nobit: => ok`,
  ),
];
