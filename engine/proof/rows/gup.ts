/** What each call returns for each kind of page (R-GU-15, R-GU-25). */
import { row, type Row } from './row.ts';

const COPIED = `
A mmap io 16 private rw remap_pfn_range mmio+0
A write io+3`;
const MIXED_SHARED = `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0`;
const MIXED_PRIVATE = `
A mmap x 1 private rw vmf_insert_mixed driver+5
A read x+0`;
const RAW_PRIVATE = `
A mmap x 1 private rw vmf_insert_mixed mmio+5
A read x+0`;
const INSERTED = 'A mmap x 1 shared rw vm_insert_page driver+5';
const FORKED_ANON = `
A mmap m 1 private rw anon
A write m+0
A fork B`;

export const GUP: readonly Row[] = [
  row(
    'T-117',
    'R-GU-5h R-GU-6 R-GU-1 R-V-18',
    `
A mmap m 1 private rw anon
A write m+0
A pin m+0 fast as p => ok: anon#1
: A m+0 ref=1025 pinned
S: table gup_fast_pte_range page
unpin p
: A m+0 ref=1 !pinned`,
  ),
  row(
    'T-118',
    'R-GU-6 D-11',
    `
A mmap m 1 private rw anon
A write m+0
A gup m+0 fast => ok: anon#1
S: table gup_fast_pte_range page
arm_lpae_nobit: table gup_fast_pte_range never`,
    {
      note: 'FAST_ONLY is no statement: what is seen is who took the page. 2-level ARM has no GUP-fast at all (R-GU-8)',
    },
  ),
  row(
    'T-119',
    'R-GU-5c R-GU-10 R-GU-1',
    `
A mmap m 1 private rw anon
A read m+0
A pin m+0 fast => ok: zero
S: table gup_fast_pte_range stop
: table follow_page_pte page
: A m+0 zero`,
  ),
  row(
    'T-120',
    'R-GU-9',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
A pin io+0 fast => EFAULT
A pin io+0 => EFAULT
A gup io+0 fast => EFAULT
A gup io+0 => EFAULT
: table check_vma_flags refuse_pfnmap`,
  ),
  row(
    'T-121',
    'D-11 R-GU-5h',
    `${COPIED}
A pin io+3 fast as p
S: => ok: anon#1
N: => EFAULT
S: A io+3 ref=1025 pinned
N: A io+3 ref=1
A pin io+3 fast write as q
S: => ok: anon#1
N: => EFAULT`,
  ),
  row(
    'T-122',
    'R-GU-9',
    `${COPIED}
A pin io+3 => EFAULT
A pin io+3 write => EFAULT
A gup io+3 => EFAULT`,
  ),
  row(
    'T-123',
    'R-GU-10 D-4',
    `${MIXED_SHARED}
A pin x+0 as p
S: => EEXIST
N: => ok: driver+5
S: frame driver+5 ref=1 map=0
N: frame driver+5 ref=1026 map=1 pinned`,
  ),
  row(
    'T-124',
    'R-GU-10',
    `
A mmap x 1 shared rw vmf_insert_mixed mmio+5
A read x+0
A pin x+0 => EEXIST
A gup x+0 => EEXIST
A gup x+0 fast => EEXIST`,
  ),
  row(
    'T-125',
    'R-GU-12 R-GU-13 R-GU-10 R-V-19',
    `${FORKED_ANON}
A pin m+0 as p => ok: anon#2
: A m+0 anon#2 r- excl pinned
: B m+0 anon#1 ref=1
: table follow_page_pte unshare`,
  ),
  row(
    'T-126',
    'R-GU-13',
    `${FORKED_ANON}
A gup m+0 as p => ok: anon#1
: A m+0 anon#1 r- !excl ref=3 map=2`,
  ),
  row(
    'T-127',
    'R-GU-9 R-GU-11 R-FT-65',
    `
A mmap f 1 private r file notes+0
A read f+0
A gup f+0 write => EFAULT
A gup f+0 write force => ok: anon#1
: A f+0 anon#1 r- dirty excl
: rss A anon=1 shmem=0`,
  ),
  row(
    'T-128',
    'R-GU-9',
    `
A mmap f 1 shared r file notes+0
A gup f+0 write force => EFAULT
A gup f+0 write => EFAULT`,
  ),
  row(
    'T-130',
    'R-GU-1',
    `
A mmap m 1 private rw anon
A gup m+0 longterm => EINVAL
: A m+0 none`,
  ),
  row(
    'T-132',
    'R-GU-16 R-GU-17',
    `
A mmap io 2 private rw devmem mmio+0
A ptrace_read io+0
x86_64: => ok: "mmio+0"
arm: => EIO
arm_lpae: => EIO
arm_lpae_nobit: => EIO
A ptrace_write io+0 "x" => EIO
: A io+0 mmio+0 r-
: frame mmio+0 holds="mmio+0"`,
  ),
  row(
    'T-132 shared',
    'R-GU-16 R-GU-17',
    `
A mmap io 2 shared rw devmem mmio+0
A ptrace_write io+1 "poked"
x86_64: => ok
arm: => EIO
arm_lpae: => EIO
arm_lpae_nobit: => EIO
x86_64: frame mmio+1 holds="poked"`,
    { note: 'a writable entry: generic_access_phys may write' },
  ),
  row(
    'T-133',
    'R-GU-16 R-GU-18',
    `
A mmap io 2 private rw devmem mmio+0
A write io+1
A ptrace_read io+1 => EIO
x86_64: log warning: __ioremap_caller
arm: log
A ptrace_read io+1 => EIO
: log`,
  ),
  row(
    'T-134',
    'R-GU-20 D-14',
    `
A mmap io 4 shared rw remap_pfn_range mmio+0
A follow_pfnmap io+2
S: => ok: mmio+2 writable special
N: => ok: mmio+2 writable`,
  ),
  row(
    'T-135',
    'R-GU-20',
    `
A mmap m 1 private rw anon
A write m+0
A follow_pfnmap m+0 => EINVAL`,
  ),
  row(
    'T-136',
    'R-GU-20',
    `
A mmap io 1 shared rw vmf_insert_pfn mmio+0
A follow_pfnmap io+0 => EINVAL
: A io+0 none
A read io+0
A follow_pfnmap io+0
S: => ok: mmio+0 writable special
N: => ok: mmio+0 writable`,
  ),

  row(
    'T-271',
    'R-GU-14 R-ML-2',
    `
A mmap io 2 shared rw vmf_insert_pfn mmio+0
A mlock io*
: A io+0..1 none
A mmap x 2 private rw vmf_insert_mixed mmio+0
A mlock x*
: A x+0..1 anon
: vma A x+0 !LOCKED`,
    { note: 'a MIXEDMAP mapping is faulted in although it is not locked (R-ML-2)' },
  ),
  row(
    'T-281',
    'R-WK-30',
    `${COPIED}
A process_vm_read io+3 => EFAULT
A process_vm_read io+4 => EFAULT
A process_vm_write io+3 "x" => EFAULT
A ptrace_read io+3 => EIO
A ptrace_read io+4 => EIO
A ptrace_write io+3 "x" => EIO`,
  ),
  row(
    'T-288',
    'R-PR-15 R-PR-16',
    `
rules private_pfnmap=refuse
A mmap io 2 shared rw remap_pfn_range mmio+0
A pin io+0 fast => EFAULT
A pin io+0 => EFAULT
A mmap p 2 private rw remap_pfn_range mmio+0 => EINVAL`,
  ),

  // Long-term pins, as recorded.
  row(
    'T-292',
    'R-GU-10 R-GU-25 R-FT-61',
    `
A mmap m 1 private rw anon
A pin m+0 longterm as p => ok: anon#1
: A m+0 anon#1 r- !dirty excl pinned
: rss A anon=1
A read m+0 => ok: ""`,
  ),
  row(
    'T-293',
    'R-GU-1 R-GU-10',
    `
A mmap m 1 private rw anon
A read m+0
A pin m+0 as p => ok: zero
: A m+0 zero
: rss A anon=0
unpin p`,
  ),
  row(
    'T-294',
    'R-GU-13 R-GU-25',
    `
A mmap f 1 private rw file notes+0
A read f+0
A pin f+0 longterm as p => ok: anon#1
: A f+0 anon#1 r- !dirty excl
: rss A shmem=0 anon=1
: frame notes+0 ref=1 map=0`,
  ),
  row(
    'T-295',
    'R-GU-23 R-GU-25',
    `
A mmap f 1 shared rw file notes+0
A write f+0
A pin f+0 write longterm => ok: notes+0
A pin f+0 write longterm fast => ok: notes+0
A pin f+0 longterm fast => ok: notes+0`,
    { note: 'shmem only: the language has no file with page_mkwrite' },
  ),
  row(
    'T-296',
    'R-GU-5f R-GU-23',
    `${INSERTED}
A gup x+0 fast => ok: driver+5
x86_64: table gup_fast_pte_range stop
arm_lpae: table gup_fast_pte_range page`,
    { note: 'x86 has secretmem, so GUP-fast leaves a page without mapping to the slow walk' },
  ),
  row(
    'T-297',
    'R-GU-5g R-GU-13 R-GU-25 D-11',
    `${COPIED}
A fork B
A gup io+3 fast
S: => ok: anon#1
N: => EFAULT
A pin io+3 fast => EFAULT
A pin io+3 fast write => EFAULT
A gup io+3 fast write => EFAULT
: A io+3 anon#1 ref=2 map=2`,
  ),
  row(
    'T-298',
    'R-GU-10 R-GU-25 D-4',
    `${MIXED_PRIVATE}
S: rss A file=0 anon=0
N: rss A file=1 anon=0
A pin x+0 longterm as p
S: => EEXIST
N: => ok: anon#1
S: A x+0 driver+5
N: A x+0 anon#1 r- excl
S: rss A file=0 anon=0
N: rss A file=0 anon=1`,
  ),

  // R-GU-15 and R-GU-25, cell by cell
  row(
    'T-272 anon',
    'R-GU-15 R-GU-25',
    `
A mmap m 1 private rw anon
A write m+0
A gup m+0 => ok: anon#1
A gup m+0 fast => ok: anon#1
A pin m+0 longterm => ok: anon#1
A pin m+0 longterm write => ok: anon#1
A pin m+0 longterm fast => ok: anon#1
A pin m+0 longterm fast write => ok: anon#1
: A m+0 anon#1 excl rw ref=1`,
  ),
  row(
    'T-272 anon shared by fork',
    'R-GU-25 R-GU-10',
    `${FORKED_ANON}
A pin m+0 longterm fast => ok: anon#2
: A m+0 anon#2 r- excl
S: table gup_fast_pte_range stop
B pin m+0 longterm write => ok: anon#1
: B m+0 anon#1 rw excl`,
  ),
  row(
    'T-272 empty',
    'R-GU-25',
    `
A mmap m 2 private rw anon
A pin m+0 longterm write => ok: anon#1
: A m+0 anon#1 rw dirty excl
A gup m+1 => ok: zero
A pin m+1 longterm fast => ok: anon#2
: A m+1 r- !dirty excl`,
  ),
  row(
    'T-272 file',
    'R-GU-25',
    `
A mmap f 2 private rw file notes+0
A gup f+0 => ok: notes+0
A pin f+0 => ok: notes+0
A gup f+0 fast => ok: notes+0
A pin f+0 longterm fast => ok: anon#1
: A f+0 anon#1 r-
A pin f+1 longterm write fast => ok: anon#2
: A f+1 anon#2 rw`,
  ),
  row(
    'T-272 shmem',
    'R-GU-25',
    `
A mmap m 1 shared rw anon
A gup m+0 => ok: m+0
A pin m+0 longterm => ok: m+0
A pin m+0 longterm write => ok: m+0
A pin m+0 longterm fast => ok: m+0
A pin m+0 longterm fast write => ok: m+0
: rss A shmem=1 anon=0`,
  ),
  row(
    'T-272 insert shared',
    'R-GU-25 R-GU-15',
    `${INSERTED}
A gup x+0 => ok: driver+5
A pin x+0 longterm => ok: driver+5
A pin x+0 longterm write => ok: driver+5
A pin x+0 longterm fast => ok: driver+5
A pin x+0 longterm fast write => ok: driver+5
S: table gup_fast_pte_range stop
: A x+0 ref=2 map=1`,
  ),
  row(
    'T-272 insert private',
    'R-GU-25',
    `
A mmap x 2 private rw vm_insert_page driver+5
A gup x+0 => ok: driver+5
A pin x+0 longterm => ok: anon#1
: A x+0 anon#1 r- excl
A pin x+1 longterm write fast => ok: anon#2
: A x+1 anon#2 rw
: rss A file=0 anon=2`,
  ),
  row(
    'T-272 raw mixed private',
    'R-GU-25 R-GU-15',
    `${RAW_PRIVATE}
A gup x+0 => EEXIST
A pin x+0 longterm => EEXIST
A pin x+0 longterm fast => EEXIST
A pin x+0 longterm write => ok: anon#1
: A x+0 anon#1 rw excl`,
  ),
  row(
    'T-272 mixed shared',
    'R-GU-25 R-GU-15 D-4',
    `${MIXED_SHARED}
A gup x+0
S: => EEXIST
N: => ok: driver+5
A pin x+0 longterm write
S: => EEXIST
N: => ok: driver+5
A gup x+0 fast
S: => EEXIST
N: => ok: driver+5`,
  ),
  row(
    'T-272 raw pfnmap',
    'R-GU-25 R-GU-15',
    `
A mmap io 1 shared rw remap_pfn_range mmio+0
A gup io+0 => EFAULT
A gup io+0 fast => EFAULT
A pin io+0 longterm write => EFAULT
A pin io+0 longterm fast => EFAULT`,
  ),
  row(
    'T-272 copied',
    'R-GU-25 R-GU-15 D-11',
    `${COPIED}
A pin io+3 longterm => EFAULT
A pin io+3 longterm write => EFAULT
A pin io+3 longterm fast
S: => ok: anon#1
N: => EFAULT
A pin io+3 longterm fast write
S: => ok: anon#1
N: => EFAULT
A gup io+3 fast
S: => ok: anon#1
N: => EFAULT`,
  ),
  row(
    'T-272 copied, forked',
    'R-GU-25 D-11',
    `${COPIED}
A fork B
B pin io+3 longterm => EFAULT
B pin io+3 longterm fast => EFAULT
B pin io+3 longterm fast write => EFAULT
B gup io+3 fast
S: => ok: anon#1
N: => EFAULT`,
  ),
  row(
    'R-GU-9 forced',
    'R-GU-9',
    `
A mmap m 1 private r anon
A gup m+0 write => EFAULT
A gup m+0 => ok: zero
A mprotect m+0 none
A gup m+0 => EFAULT
A gup m+0 force => ok: zero`,
  ),
  row(
    'R-GU-9 none',
    'R-GU-9',
    `
A mmap m 2 private rw anon
A munmap m+1
A gup m+1 => EFAULT
A gup m+1 fast => EFAULT
A madvise m* populate_read => ENOMEM`,
  ),
  row(
    'R-GU-5',
    'R-GU-5 R-GU-5a',
    `
A mmap m 2 private rw anon
A read m+1
A gup m+0 fast => ok: zero
S: table gup_fast_pte_range stop
A gup m+0 write fast => ok: anon#1
S: table gup_fast_pte_range stop
: A m+0 rw`,
  ),
  row(
    'R-GU-5d',
    'R-GU-5d',
    `
A mmap io 1 private rw remap_pfn_range driver+8
! entry A io+0 driver+9
! page driver+9 ref=0
A gup io+0 fast => EFAULT
arm_lpae: table gup_fast_pte_range stop
x86_64: table gup_fast_pte_range stop`,
    { breaks: { on: 'all', by: 'R-IV-12' }, note: 'a page that is just being freed: no statement stops there' },
  ),
  row(
    'R-WK-49',
    'R-WK-49',
    `${MIXED_PRIVATE}
A process_vm_write x+0 "in" => ok
: A x+0 anon#1
A read x+0 => ok: "in"
: frame driver+5 holds="driver+5"`,
  ),
  row(
    'R-WK-48',
    'R-WK-48',
    `${MIXED_SHARED}
A process_vm_read x+0
S: => EFAULT
N: => ok: "driver+5"
A ptrace_read x+0
S: => EIO
N: => ok: "driver+5"`,
  ),
  row(
    'R-GU-2',
    'R-GU-2 R-GU-8',
    `
A mmap m 1 private rw anon
A gup m+0 fast write as p => ok: anon#1
: A m+0 ref=2
unpin p
: A m+0 ref=1
unpin p => EINVAL`,
  ),
];
