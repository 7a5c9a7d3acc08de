/** Section 14.10: huge PFN mappings. */
import { row, where, type Row } from './row.ts';

const HUGE = `
A mmap hg 1024 shared rw vmf_insert_pfn_pmd mmio+0
A read hg+5`;
const WITH_HUGE = where(({ hasPmdPfnmap }) => hasPmdPfnmap);
const WITHOUT_HUGE = where(({ hasPmdPfnmap }) => !hasPmdPfnmap);

export const HUGE_PFN: readonly Row[] = [
  row(
    'T-201',
    'R-IN-57 R-HP-1 R-HP-2 R-FT-11',
    `${HUGE}
: A hg+0 mmio+0 pmd special !normal
: A hg+5 none
: rss A file=0 anon=0 shmem=0
: path handle_mm_fault create_huge_pmd
: table vmf_insert_pfn_pmd insert`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-201 small',
    'R-HP-1 R-HP-20',
    `${HUGE}
: A hg+5 mmio+5 !pmd !normal
: A hg+0 none`,
    { machines: WITHOUT_HUGE, note: 'no huge PFN maps: small entries' },
  ),
  row(
    'T-202',
    'R-IN-58 R-FT-12',
    `${HUGE}
! set A hg+0 wrprotect mkclean mkold
A write hg+9
: A hg+0 pmd rw dirty young
: path handle_mm_fault wp_huge_pmd
: table vmf_insert_pfn_pmd touch`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-210',
    'R-NP-24 R-NP-27 R-NP-28 R-NP-33 R-HP-4',
    `${HUGE}
A folio_walk hg+5 => ok: none
: table vm_normal_page_pmd raw_special
: table folio_walk_start none
A smaps hg+0 => ok: Rss=0 Pss=0 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=0 Anonymous=0`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-213',
    'R-GU-7 R-HP-3',
    `${HUGE}
A pin hg+5 fast => EFAULT
: table gup_fast_pte_range stop
A pin hg+5 => EFAULT`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-214',
    'R-HP-8 R-HP-14',
    `${HUGE}
A munmap hg+0..255
: A hg+0 none
: A hg+256..511 none
A read hg+300
: A hg+300 mmio+300 !pmd special`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-214 whole',
    'R-HP-14',
    `${HUGE}
A munmap hg+0..511
: A hg+0 none
: vma A hg+512 pages=512
A munmap hg+512..1023
: vmas A 0
: rss A file=0`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-215',
    'R-HP-10 R-FT-12',
    `${HUGE}
! set A hg+0 wrprotect
A write hg+1 "x"
: A hg+0 pmd rw dirty
: path handle_mm_fault wp_huge_pmd
: frame mmio+1 holds="x"`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-217',
    'R-HP-5 R-HP-12 R-FK-10',
    `
A mmap hg 512 shared rw vmf_insert_pfn_pmd mmio+0
A write hg+5
: A hg+0 pmd dirty rw
A fork B
: B hg+0 mmio+0 pmd special rw dirty !young
: A hg+0 pmd rw dirty`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-219',
    'R-HP-15 R-MP-8',
    `${HUGE}
A mprotect hg+0..511 r
: A hg+0 pmd special r-
A mprotect hg+0..255 rw
: A hg+0 none`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-220',
    'R-HP-16',
    `${HUGE}
A mremap hg+0..511 to hg2
: A hg2+0 mmio+0 pmd special
: vma A hg2+0 pages=512`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-220 part',
    'R-HP-16 R-HP-8',
    `${HUGE}
A mremap hg+1..300 to hg2
: A hg2+0..299 none
: A hg+0 none`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-222',
    'R-HP-6 R-FT-9 R-FT-11',
    `${HUGE}
: path handle_mm_fault create_huge_pmd`,
    { machines: WITH_HUGE, note: 'THP is `madvise` on these machines, and the driver is asked all the same' },
  ),
  row(
    'T-223',
    'R-HP-7 R-GU-20',
    `${HUGE}
A follow_pfnmap hg+3 => ok: mmio+3 writable special`,
    { machines: WITH_HUGE },
  ),
  row(
    'T-224',
    'R-HP-9',
    `
A mmap io 512 private rw vmf_insert_pfn_pmd mmio+0
A write io+0 => BUG`,
  ),
  row(
    'T-307',
    'R-HP-8 R-FT-34b',
    `
A mmap hg 512 shared rw vmf_insert_pfn_pmd mmio+0
A read hg+0
: A hg+0 pmd
A mprotect hg+4 r
: A hg+0 none
A read hg+5
: A hg+5 mmio+5 !pmd special
: path handle_mm_fault create_huge_pmd handle_pte_fault do_fault do_read_fault __do_fault`,
    {
      machines: WITH_HUGE,
      note: 'the second call of huge_fault under the per-VMA lock changes nothing and is not drawn',
    },
  ),
  row(
    'R-HP-6',
    'R-HP-6',
    `
A mmap hg 512 shared rw vmf_insert_pfn_pmd mmio+1
A read hg+0
: A hg+0 mmio+1 !pmd
A mmap sm 100 shared rw vmf_insert_pfn_pmd mmio+0
A read sm+0
: A sm+0 mmio+0 !pmd
A mmap blk 512 shared rw vmf_insert_pfn_pmd driver+512
A write blk+7 "b"
: A blk+0 driver+512 pmd rw dirty ref=1 map=0`,
    { machines: WITH_HUGE, note: 'a block only where frame and address are aligned and the VMA covers it (FORMAT.md)' },
  ),
  row(
    'R-FT-12 read',
    'R-FT-12',
    `
A mmap hg 512 shared rw vmf_insert_pfn_pmd mmio+0
A read hg+0
A read hg+9
: path
! fault A hg+9 read => done
: path handle_mm_fault huge_pmd_set_accessed
! fault A hg+9 write => done
: A hg+0 dirty young
: path handle_mm_fault huge_pmd_set_accessed`,
    { machines: WITH_HUGE, note: 'the processor sets the marks itself, so such a fault is spurious' },
  ),
  row(
    'R-RD-49',
    'R-RD-49 R-WK-1',
    `${HUGE}
A pagemap hg+5 => ok: -`,
    { machines: WITH_HUGE, note: 'the PFN mapping is skipped before the PMD path could misread it' },
  ),
];
