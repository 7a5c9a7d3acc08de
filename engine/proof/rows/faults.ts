import { row, where, type Row } from './row.ts';

const PRIVATE = 'A mmap io 16 private rw remap_pfn_range mmio+0';
const SOFT_YOUNG = where(({ hasHwPteYoung }) => !hasHwPteYoung);

export const FAULTS: readonly Row[] = [
  row(
    'T-66',
    'R-F-4 R-F-6 R-FT-14 R-FT-22 R-FT-23 R-V-14',
    `
A mmap m 2 private rw anon
A read m+0 => ok: ""
: A m+0 zero r- !normal
S: A m+0 special
N: A m+0 !special
: rss A anon=0
: path handle_mm_fault handle_pte_fault do_anonymous_page`,
  ),
  row(
    'T-67',
    'R-FT-13 R-FT-18 R-FT-42 R-FT-46 R-FT-53 R-FT-57',
    `
A mmap m 1 private rw anon
A read m+0
A write m+0 "x"
: A m+0 anon#1 rw dirty young ref=1 map=1 anon excl normal !special
: rss A anon=1
: frame zero map=0
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_copy`,
  ),
  row(
    'T-68',
    'R-FT-24',
    `
A mmap m 1 private rw anon
A write m+0
: A m+0 anon#1 rw dirty ref=1 map=1 excl
: rss A anon=1
: path handle_mm_fault handle_pte_fault do_anonymous_page`,
  ),
  row(
    'T-69',
    'R-FT-31 R-FT-28 R-IN-3',
    `
A mmap f 1 private rw file notes+0
A read f+0 => ok: "notes+0"
: A f+0 notes+0 r- !dirty ref=2 map=1
: rss A shmem=1 file=0 anon=0`,
    { note: 'files of the language lie on tmpfs, so they count as shmem' },
  ),
  row(
    'T-70',
    'R-FT-46 R-FT-54 R-FT-58 R-FT-63',
    `
A mmap f 1 private rw file notes+0
A read f+0
A write f+0
: A f+0 anon#1 rw dirty young excl
: rss A shmem=0 anon=1
: frame notes+0 ref=1 map=0`,
  ),
  row(
    'T-71',
    'R-FT-29 R-FT-32',
    `
A mmap f 1 private rw file notes+0
A write f+0
: A f+0 anon#1 rw dirty ref=1 map=1 excl
: rss A shmem=0 anon=1
: frame notes+0 ref=1 map=0 holds="notes+0"
: path handle_mm_fault handle_pte_fault do_fault do_cow_fault __do_fault finish_fault`,
  ),
  row(
    'T-72',
    'R-FT-46 R-FT-55 R-FT-57 R-FT-60 R-FT-62 R-FT-64',
    `${PRIVATE}
A write io+2 "seen"
A gup io+3 fast => EFAULT
A write io+3 "x"
: A io+3 anon#2 rw dirty young !special normal excl ref=1 map=1
: rss A anon=2 file=0
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_copy`,
  ),
  row(
    'T-72 content',
    'R-FT-55',
    `
A mmap s 4 shared rw remap_pfn_range mmio+0
A write s+3 "device"
A mmap io 4 private rw remap_pfn_range mmio+0
A read io+3 => ok: "device"
! fault A io+3 write => done
A read io+3 => ok: "device"
: A io+3 anon#1 excl
A write io+3 "mine"
A read s+3 => ok: "device"`,
  ),
  row(
    'T-75',
    'R-FT-43 R-FT-48 R-FT-49',
    `
A mmap io 1 shared rw remap_pfn_range mmio+0
! set A io+0 wrprotect
A write io+0 "w"
: A io+0 mmio+0 rw dirty young !normal
S: A io+0 special
: rss A anon=0 file=0
: frame mmio+0 holds="w"
: path handle_mm_fault handle_pte_fault do_wp_page wp_pfn_shared wp_page_reuse`,
  ),
  row(
    'T-78',
    'R-FT-57 R-FT-58 D-4',
    `
A mmap x 1 private rw vmf_insert_mixed driver+5
A read x+0
S: A x+0 driver+5 ref=1 map=0
N: A x+0 driver+5 ref=2 map=1
S: rss A file=0
N: rss A file=1
A write x+0
: A x+0 anon#1 rw excl
: rss A anon=1 file=0
: frame driver+5 ref=1 map=0`,
  ),
  row(
    'T-79',
    'R-FT-27',
    `${PRIVATE}
kernel zap io+3 in A
: A io+3 none
A read io+3 => SIGBUS
A write io+3 => SIGBUS`,
  ),
  row(
    'T-80',
    'R-FT-1',
    `
A mmap io 2 private r remap_pfn_range mmio+0
A write io+0 => SIGSEGV
: A io+0 mmio+0 r-
: path`,
  ),
  row(
    'T-81',
    'R-FT-5',
    `
A mmap f 1 shared r file notes+0 ro
! fault A f+0 write => SIGSEGV
: log warning: sanitize_fault_flags
: path handle_mm_fault`,
  ),
  row(
    'T-236',
    'R-FT-6',
    `
A mmap f 1 shared r file notes+0
A read f+0
! fault A f+0 write => SIGSEGV
: log warning: sanitize_fault_flags
: A f+0 notes+0 r-`,
  ),
  row(
    'T-82',
    'R-FT-4',
    `
A mmap f 1 shared rw file notes+0
! fault A f+0 unshare => done
: A f+0 notes+0 ref=2 map=1
: path handle_mm_fault handle_pte_fault do_fault do_read_fault do_fault_around`,
  ),
  row(
    'T-84',
    'R-FT-46 R-FT-61 R-FT-62 R-GU-13',
    `
A mmap m 1 private rw anon
A write m+0 "old"
A fork B
: A m+0 anon#1 r- ref=2 map=2 !excl
A pin m+0 as p => ok: anon#2
: A m+0 anon#2 r- !dirty excl pinned ref=1025 map=1
: B m+0 anon#1 ref=1 map=1
: rss A anon=1
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_copy
A read m+0 => ok: "old"`,
  ),
  row(
    'T-84 fault',
    'R-FT-61 R-FT-20',
    `
A mmap m 1 private rw anon
A write m+0
A fork B
! fault A m+0 unshare => done
: A m+0 r- !dirty excl
! fault A m+0 unshare => done
: A m+0 r- !dirty excl
: path handle_mm_fault handle_pte_fault do_wp_page`,
    { note: 'the second finds an exclusive page: reusable, and nothing changes (R-FT-45)' },
  ),
  row(
    'T-85',
    'R-FT-45 R-FT-47 R-FT-48',
    `
A mmap m 1 private rw anon
A write m+0
A fork B
B exit
: A m+0 anon#1 r- !excl ref=1
A write m+0
: A m+0 anon#1 rw dirty young excl ref=1 map=1
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_reuse`,
  ),
  row(
    'T-88',
    'R-IN-18 R-IV-5',
    `${PRIVATE}
! set A io+0 mkdirty mkwrite
A write io+0 "straight"
: A io+0 mmio+0 rw !normal
: path
: frame mmio+0 holds="straight"
: rss A anon=0`,
    { breaks: { on: 'all', by: 'R-IN-18' }, note: 'an entry as a driver makes it that passes a writable protection' },
  ),

  row(
    'T-225',
    'R-FT-19 R-FT-20',
    `
A mmap m 1 private rw anon
A write m+0
! set A m+0 mkold mkclean
: A m+0 !young !dirty rw
A read m+0
: A m+0 young !dirty
! set A m+0 mkold
A write m+0
: A m+0 young dirty rw ref=1`,
  ),
  row(
    'T-225 arm',
    'R-FT-19 R-FT-20',
    `
A mmap m 1 private rw anon
A write m+0
! set A m+0 mkold mkclean
A read m+0
: path handle_mm_fault handle_pte_fault ptep_set_access_flags
A write m+0
: path handle_mm_fault handle_pte_fault ptep_set_access_flags`,
    { machines: SOFT_YOUNG, note: 'young and dirty are software-only there' },
  ),
  row(
    'T-230',
    'R-FT-30 R-FT-33',
    `
A mmap f 1 shared rw file notes+0
A write f+0 "w"
: A f+0 notes+0 rw dirty ref=2 map=1
: rss A shmem=1
: path handle_mm_fault handle_pte_fault do_fault do_shared_fault __do_fault finish_fault`,
  ),
  row(
    'T-232',
    'R-FT-28 R-IN-43',
    `
A mmap io 2 shared rw vmf_insert_pfn mmio+0
A read io+1
: A io+1 mmio+1 !normal rw
S: A io+1 special
: A io+0 none
: rss A file=0 anon=0`,
  ),
  row(
    'T-233',
    'R-FT-29 R-FT-32',
    `
A mmap x 1 private rw vmf_insert_mixed mmio+3
A write x+0 "w"
: A x+0 anon#1 rw excl
: rss A anon=1
: path handle_mm_fault handle_pte_fault do_fault do_cow_fault __do_fault handle_mm_fault handle_pte_fault do_wp_page wp_page_copy
A read x+0 => ok: "w"`,
  ),
  row(
    'T-239',
    'R-FT-44 R-FT-50',
    `
A mmap f 1 shared rw file notes+0
A read f+0
! set A f+0 wrprotect
A write f+0
: A f+0 notes+0 rw dirty ref=2 map=1
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_shared wp_page_reuse`,
    { note: 'without page_mkwrite' },
  ),
  row(
    'R-FT-49 pfn_mkwrite',
    'R-FT-49',
    `
A mmap io 1 shared rw vmf_insert_pfn mmio+0 pfn_mkwrite
A read io+0
A write io+0
: path handle_mm_fault handle_pte_fault do_wp_page wp_pfn_shared finish_mkwrite_fault wp_page_reuse`,
  ),
  row(
    'R-FT-50 page_mkwrite',
    'R-FT-50',
    `
A mmap io 1 shared rw vmf_page driver+0 page_mkwrite
A read io+0
A write io+0
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_shared do_page_mkwrite finish_mkwrite_fault wp_page_reuse`,
  ),
  row(
    'T-243',
    'R-FT-57 R-FT-64',
    `
A mmap io 2 private rw remap_pfn_range driver+8
: rss A anon=0 file=0
A write io+1
: rss A anon=1 file=0 shmem=0
: frame driver+9 ref=1 map=0 holds="driver+9"`,
  ),
  row(
    'R-FT-1 no mapping',
    'R-FT-1',
    `
A mmap m 2 private rw anon
A munmap m+1
A read m+1 => SIGSEGV
A write m+1 => SIGSEGV
: path`,
  ),
  row(
    'R-FT-1 no access',
    'R-FT-1',
    `
A mmap m 1 private none anon
A read m+0 => SIGSEGV
A mprotect m+0 w
A write m+0`,
  ),
  row(
    'R-FT-31',
    'R-FT-31',
    `
A mmap f 8 private rw file notes+0
A read f+2
: A f+0..7 notes+0.. r- map=1 ref=2
: rss A shmem=8
: path handle_mm_fault handle_pte_fault do_fault do_read_fault do_fault_around`,
    { note: 'fault-around: a window of 16 pages (FORMAT.md)' },
  ),
  row(
    'R-FT-27 end',
    'R-FT-2',
    `
A mmap f 4 shared rw file notes+6
A read f+1
A read f+2 => SIGBUS
A write f+3 => SIGBUS`,
    { note: 'past the end of the file of 8 pages (language)' },
  ),
  row(
    'R-FT-35',
    'R-FT-31 R-FT-32 R-FT-33 R-FT-35',
    `
A mmap p 3 private rw vmf_page driver+4
A read p+0
: A p+0 driver+4 r- ref=2 map=1 normal !special
A write p+1
: A p+1 anon#1 rw excl
: frame driver+5 ref=1 map=0
: rss A file=1 anon=1
A mmap s 1 shared rw vmf_page driver+7
A write s+0
: A s+0 driver+7 rw dirty ref=2 map=1`,
  ),
  row(
    'R-FT-65',
    'R-FT-65 R-GU-11',
    `
A mmap m 1 private r anon
A read m+0
A gup m+0 write force => ok: anon#1
: A m+0 anon#1 r- excl dirty
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_copy
A gup m+0 write force => ok: anon#1
A gup m+0 write => EFAULT`,
  ),
  row(
    'T-227',
    'R-FT-14 R-FT-22',
    `
A mmap m 1 private rw anon
! vma A m+0 +SHARED
! fault A m+0 write => SIGBUS`,
    { note: 'a shared mapping without operations' },
  ),
];
