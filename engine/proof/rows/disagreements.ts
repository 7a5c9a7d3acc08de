/** Sequences in which the bit and the rules that replace it disagree, and in which they agree. */
import { row, type Row } from './row.ts';

/** D-1: a copy lands on the frame that the linear rule predicts. */
const COLLISION = `
A mmap io 2 private rw remap_pfn_range driver+8
kernel free driver+9
kernel next_frame driver+9
A write io+1 "boom"`;
const D1 = { breaks: { on: 'N', by: 'D-1' } } as const;

export const DISAGREEMENTS: readonly Row[] = [
  row(
    'T-151',
    'D-1 R-IV-16',
    `${COLLISION}
: A io+1 driver+9 rw dirty young excl ref=1 map=1
S: A io+1 normal
N: A io+1 !normal
: rss A anon=1
A munmap io*
S: rss A anon=0
N: rss A anon=1
S: frame driver+9 ref=0 map=0
N: frame driver+9 ref=1 map=1`,
    D1,
  ),
  row(
    'T-152',
    'D-1 R-IV-8',
    `${COLLISION}
A fork B
S: A io+1 ref=2 map=2 !excl r-
N: A io+1 ref=1 map=1 excl r-
S: rss B anon=1
N: rss B anon=0
: B io+1 driver+9 r-`,
    D1,
  ),
  row(
    'T-153',
    'D-1',
    `${COLLISION}
A fork B
A write io+1
: A io+1 anon#1 rw excl
S: rss A anon=1
N: rss A anon=2
: B io+1 driver+9 map=1 ref=1`,
    D1,
  ),
  row(
    'D-1 mprotect',
    'D-1',
    `${COLLISION}
A mprotect io* r
A mprotect io* rw
S: A io+1 rw
N: A io+1 r-
A write io+1
S: A io+1 driver+9
N: A io+1 anon#1
S: rss A anon=1
N: rss A anon=2
S: frame driver+9 ref=1 map=1
N: frame driver+9 ref=1 map=1`,
    D1,
  ),
  row(
    'D-1 smaps',
    'D-1 R-WK-12',
    `${COLLISION}
A smaps io+1
S: => ok: Rss=4 Pss=4 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=4 Anonymous=4
N: => ok: Rss=0 Pss=0 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=0 Anonymous=0
A status => ok: anon=1 file=0 shmem=0
A folio_walk io+1
S: => ok: driver+9
N: => ok: none`,
    D1,
  ),
  row(
    'T-154',
    'R-NP-15',
    `
A mmap io 6 private rw remap_pfn_range driver+8
kernel free driver+13
kernel next_frame driver+13
A write io+0
: A io+0 driver+13 normal
A munmap io*
: rss A anon=0
: frame driver+13 ref=0 map=0`,
  ),
  row(
    'T-156',
    'D-2 R-ZP-6',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
! entry A io+1 driver+5 special
A munmap io*
S: frame driver+5 ref=1 map=0
N: frame driver+5 ref=0 map=-1
S: rss A file=0
N: rss A file=-1
S: log
N: log bad page map; bad page state`,
    { breaks: { on: 'all', by: 'D-2' }, note: 'on S only the linear rule R-IV-10 is broken, by the driver' },
  ),
  row(
    'D-2 fork',
    'D-2',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
! entry A io+1 driver+5 special
A fork B
S: frame driver+5 ref=1 map=0
N: frame driver+5 ref=2 map=1
S: rss B file=0
N: rss B file=1`,
    { breaks: { on: 'all', by: 'D-2' } },
  ),
  row(
    'T-157',
    'D-2 R-IV-15',
    `
A mmap m 1 private rw anon
A write m+0 "private"
A mmap io 2 private rw remap_pfn_range mmio+0
! entry A io+1 0x400 special
A write io+1 "foreign"
A read m+0
S: => ok: "private"
N: => ok: "foreign"
S: A io+1 anon#2
N: A io+1 anon#1 rw`,
    { breaks: { on: 'all', by: 'D-2' }, note: '0x400 is the frame of m+0. The COW bypass: another mapping changes' },
  ),
  row(
    'T-158',
    'D-5',
    `
A mmap io 4 shared rw remap_pfn_range driver+0
! vma A io+0 +MIXEDMAP
A munmap io*
S: frame driver+0 ref=1 map=0
N: frame driver+0 ref=0 map=-1
S: rss A file=0
N: rss A file=-4
S: log
N: log bad page map; bad page map; bad page map; bad page map; bad page state; bad page state; bad page state; bad page state`,
    { breaks: { on: 'N', by: 'D-5' } },
  ),
  row(
    'T-159',
    'D-6 R-VM-4',
    `
A mmap io 4 private rw remap_pfn_range driver+0
! vma A io+0 pgoff=0x5000
A munmap io*
S: frame driver+3 ref=1 map=0
N: frame driver+3 ref=0 map=-1
S: rss A file=0
N: rss A file=-4`,
    { breaks: { on: 'all', by: 'D-6' } },
  ),
  row(
    'T-160',
    'D-7',
    `
A mmap io 2 shared rw remap_pfn_range driver+5 pages 1 to 1
! vma A io+0 -SHARED -MAYSHARE -WRITE -MAYWRITE pgoff=7
: A io+1 !normal
! vma A io+0 +MAYWRITE
S: A io+1 !normal
N: A io+1 normal`,
    {
      breaks: { on: 'all', by: 'D-7' },
      note: 'on S what breaks is R-IV-15: the entry was made writable for a shared mapping',
    },
  ),
  row(
    'T-161',
    'D-7',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A write io+3
! vma A io+0 -MAYWRITE -WRITE
A munmap io*
S: rss A anon=0
N: rss A anon=1`,
    { breaks: { on: 'N', by: 'D-7' } },
  ),
  row(
    'T-162',
    'D-8',
    `
A mmap io 1 shared rw vmf_page driver+5
! vma A io+0 +PFNMAP
A read io+0
: A io+0 driver+5 ref=2 map=1
A munmap io*
S: frame driver+5 ref=1 map=0
N: frame driver+5 ref=2 map=1
S: rss A file=0
N: rss A file=1`,
    { breaks: { on: 'N', by: 'D-8' } },
  ),
  row(
    'T-164',
    'D-12',
    `
A mmap io 2 shared rw remap_pfn_range mmio+0
! set A io+1 unspecial
: A io+1 !normal
A folio_walk io+1 => ok: none
S: log bad page map
N: log`,
    { breaks: { on: 'S', by: 'D-12' } },
  ),
  row(
    'T-165',
    'D-15',
    `
A mmap p 1 private rw vmf_page zero
A read p+0
: rss A file=1
A munmap p+0
S: rss A file=0
N: rss A file=1`,
    { breaks: { on: 'all', by: 'D-15' }, note: 'on S the zero page is counted as mapped in between (R-IV-7)' },
  ),
  row(
    'T-311',
    'R-NP-4 R-NP-11 R-NP-15 R-AG-5',
    `
A mmap io 2 private rw remap_pfn_range driver+8
kernel free driver+8
kernel next_frame driver+8
A write io+1
: A io+0 driver+8 !normal
: A io+1 driver+8 normal excl
A munmap io*
: rss A anon=0
: frame driver+8 ref=0 map=0`,
  ),
  row(
    'T-312',
    'R-IV-11 D-4',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
A fork B
S: frame driver+5 ref=1 map=0
N: frame driver+5 ref=3 map=2
B write x+0
B exit
A madvise x* dontneed
: frame driver+5 ref=1 map=0
A munmap x*
: frame driver+5 ref=1 map=0`,
  ),
  row(
    'D-4 driver frees',
    'D-4',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
kernel free driver+5
S: => ok
N: => EBUSY
S: A x+0 driver+5 ref=0
N: A x+0 driver+5 ref=2`,
  ),
  row(
    'D-11 fork after pin',
    'D-11 R-FK-7c',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
A write io+1
A pin io+1 fast as p
S: => ok: anon#1
N: => EFAULT
A fork B
S: A io+1 rw excl
N: A io+1 r- !excl
S: B io+1 anon#2
N: B io+1 anon#1`,
  ),
  row(
    'R-AG-2',
    'R-AG-2',
    `
A mmap io 4 shared rw remap_pfn_range driver+3 pages 1 then remap_pfn_range mmio+9 pages 1 then remap_pfn_range driver+1 pages 2
: A io+0 driver+3 !normal ref=1 map=0
: A io+1 mmio+9 !normal
A write io+2 "x"
A fork B
B write io+0
A munmap io*
B exit
: frame driver+3 ref=1 map=0
: rss A anon=0 file=0`,
  ),
  row(
    'R-AG-3',
    'R-AG-3',
    `
A mmap m 1 private rw anon
A read m+0
A fork B
A munmap m*
B exit
: frame zero map=0`,
  ),
  row(
    'R-AG-4',
    'R-AG-4',
    `
A mmap x 2 private rw vmf_insert_mixed mmio+1
A read x+0
A write x+1
A fork B
B write x+0
A exit
B exit
: log`,
    { machines: ['arm', 'arm_lpae', 'arm_lpae_nobit', 'x86_64'] },
  ),
  row(
    'R-AG-6',
    'R-AG-6 R-IV-10',
    `
A mmap io 8 private rw remap_pfn_range mmio+0
A write io+5
A munmap io+2..3
A munmap io+0
: A io+1 mmio+1 !normal
: A io+5 anon#1 normal
: A io+4 mmio+4 !normal
A folio_walk io+4 => ok: none`,
  ),
  row(
    'R-AG-7',
    'R-AG-7',
    `
A mmap io 2 private r remap_pfn_range mmio+0
: vma A io+0 MAYWRITE !WRITE
A mprotect io* rw
A write io+1
: A io+1 anon#1 excl`,
  ),
  row(
    'R-AG-9',
    'R-AG-9',
    `
A mmap io 1 private rw vmf_insert_pfn driver+5
A write io+0 => BUG`,
  ),
];
