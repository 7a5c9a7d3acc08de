import { hasPteSpecial } from '../../arch/arch.ts';
import { NO_PAT, PAT, row, where, type Row } from './row.ts';

const PRIVATE = 'A mmap io 16 private rw remap_pfn_range mmio+0';
const COPIED = `${PRIVATE}
A write io+3`;
const S = where(hasPteSpecial);
/** A private mapping is filed under its frame numbers. */
const MMIO = 0x9f000;

export const MEMORY: readonly Row[] = [
  row(
    'T-89',
    'R-FK-4 R-FK-5 R-FK-6',
    `${PRIVATE}
A fork B
: B io+0..15 mmio+0.. r- !young !normal
: table copy_present_ptes raw
: rss A anon=0 file=0
: rss B anon=0 file=0`,
  ),
  row(
    'T-90',
    'R-FK-6 R-FK-7b R-V-13',
    `${COPIED}
A fork B
: A io+3 anon#1 r- !excl ref=2 map=2
: B io+3 anon#1 r- !excl ref=2 map=2 normal
: rss A anon=1
: rss B anon=1
: B io+2 mmio+2 !normal`,
  ),
  row(
    'T-91',
    'R-FT-46 R-FT-59',
    `${COPIED}
A fork B
B write io+3
: B io+3 anon#2 rw excl
: A io+3 anon#1 r- !excl ref=1 map=1
: rss B anon=1
: rss A anon=1`,
  ),
  row(
    'T-92',
    'R-FT-47',
    `${COPIED}
A fork B
B write io+3
A write io+3
: A io+3 anon#1 rw excl ref=1
: path handle_mm_fault handle_pte_fault do_wp_page wp_page_reuse`,
  ),
  row(
    'T-93',
    'R-FK-7c',
    `${COPIED}
A pin io+3 fast as p => ok: anon#1
: A io+3 pinned ref=1025
A fork B
: A io+3 anon#1 rw excl ref=1025 map=1
: B io+3 anon#2 rw dirty excl ref=1 map=1
: rss B anon=1`,
    { machines: S, note: 'N cannot make the pin by GUP here' },
  ),
  row(
    'T-94',
    'R-FK-6',
    `
A mmap io 2 shared rw remap_pfn_range mmio+0
A write io+0
: A io+0 dirty rw
A fork B
: B io+0 mmio+0 rw !dirty !young
: A io+0 mmio+0 rw dirty`,
  ),
  row(
    'T-95',
    'R-FK-8 R-PR-21 R-PR-22 R-PR-23',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A write io+0
A fork B
x86_64: => ENOMEM
x86_64: process B none
arm: => ok
arm_lpae: => ok
arm_lpae_nobit: => ok
: A io+0 anon#1`,
  ),
  row(
    'T-96',
    'R-FK-8',
    `${COPIED}
A fork B
: B io+3 anon#1
x86_64: vma B io+0 PAT`,
  ),
  row(
    'T-97',
    'R-FK-1',
    `${PRIVATE}
A madvise io* dontfork
A fork B
: vma B io+0 none
: vmas B 0`,
  ),
  row(
    'T-98',
    'R-FK-4',
    `
A mmap f 1 private rw file notes+0
A read f+0
A fork B
: B f+0 none
: rss B shmem=0
: vma B f+0 READ`,
  ),
  row(
    'T-99',
    'R-ZP-1 R-ZP-3 R-V-20',
    `${COPIED}
A munmap io*
: rss A anon=0 file=0
: vmas A 0
A mmap m 1 private rw anon
A write m+0
: A m+0 anon#2 ref=1 map=1`,
  ),
  row(
    'T-100',
    'R-ZP-1 R-ZP-3 R-F-7',
    `${COPIED}
kernel unmap_mapping io 0 pages 16
: A io+0 mmio+0
kernel unmap_mapping io ${MMIO}
: A io+3 anon#1 rw excl
: A io+0..2 none
: A io+4..15 none
: rss A anon=1
kernel unmap_mapping io ${MMIO} even_cows
: A io+3 none
: rss A anon=0`,
  ),
  row(
    'T-101',
    'R-ZP-1 R-ZP-2',
    `
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0
A munmap x+0
: frame driver+5 ref=1 map=0
: rss A file=0`,
  ),
  row(
    'T-102',
    'R-MA-1 R-MA-2 R-MA-3 R-MA-4',
    `${PRIVATE}
A madvise io* dontneed => EINVAL
A madvise io* dontneed_locked => EINVAL
A madvise io* free => EINVAL
A madvise io* cold => EINVAL
A madvise io* pageout => EINVAL
A madvise io* populate_read => EINVAL
A madvise io* populate_write => EINVAL
: A io+0..15 mmio+0..`,
  ),
  row(
    'T-103',
    'R-MA-6 R-FK-1',
    `${PRIVATE}
A madvise io* dontfork
: vma A io+0 DONTCOPY
A fork B
: vma B io+0 none`,
  ),
  row(
    'T-104',
    'R-MA-5 R-MA-7 R-MA-14',
    `${PRIVATE}
A madvise io* dofork => EINVAL
A madvise io* dodump => EINVAL
A madvise io* normal
A madvise io* random
: vma A io+0 RAND_READ
A madvise io* sequential
: vma A io+0 SEQ_READ !RAND_READ
A madvise io* dontdump
A madvise io* willneed`,
  ),
  row(
    'T-105',
    'R-MA-1',
    `
A mmap x 1 private rw vmf_insert_mixed driver+5
A read x+0
A madvise x* dontneed
: A x+0 none
: frame driver+5 ref=1 map=0
: rss A file=0`,
  ),
  row(
    'T-106',
    'R-MP-3 R-MP-4',
    `${COPIED}
A mprotect io* r
: A io+3 anon#1 r-
A mprotect io* rw
: A io+3 anon#1 rw excl
: A io+0..2 mmio+0.. r-
S: A io+0..2 special
: table can_change_pte_writable writable
: table can_change_pte_writable read_only`,
  ),
  row(
    'T-107',
    'R-MP-3',
    `
A mmap io 2 shared rw remap_pfn_range mmio+0
A write io+0
A mprotect io* r
: A io+0 mmio+0 r- dirty
S: A io+0 special`,
  ),
  row(
    'T-108',
    'R-MP-1',
    `
A mmap f 1 shared r file notes+0 ro
A mprotect f+0 rw => EACCES`,
  ),
  row(
    'T-109',
    'R-MR-1',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A mremap io* pages 8 => EFAULT
: vma A io+0 pages=4`,
  ),
  row(
    'T-110',
    'R-MR-3 R-MR-7',
    `${COPIED}
A mremap io* to io2
: vma A io+0 none
: vma A io2+0 pgoff=mmio+0 pages=16
: A io2+3 anon#1 rw excl normal
: A io2+4 mmio+4 !normal
S: A io2+4 special
A folio_walk io2+4 => ok: none
N: table vm_normal_page raw_linear`,
  ),
  row(
    'T-111',
    'R-MR-7 R-VM-1',
    `${PRIVATE}
A mremap io+4..7 to io2
: vma A io2+0 pgoff=mmio+4 pages=4
: vma A io+0 pages=4 pgoff=mmio+0
: vma A io+4 none
: vma A io+8 pages=8 pgoff=mmio+8
: A io2+0..3 mmio+4.. !normal`,
  ),
  row(
    'T-113',
    'R-VM-2',
    `${PRIVATE}
A munmap io+0..1
: vma A io+0 none
: vma A io+2 pages=14 pgoff=mmio+2
: A io+2 mmio+2 !normal`,
  ),
  row(
    'T-115',
    'R-ML-1 R-ML-2',
    `
A mmap io 2 shared rw vmf_insert_pfn mmio+0
A mlock io*
: vma A io+0 !LOCKED
: A io+0..1 none`,
  ),
  row(
    'T-116',
    'R-ZP-3 R-FT-27',
    `
A mmap io 4 private rw devmem mmio+0
A write io+3
: rss A anon=1
kernel unmap_mapping io ${MMIO} even_cows
: rss A anon=0
A read io+3 => SIGBUS`,
  ),

  row(
    'T-244',
    'R-FK-2',
    `
A mmap m 1 private rw anon
A write m+0 "secret"
A madvise m* wipeonfork
A fork B
: B m+0 none
: rss B anon=0
B read m+0 => ok: ""
: B m+0 zero`,
  ),
  row(
    'T-245',
    'R-FK-3',
    `
A mmap m 1 private rw anon
A mlock m*
: vma A m+0 LOCKED
: A m+0 anon#1 rw
A fork B
: vma B m+0 !LOCKED
: vma A m+0 LOCKED`,
  ),
  row(
    'T-249',
    'R-ZP-7 R-PR-21',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A write io+0
A munmap io*
: log
: vmas A 0`,
    { machines: PAT },
  ),
  row(
    'T-251',
    'R-ZP-9',
    `
A mmap x 1 shared rw vmf_insert_mixed mmio+0
A read x+0
kernel zap x+0 in A
: A x+0 mmio+0`,
  ),
  row(
    'T-252',
    'R-ZP-10 D-1',
    `
A mmap io 1 private rw remap_pfn_range driver+8
kernel free driver+8
kernel next_frame driver+8
A write io+0
A munmap io+0
A exit
S: log
N: log bad rss-counter MM_ANONPAGES 1`,
    { breaks: { on: 'N', by: 'D-1' } },
  ),
  row(
    'T-253',
    'R-MA-8 R-MA-9 R-MA-10 R-MA-12',
    `${PRIVATE}
A madvise io* wipeonfork => EINVAL
A madvise io* mergeable => EINVAL
A madvise io+0 hwpoison => EINVAL
A madvise io+0 soft_offline => EINVAL
A madvise io* collapse => EINVAL`,
    {
      note: 'the recorded kernels have neither KSM nor hwpoison, so EINVAL; the reference, with KSM, says 0 for MERGEABLE',
    },
  ),
  row(
    'T-254',
    'R-MA-11',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
A madvise io* remove => EACCES
A mmap sh 2 shared rw remap_pfn_range mmio+0
A madvise sh* remove => ENODEV`,
  ),
  row(
    'T-258',
    'R-MP-5',
    `
A mmap f 1 shared rw file notes+0
A read f+0
A mprotect f+0 r
: A f+0 r-
A mprotect f+0 rw
: A f+0 rw`,
    { note: 'without write-notify: vm_page_prot has W already' },
  ),
  row(
    'T-259',
    'R-MP-6',
    `${PRIVATE}
! set A io+0 mkdirty mkwrite
A mprotect io* r
A mprotect io* rw
: A io+0 mmio+0 r-
A write io+0
: A io+0 anon#1 excl
: rss A anon=1`,
    { breaks: { on: 'all', by: 'R-IN-18' }, note: 'it breaks R-IV-15 only until the first mprotect' },
  ),
  row(
    'T-260',
    'R-MP-7 R-VM-1 R-VM-3',
    `${PRIVATE}
A mprotect io+2..3 r
A mprotect io+2..3 rw
: vmas A 3
: vma A io+0 pages=2 pgoff=mmio+0
: vma A io+2 pages=2 pgoff=mmio+2
: vma A io+4 pages=12 pgoff=mmio+4`,
  ),
  row(
    'T-114',
    'R-VM-3',
    `
A mmap io 4 shared rw remap_pfn_range mmio+0
A mprotect io+2..3 r
A mprotect io* rw
: vmas A 2
A mmap m 4 private rw anon
A mprotect m+2..3 r
: vmas A 4
A mprotect m+2..3 rw
: vmas A 3`,
    { note: 'anonymous pieces merge again, those of a PFN mapping never' },
  ),
  row(
    'T-261',
    'R-MR-2',
    `${PRIVATE}
A mremap io* pages 8
: vma A io+0 pages=8
: A io+8..15 none
: A io+7 mmio+7`,
  ),
  row(
    'T-263',
    'R-MR-6',
    `
A mmap io 4 shared rw remap_pfn_range mmio+0
A mremap io+2..5 to io2 => EFAULT`,
  ),
  row(
    'R-MR-8',
    'R-MR-8',
    `
A mmap x 2 shared rw vmf_insert_mixed driver+4
A mremap x* pages 4 => ENOMEM
A mremap x* to y pages 4
: vma A y+0 pages=4
A read y+3
: A y+3 driver+7`,
  ),
  row(
    'R-MA-5',
    'R-MA-5 R-MA-6',
    `
A mmap x 1 private rw vmf_insert_mixed driver+4
A madvise x* dontfork
A madvise x* dofork
: vma A x+0 !DONTCOPY
A madvise x* dodump => EINVAL
A madvise x* free => EINVAL`,
  ),
  row(
    'R-MA-6 thp',
    'R-MA-6',
    `
A mmap io 2 private rw remap_pfn_range mmio+0
A madvise io* nohugepage
arm: => EINVAL
x86_64: vma A io+0 NOHUGEPAGE
A madvise io* hugepage
arm: => EINVAL
x86_64: vma A io+0 HUGEPAGE !NOHUGEPAGE`,
    { note: '2-level ARM has no transparent huge pages' },
  ),
  row(
    'R-MA-3',
    'R-MA-3',
    `
A mmap x 1 private rw vmf_insert_mixed driver+4
A read x+0
A write x+0
A madvise x* cold
: A x+0 anon#1 !young`,
  ),
  row(
    'R-FK-7a',
    'R-FK-7a',
    `
A mmap x 1 shared rw vm_insert_page driver+5
A fork B
: B x+0 driver+5 ref=3 map=2
: table copy_present_ptes file
: rss B file=1`,
  ),
  row(
    'R-FK-7d',
    'R-FK-7d R-FK-7b',
    `
A mmap m 1 private rw anon
A write m+0
A pin m+0 as p
A fork B
: A m+0 anon#1 excl rw
: B m+0 anon#2 excl
A fork C
: C m+0 anon#3
unpin p
A fork D
: D m+0 anon#1 ref=2 map=2 !excl`,
  ),
  row(
    'R-FK-8 zap',
    'R-FK-8 R-ZP-7 R-PR-22',
    `
A mmap io 4 private rw remap_pfn_range mmio+0
A munmap io+0
A fork B
: B io+1 mmio+1
A mmap x 4 private rw remap_pfn_range mmio+0
kernel zap x+0 in A
: vma A x+1 !PAT
A fork C
: C x+1 mmio+1`,
    { machines: PAT },
  ),
  row(
    'R-ZP-2',
    'R-ZP-2',
    `
A mmap f 1 shared rw file notes+0
A write f+0
A munmap f+0
: rss A shmem=0
: frame notes+0 ref=1 map=0`,
  ),
  row(
    'R-MR-3 pat',
    'R-MR-3',
    `${PRIVATE}
A mremap io+1 to io2
: vma A io2+0 PAT
: vma A io+0 !PAT
: vma A io+2 !PAT`,
    { machines: PAT },
  ),
  row(
    'R-MR-7 anon',
    'R-MR-7',
    `
A mmap m 1 private rw anon
A read m+0
A mremap m* to m2
: vma A m2+0 pgoff=address
A mmap n 1 private rw anon
A write n+0
A mremap n* to n2
: vma A n2+0`,
    { machines: NO_PAT },
  ),
];
