/** Ways of a fault that no statement can take, and that the chart therefore does without. Kernel: mm/memory.c, 6.12. */
export interface WayLeftOut {
  readonly from: string;
  /** The kernel function that it leads to. */
  readonly to: string;
  readonly when: string;
  /** Why that never happens here. */
  readonly why: string;
}

export const WAYS_LEFT_OUT: readonly WayLeftOut[] = [
  {
    from: 'handle_mm_fault',
    to: 'hugetlb_fault',
    when: 'the mapping is one of hugetlb',
    why: 'no statement maps hugetlb',
  },
  {
    from: 'handle_mm_fault',
    to: 'create_huge_pud',
    when: 'the entry at the PUD level is empty, and huge pages are allowed there',
    why: 'the playground has no driver for blocks of that size',
  },
  {
    from: 'handle_mm_fault',
    to: 'pmd_migration_entry_wait',
    when: 'a huge page is being migrated',
    why: 'nothing migrates here',
  },
  {
    from: 'handle_mm_fault',
    to: 'do_huge_pmd_numa_page',
    when: 'a huge entry is a NUMA hint',
    why: 'the machines have one node',
  },
  {
    from: 'handle_pte_fault',
    to: 'do_swap_page',
    when: 'the entry is neither empty nor present',
    why: 'there is no swap, and nothing migrates',
  },
  {
    from: 'handle_pte_fault',
    to: 'do_numa_page',
    when: 'the entry is a NUMA hint: PROT_NONE in a mapping that may be accessed',
    why: 'the machines have one node',
  },
  {
    from: 'do_anonymous_page',
    to: 'handle_userfault',
    when: 'userfaultfd wants to hear of missing pages',
    why: 'no statement registers a range with userfaultfd',
  },
  {
    from: 'do_wp_page',
    to: 'handle_userfault',
    when: 'userfaultfd has protected the entry',
    why: 'no statement registers a range with userfaultfd',
  },
  {
    from: 'finish_fault',
    to: 'do_set_pmd',
    when: 'the page belongs to a folio as large as a huge entry',
    why: 'tmpfs keeps single pages here',
  },
];
