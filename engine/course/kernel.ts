/** Where the functions that charts show and lessons name are found in Linux 6.12.117: looked up in its sources. */
const LINES = {
  'mm/memory.c': {
    print_bad_pte: 498,
    vm_normal_page: 594,
    vm_normal_page_pmd: 671,
    copy_present_ptes: 981,
    vma_needs_copy: 1330,
    copy_page_range: 1357,
    zap_present_ptes: 1535,
    unmap_single_vma: 1814,
    zap_vma_ptes: 1951,
    insert_page: 2064,
    vm_insert_page: 2218,
    vmf_insert_pfn_prot: 2402,
    vmf_insert_pfn: 2450,
    vm_mixed_ok: 2457,
    vmf_insert_mixed: 2521,
    remap_pfn_range: 2723,
    __wp_page_copy_user: 3034,
    do_page_mkwrite: 3152,
    wp_page_reuse: 3238,
    wp_page_copy: 3332,
    finish_mkwrite_fault: 3500,
    wp_pfn_shared: 3524,
    wp_page_shared: 3546,
    wp_can_reuse_anon_folio: 3586,
    do_wp_page: 3656,
    unmap_mapping_pages: 3823,
    do_anonymous_page: 4736,
    __do_fault: 4856,
    finish_fault: 5072,
    do_fault_around: 5255,
    do_read_fault: 5301,
    do_cow_fault: 5333,
    do_shared_fault: 5375,
    do_fault: 5425,
    create_huge_pmd: 5661,
    wp_huge_pmd: 5672,
    handle_pte_fault: 5756,
    __handle_mm_fault: 5840,
    handle_mm_fault: 6071,
    generic_access_phys: 6552,
  },
  'mm/mprotect.c': { can_change_pte_writable: 43 },
  'mm/gup.c': { follow_page_pte: 839, check_vma_flags: 1270, gup_fast_pte_range: 2935 },
  'mm/pagewalk.c': { walk_page_test: 325, walk_page_range: 443, walk_page_vma: 622, folio_walk_start: 772 },
  'mm/huge_memory.c': { vmf_insert_pfn_pmd: 1448, huge_pmd_set_accessed: 1804 },
  'mm/pgtable-generic.c': { ptep_set_access_flags: 68 },
  'kernel/fork.c': { check_mm: 842, dup_mm: 1704 },
  'include/linux/mm.h': { is_cow_mapping: 1595 },
  'arch/x86/include/asm/pgtable.h': { pte_special: 252, pte_mkspecial: 532 },
  'arch/x86/mm/pat/memtype.c': { follow_phys: 935, track_pfn_copy: 987, track_pfn_remap: 1029 },
  'arch/x86/mm/init.c': { devmem_is_allowed: 868 },
  'virt/kvm/kvm_main.c': { hva_to_pfn: 2975 },
  'drivers/vfio/vfio_iommu_type1.c': { vaddr_get_pfns: 551 },
  'drivers/char/mem.c': { mmap_mem: 343 },
  'drivers/vfio/pci/vfio_pci_core.c': { vfio_pci_core_mmap: 1755 },
} as const;

type Lines = typeof LINES;
export type KernelFunction = { [F in keyof Lines]: keyof Lines[F] }[keyof Lines];

export interface Found {
  readonly fn: KernelFunction;
  readonly file: string;
  readonly line: number;
}

export const KERNEL_FUNCTIONS: readonly Found[] = Object.entries(LINES).flatMap(([file, lines]) =>
  Object.entries(lines).map(([fn, line]) => ({ fn: fn as KernelFunction, file, line })),
);
