/** Cases found in recordings and in no other file. */
import { PAT, row, type Row } from './row.ts';

export const RECORDED_ROWS: readonly Row[] = [
  row(
    'T-302',
    'R-ZP-7 R-ZP-9 R-FT-27',
    `
A mmap io 16 private rw remap_pfn_range mmio+0
A write io+3
kernel zap io* in A
: rss A anon=0
: A io+0..15 none
A read io+3 => SIGBUS
x86_64: vma A io+0 !PAT`,
  ),
  row(
    'T-303',
    'R-MR-3',
    `
A mmap io 3 private rw remap_pfn_range mmio+0
: vma A io+0 PAT
A mremap io+1 to io2
: vma A io2+0 PAT
: vma A io+0 !PAT
: vma A io+2 !PAT
: A io+0 mmio+0
: A io2+0 mmio+1`,
    { machines: PAT },
  ),
  row(
    'T-304',
    'R-MA-1',
    `
A mmap x 1 private rw vm_insert_page driver+5
A madvise x* dontneed
: A x+0 none
: frame driver+5 ref=1 map=0
A read x+0 => SIGBUS`,
  ),
  row(
    'T-305',
    'R-MR-5 R-MR-8',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
A mremap x* to s pages 3
: vma A s+0 pages=3
A mmap y 1 private rw vmf_insert_mixed driver+9
A mremap y* to t pages 3
: vma A t+0 pages=3`,
    { note: 'the language has no old_len 0' },
  ),
  row(
    'T-306',
    'R-MA-4 R-GU-10',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
A madvise x* populate_read
A madvise x* populate_write
S: A x+0 driver+5 special ref=1 map=0
N: A x+0 driver+5 ref=2 map=1`,
  ),
  row(
    'T-308',
    'R-FT-31',
    `
A mmap f 1 shared rw file notes+0
A read f+0
: A f+0 notes+0 rw !dirty`,
    { note: 'the language has no file with page_mkwrite' },
  ),
  row(
    'T-313',
    'R-FK-8',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A write io+0
A fork B => ENOMEM
: process B none
: A io+0 anon#1 rw excl
: rss A anon=1
A read io+1`,
    { machines: PAT },
  ),
  row(
    'T-314',
    'R-AG-1',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A write io+3 "x"
: A io+3 anon#1 excl
A fork B
: B io+3 anon#1 ref=2 map=2
A munmap io*
: rss A anon=0
B exit
: log`,
  ),
  row(
    'T-289 raw',
    'R-PR-22 R-FK-8',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A fork B
: vma B io+0 PAT
B exit
kernel zap io+0 in A
: vma A io+0 !PAT
A fork C
: vma C io+0 !PAT`,
    { machines: PAT, note: 'a revoke takes the reservation along, so that the missing first page is not asked for' },
  ),
];
