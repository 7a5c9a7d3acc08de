/**
 * Where each kernel function is found in Linux 6.12.117 (Debian's linux-source-6.12): the line on which its definition names it.
 * Every function that can appear on screen is here, once for each file that defines it; what is called through a pointer
 * is found where the pointer is declared.
 */
const LINES = {
  'mm/memory.c': {
    free_pgtables: 365,
    __pte_alloc: 447,
    print_bad_pte: 498,
    vm_normal_page: 594,
    vm_normal_folio: 660,
    vm_normal_page_pmd: 671,
    copy_nonpresent_pte: 793,
    copy_present_page: 915,
    __copy_present_ptes: 950,
    copy_present_ptes: 981,
    folio_prealloc: 1057,
    copy_pte_range: 1081,
    copy_pmd_range: 1227,
    vma_needs_copy: 1330,
    copy_page_range: 1357,
    should_zap_folio: 1439,
    zap_present_folio_ptes: 1484,
    zap_present_ptes: 1535,
    zap_pte_range: 1582,
    zap_pmd_range: 1703,
    unmap_page_range: 1793,
    unmap_single_vma: 1814,
    unmap_vmas: 1879,
    zap_page_range_single: 1915,
    zap_vma_ptes: 1951,
    vm_mixed_zeropage_allowed: 1994,
    validate_page_before_insert: 2024,
    insert_page_into_pte_locked: 2043,
    insert_page: 2064,
    vm_insert_pages: 2171,
    vm_insert_page: 2218,
    __vm_map_pages: 2245,
    insert_pfn: 2315,
    vmf_insert_pfn_prot: 2402,
    vmf_insert_pfn: 2450,
    vm_mixed_ok: 2457,
    __vm_insert_mixed: 2474,
    vmf_insert_mixed: 2521,
    remap_pte_range: 2544,
    remap_pfn_range_internal: 2637,
    remap_pfn_range_notrack: 2694,
    remap_pfn_range: 2723,
    vm_iomap_memory: 2754,
    __wp_page_copy_user: 3034,
    do_page_mkwrite: 3152,
    fault_dirty_shared_page: 3185,
    wp_page_reuse: 3238,
    vmf_can_call_fault: 3272,
    __vmf_anon_prepare: 3297,
    wp_page_copy: 3332,
    finish_mkwrite_fault: 3500,
    wp_pfn_shared: 3524,
    wp_page_shared: 3546,
    wp_can_reuse_anon_folio: 3586,
    do_wp_page: 3656,
    unmap_mapping_range_vma: 3749,
    unmap_mapping_range_tree: 3756,
    unmap_mapping_pages: 3823,
    unmap_mapping_range: 3859,
    do_pte_missing: 3961,
    do_swap_page: 4201,
    do_anonymous_page: 4736,
    __do_fault: 4856,
    set_pte_range: 5015,
    finish_fault: 5072,
    do_fault_around: 5255,
    should_fault_around: 5288,
    do_read_fault: 5301,
    do_cow_fault: 5333,
    do_shared_fault: 5375,
    do_fault: 5425,
    do_numa_page: 5570,
    create_huge_pmd: 5661,
    wp_huge_pmd: 5672,
    handle_pte_fault: 5756,
    __handle_mm_fault: 5840,
    sanitize_fault_flags: 6030,
    handle_mm_fault: 6071,
    lock_mm_and_find_vma: 6198,
    lock_vma_under_rcu: 6260,
    follow_pfnmap_start: 6435,
    generic_access_phys: 6552,
    __access_remote_vm: 6606,
    access_remote_vm: 6694,
    access_process_vm: 6705,
  },
  'mm/mprotect.c': {
    can_change_pte_writable: 43,
    change_pte_range: 86,
    change_pmd_range: 359,
    change_protection_range: 511,
    change_protection: 541,
    mprotect_fixup: 603,
    do_mprotect_pkey: 709,
  },
  'mm/gup.c': {
    gup_put_folio: 107,
    try_grab_folio: 146,
    unpin_user_page: 191,
    try_grab_folio_fast: 531,
    follow_huge_pmd: 718,
    follow_pfn_pte: 780,
    can_follow_write_pte: 802,
    follow_page_pte: 839,
    follow_pmd_mask: 953,
    follow_page_mask: 1074,
    faultin_page: 1157,
    writable_file_mapping_allowed: 1252,
    check_vma_flags: 1270,
    gup_vma_lookup: 1338,
    __get_user_pages: 1427,
    fixup_user_fault: 1635,
    __get_user_pages_locked: 1720,
    populate_vma_page_range: 1888,
    faultin_page_range: 1962,
    __mm_populate: 2000,
    check_and_migrate_movable_pages: 2531,
    __gup_longterm_locked: 2560,
    is_valid_gup_args: 2595,
    get_user_pages_remote: 2698,
    get_user_pages: 2739,
    gup_fast_folio_allowed: 2833,
    gup_fast_pte_range: 2935,
    gup_fast_pmd_leaf: 3134,
    gup_fast_pud_leaf: 3181,
    gup_fast_pmd_range: 3269,
    gup_fast: 3390,
    gup_fast_fallback: 3437,
    get_user_pages_fast: 3540,
    pin_user_pages_fast: 3574,
    pin_user_pages_remote: 3606,
    pin_user_pages: 3640,
  },
  'mm/pagewalk.c': {
    walk_pmd_range: 80,
    walk_page_test: 325,
    walk_page_range: 443,
    walk_page_vma: 622,
    folio_walk_start: 772,
  },
  'mm/huge_memory.c': {
    vma_file_bypass_thp_tuneables: 89,
    insert_pfn_pmd: 1389,
    vmf_insert_pfn_pmd: 1448,
    vmf_insert_pfn_pud: 1537,
    touch_pmd: 1565,
    copy_huge_pmd: 1618,
    copy_huge_pud: 1755,
    huge_pmd_set_accessed: 1804,
    zap_huge_pmd: 2095,
    change_huge_pmd: 2260,
    zap_huge_pud: 2613,
    __split_huge_pmd_locked: 2716,
    __split_huge_pmd: 2964,
    split_huge_pmd_address: 2980,
    vma_not_suitable_for_thp_split: 3992,
  },
  'mm/rmap.c': {
    anon_vma_fork: 340,
    folio_add_new_anon_rmap: 1422,
    folio_add_file_rmap_ptes: 1504,
    folio_remove_rmap_ptes: 1613,
  },
  'mm/filemap.c': {
    filemap_map_order0_folio: 3602,
    filemap_map_pages: 3634,
  },
  'mm/shmem.c': {
    shmem_undo_range: 1018,
    shmem_get_folio_gfp: 2312,
    shmem_fault: 2594,
    shmem_mmap: 2806,
    shmem_fallocate: 3449,
  },
  'mm/mmap.c': {
    do_mmap: 284,
    __mmap_region: 1372,
    mmap_region: 1599,
    exit_mmap: 1916,
  },
  'mm/util.c': {
    vm_mmap_pgoff: 575,
  },
  'mm/vma.c': {
    is_mergeable_vma: 10,
    unmap_region: 347,
    split_vma: 463,
    vms_clear_ptes: 1099,
    vms_complete_munmap_vmas: 1149,
    do_vmi_munmap: 1399,
    vma_merge_extend: 1543,
    copy_vma: 1646,
    vma_fs_can_writeback: 1873,
  },
  'mm/madvise.c': {
    madvise_willneed: 269,
    madvise_cold_or_pageout_pte_range: 343,
    can_madv_lru_vma: 583,
    madvise_cold: 588,
    madvise_pageout: 621,
    madvise_free_pte_range: 650,
    madvise_free_single_vma: 798,
    madvise_dontneed_single_vma: 852,
    madvise_dontneed_free_valid_vma: 859,
    madvise_dontneed_free: 889,
    madvise_populate: 952,
    madvise_remove: 993,
    madvise_vma_behavior: 1043,
    madvise_inject_error: 1141,
    madvise_behavior_valid: 1188,
    do_madvise: 1430,
  },
  'mm/mlock.c': {
    mlock_pte_range: 352,
    mlock_vma_pages_range: 423,
    mlock_fixup: 466,
    apply_vma_lock_flags: 516,
    __mlock_posix_error_return: 605,
    do_mlock: 614,
    __do_sys_munlock: 679,
  },
  'mm/mincore.c': {
    __mincore_unmapped_range: 72,
    mincore_unmapped_range: 91,
    mincore_pte_range: 100,
    do_mincore: 186,
  },
  'mm/mremap.c': {
    move_ptes: 136,
    move_page_tables: 563,
    move_vma: 687,
    vma_to_resize: 880,
    mremap_to: 934,
    __do_sys_mremap: 1047,
  },
  'mm/process_vm_access.c': {
    process_vm_rw_single_vec: 73,
    process_vm_rw_core: 151,
    process_vm_rw: 254,
  },
  'mm/page_alloc.c': {
    __free_pages: 4936,
  },
  'mm/swap.c': {
    __folio_put: 97,
  },
  'mm/pgtable-generic.c': {
    ptep_set_access_flags: 68,
  },
  'mm/ksm.c': {
    vma_ksm_compatible: 681,
  },
  'mm/mempolicy.c': {
    vma_migratable: 1771,
  },
  'mm/io-mapping.c': {
    io_mapping_map_user: 16,
  },
  'mm/oom_kill.c': {
    __oom_reap_task_mm: 516,
  },
  'mm/hmm.c': {
    hmm_vma_walk_test: 520,
  },
  'mm/userfaultfd.c': {
    vma_move_compatible: 1469,
  },
  'mm/memory-failure.c': {
    hwpoison_test_walk: 852,
  },
  'mm/vmscan.c': {
    get_pte_pfn: 3319,
  },
  'mm/debug_vm_pgtable.c': {
    pte_special_tests: 653,
  },
  'mm/internal.h': {
    vma_supports_mlock: 1067,
  },
  'fs/proc/task_mmu.c': {
    task_mem: 34,
    smaps_account: 716,
    smaps_pte_entry: 805,
    smaps_pmd_entry: 853,
    smaps_pte_range: 896,
    show_smap_vma_flags: 923,
    smap_gather_stats: 1076,
    show_smap: 1157,
    clear_refs_test_walk: 1527,
    pagemap_pte_hole: 1673,
    pte_to_pagemap_entry: 1713,
    pagemap_pmd_range: 1770,
    pagemap_read: 1972,
    pagemap_scan_test_walk: 2337,
  },
  'fs/coredump.c': {
    vma_dump_size: 1137,
  },
  'fs/proc/base.c': {
    mem_rw: 879,
  },
  'kernel/fork.c': {
    dup_mmap: 641,
    check_mm: 842,
    mmput: 1394,
    dup_mm: 1704,
    copy_mm: 1745,
  },
  'kernel/sched/fair.c': {
    task_numa_work: 3310,
  },
  'include/linux/mm.h': {
    'vm_ops->fault': 615,
    'vm_ops->huge_fault': 616,
    'vm_ops->map_pages': 617,
    'vm_ops->page_mkwrite': 623,
    'vm_ops->pfn_mkwrite': 626,
    'vm_ops->access': 632,
    put_page: 1540,
    is_cow_mapping: 1595,
    vma_is_special_huge: 4096,
  },
  'include/linux/fs.h': {
    'f_op->mmap': 2129,
  },
  'include/linux/printk.h': {
    pr_warn_once: 651,
  },
  'include/asm-generic/tlb.h': {
    tlb_update_vma_flags: 453,
    tlb_end_vma: 566,
  },
  'drivers/char/mem.c': {
    range_is_allowed: 64,
    mmap_mem: 343,
  },
  'lib/devmem_is_allowed.c': {
    devmem_is_allowed: 21,
  },
  'virt/kvm/kvm_main.c': {
    check_user_page_hwpoison: 2787,
    hva_to_pfn_slow: 2828,
    hva_to_pfn_remapped: 2897,
    hva_to_pfn: 2975,
  },
  'drivers/vfio/vfio_iommu_type1.c': {
    follow_fault_pfn: 512,
    vaddr_get_pfns: 551,
  },
  'drivers/vfio/pci/vfio_pci_core.c': {
    vfio_pci_core_mmap: 1755,
  },
  'arch/x86/include/asm/pgtable.h': {
    pte_special: 252,
    pte_mkspecial: 532,
  },
  'arch/x86/mm/pgtable.c': {
    ptep_set_access_flags: 502,
  },
  'arch/x86/mm/init.c': {
    devmem_is_allowed: 868,
  },
  'arch/x86/mm/pat/memtype.c': {
    memtype_free: 606,
    reserve_pfn_range: 856,
    free_pfn_range: 926,
    follow_phys: 935,
    get_pat_info: 955,
    track_pfn_copy: 987,
    track_pfn_remap: 1029,
    track_pfn_insert: 1069,
    untrack_pfn: 1087,
    untrack_pfn_clear: 1111,
  },
  'arch/x86/mm/pat/memtype_interval.c': {
    memtype_erase: 131,
  },
  'arch/x86/mm/fault.c': {
    bad_area_nosemaphore: 829,
    bad_area_access_error: 870,
    do_sigbus: 909,
    do_user_addr_fault: 1209,
    exc_page_fault: 1488,
  },
  'arch/arm/mm/fault.c': {
    __do_user_fault: 198,
    do_page_fault: 302,
    do_translation_fault: 513,
    do_DataAbort: 650,
  },
  'arch/arm/mm/mmu.c': {
    set_ptes: 1810,
  },
  'arch/arm64/mm/fault.c': {
    do_page_fault: 531,
    do_translation_fault: 746,
    do_mem_abort: 885,
  },
  'arch/arm64/kernel/traps.c': {
    arm64_force_sig_fault: 266,
  },
  'arch/arm64/include/asm/pgtable.h': {
    __sync_cache_and_tags: 389,
    contpte_try_fold: 1574,
    ptep_set_access_flags: 1783,
  },
  'arch/riscv/kernel/traps.c': {
    do_page_fault: 375,
  },
  'arch/riscv/mm/fault.c': {
    bad_area_nosemaphore: 89,
    bad_area: 105,
    handle_page_fault: 223,
  },
  'arch/riscv/mm/pgtable.c': {
    ptep_set_access_flags: 8,
  },
  'arch/loongarch/mm/fault.c': {
    do_sigbus: 114,
    do_sigsegv: 132,
    __do_page_fault: 175,
    do_page_fault: 297,
  },
  'arch/mips/mm/fault.c': {
    __do_page_fault: 39,
    do_page_fault: 324,
  },
  'arch/mips/include/asm/pgtable.h': {
    ptep_set_access_flags: 494,
  },
  'arch/alpha/mm/fault.c': {
    do_page_fault: 88,
  },
  'arch/m68k/mm/fault.c': {
    send_fault_sig: 24,
    do_page_fault: 70,
  },
  'arch/powerpc/mm/fault.c': {
    bad_area_nosemaphore: 69,
    bad_access: 133,
    do_sigbus: 139,
    ___do_page_fault: 413,
    do_page_fault: 593,
    hash__do_page_fault: 600,
  },
  'arch/powerpc/mm/pgtable.c': {
    pte_looks_normal: 49,
    ptep_set_access_flags: 243,
  },
  'arch/powerpc/mm/mem.c': {
    devmem_is_allowed: 396,
  },
  'arch/powerpc/kernel/mce_power.c': {
    addr_to_pfn: 29,
  },
  'arch/s390/mm/fault.c': {
    do_sigsegv: 197,
    handle_fault_error_nolock: 203,
    handle_fault_error: 228,
    do_sigbus: 236,
    do_exception: 252,
    do_protection_exception: 367,
    do_dat_exception: 402,
  },
  'arch/s390/include/asm/pgtable.h': {
    ptep_set_access_flags: 1312,
  },
  'arch/s390/mm/gmap.c': {
    __s390_unshare_zeropages: 2615,
  },
  'arch/s390/pci/pci_mmio.c': {
    s390_pci_mmio_write: 118,
    s390_pci_mmio_read: 266,
  },
  'arch/sparc/mm/fault_64.c': {
    do_fault_siginfo: 160,
    do_kernel_fault: 199,
    do_sparc64_fault: 267,
  },
  'arch/sparc/include/asm/mman.h': {
    arch_validate_flags: 57,
  },
  'arch/arm64/kvm/mmu.c': {
    stage2_unmap_memslot: 992,
    kvm_arch_prepare_memory_region: 2083,
  },
  'arch/riscv/kvm/mmu.c': {
    kvm_arch_prepare_memory_region: 447,
  },
  'arch/powerpc/kvm/book3s_hv.c': {
    kvmppc_hv_setup_htab_rma: 5433,
  },
  'arch/powerpc/kvm/e500_mmu_host.c': {
    kvmppc_e500_shadow_map: 322,
  },
  'arch/x86/xen/mmu_pv.c': {
    xen_remap_pfn: 2498,
  },
  'drivers/xen/xlate_mmu.c': {
    xen_xlate_remap_gfn_array: 143,
  },
  'drivers/virt/acrn/mm.c': {
    acrn_vm_ram_map: 156,
  },
  'drivers/vhost/vdpa.c': {
    vhost_vdpa_va_map: 1094,
  },
  'drivers/gpu/drm/i915/gem/i915_gem_userptr.c': {
    probe_range: 401,
  },
  'drivers/gpu/drm/i915/i915_mm.c': {
    remap_io_mapping: 94,
    remap_io_sg: 130,
  },
  'drivers/gpu/drm/amd/amdkfd/kfd_svm.c': {
    svm_range_is_valid: 3417,
  },
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

const byName = new Map<string, Found[]>();
for (const found of KERNEL_FUNCTIONS) byName.set(found.fn, [...(byName.get(found.fn) ?? []), found]);

/** Every place where the function is defined; none if it is not a kernel function. */
export const foundAt = (fn: string): readonly Found[] => byName.get(fn) ?? [];

/** Where a kernel for the architecture in the folder `sources` has it from: its own definition, else the one for all. */
export function foundOn(fn: string, sources: string): Found | null {
  const found = foundAt(fn);
  return (
    found.find(({ file }) => file.startsWith(`${sources}/`)) ??
    found.find(({ file }) => !file.startsWith('arch/')) ??
    found[0] ??
    null
  );
}

/** `mm/memory.c:594`, and every other place; null if it is not a kernel function. */
export const foundText = (fn: string): string | null => foundAt(fn).map(lineText).join(', ') || null;

export const lineText = ({ file, line }: Found): string => `${file}:${line}`;
