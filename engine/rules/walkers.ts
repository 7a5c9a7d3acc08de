import { elsewhere, inKernel } from './rule.ts';

const TASK_MMU = 'fs/proc/task_mmu.c';

export const WALKERS = {
  ...inKernel('mm/pagewalk.c', 'walk_page_test', {
    'R-WK-1':
      'A walk over a range skips PFN mappings, unless the walker brings a test of its own; mixed mappings are visited.',
    'R-WK-6':
      'Walkers with a test of their own differ: some skip PFN mappings, some refuse them, and some visit them on purpose.',
  }),
  ...inKernel('mm/pagewalk.c', 'walk_page_vma, walk_page_range_vma', {
    'R-WK-2': 'A walk over a single mapping makes no such test, so smaps and numa_maps do look into PFN mappings.',
  }),
  ...inKernel('mm/pagewalk.c', 'folio_walk_start', {
    'R-WK-3':
      'folio_walk_start reads no flag of the mapping: it returns what vm_normal_page finds, or the zero page or a page being moved if the caller asked for those.',
    'R-WK-5':
      'Its users in 6.12 are KSM, move_pages, the splitting of huge pages by debugfs, and s390; only some of them look at flags themselves.',
  }),
  ...elsewhere({
    'R-WK-4':
      'An earlier version of the patch made folio_walk_start give up on device and PFN mappings; the merged one asks each entry.',
  }),
  ...inKernel(TASK_MMU, 'pagemap_pmd_range', {
    'R-WK-10': 'pagemap shows every page of a PFN mapping as absent, copied pages included.',
    'R-WK-41':
      'For a raw entry in a mixed mapping, pagemap says present with the bit; without it, where the frame is a counted page, it says file page and perhaps exclusive as well.',
  }),
  ...inKernel(TASK_MMU, 'pagemap_scan_test_walk', {
    'R-WK-11': 'The PAGEMAP_SCAN ioctl skips PFN mappings.',
  }),
  ...inKernel(TASK_MMU, 'smaps_pte_range', {
    'R-WK-12': 'smaps counts the copied pages of a PFN mapping and not its raw ones, and prints the flags as letters.',
    'R-WK-40': 'For a raw frame of RAM in a mixed mapping, smaps counts nothing with the bit and a page without it.',
  }),
  ...inKernel('fs/proc/task_mmu.c, fs/proc/array.c', 'task_mem, proc_pid_statm', {
    'R-WK-13': 'The counters in status and statm include copied pages and exclude raw ones.',
  }),
  ...inKernel(TASK_MMU, 'clear_refs_test_walk', {
    'R-WK-14': 'clear_refs skips PFN mappings.',
  }),
  ...inKernel(TASK_MMU, 'gather_pte_stats', {
    'R-WK-15': 'numa_maps counts the copied pages of a PFN mapping and not its raw ones.',
  }),
  ...inKernel('mm/mincore.c', 'mincore_unmapped_range, mincore_pte_range', {
    'R-WK-16':
      'mincore answers for a PFN mapping from the page cache of its file: no page is in memory, or all are if the caller may not know.',
    'R-WK-44': 'For any present entry of a mixed mapping, mincore says that the page is in memory.',
  }),
  ...inKernel('mm/mempolicy.c', 'queue_pages_test_walk', {
    'R-WK-17': 'mbind and migrate_pages skip device and PFN mappings.',
    'R-WK-18':
      'With MPOL_MF_STRICT, mbind visits them after all: a raw page is ignored, a misplaced copied one is EIO.',
  }),
  ...inKernel('mm/migrate.c', 'add_folio_for_migration', {
    'R-WK-19': 'move_pages refuses to move a page of a device or PFN mapping: EFAULT.',
  }),
  ...inKernel('mm/migrate.c', 'do_pages_stat_array', {
    'R-WK-20': 'move_pages without target nodes tells the node of a copied page, and ENOENT for a raw one.',
    'R-WK-42': 'For a raw frame of RAM in a mixed mapping, it says ENOENT with the bit and the node without it.',
  }),
  ...inKernel('mm/mempolicy.c', 'lookup_node', {
    'R-WK-21':
      'get_mempolicy uses get_user_pages_fast, so it finds the node of a copied page only where there is a fast walk.',
  }),
  ...inKernel('mm/ksm.c', 'vma_ksm_compatible', { 'R-WK-22': 'KSM never merges pages of a PFN mapping.' }),
  ...inKernel('mm/huge_memory.c', '__thp_vma_allowable_orders', {
    'R-WK-23': 'khugepaged and MADV_COLLAPSE keep out of PFN mappings.',
  }),
  ...inKernel('mm/damon/vaddr.c', 'damon_va_young', { 'R-WK-24': 'DAMON takes no samples from PFN mappings.' }),
  ...inKernel('mm/vmscan.c', 'should_skip_vma', {
    'R-WK-25': 'The page-table walk of multi-generational LRU skips every mapping that is VM_SPECIAL.',
  }),
  ...inKernel('mm/rmap.c', 'rmap_walk', {
    'R-WK-26':
      'Reclaim, compaction and migration start from the page and follow its reverse mapping, so that they do act on copied pages of a PFN mapping.',
  }),
  ...inKernel('mm/oom_kill.c', '__oom_reap_task_mm', {
    'R-WK-27': 'The OOM reaper skips PFN mappings, so that their copied pages stay until the process has exited.',
  }),
  ...inKernel('fs/coredump.c', 'vma_dump_size', {
    'R-WK-28': 'A core dump leaves out device memory and mappings with VM_DONTDUMP.',
    'R-WK-45':
      'For a raw frame of RAM in a mixed mapping, a core dump has a hole with the bit and the content without it.',
  }),
  ...inKernel('include/linux/userfaultfd_k.h', 'vma_can_userfault', {
    'R-WK-29': 'userfaultfd refuses to watch a mapping that is VM_SPECIAL.',
  }),
  ...inKernel('mm/process_vm_access.c, fs/proc/base.c', 'process_vm_rw_single_vec, mem_rw', {
    'R-WK-30':
      'process_vm_readv and /proc/PID/mem use the slow walk only, and so fail for every page of a PFN mapping, copied or not.',
    'R-WK-48': 'For a raw frame of RAM in a mixed mapping, they fail with the bit and succeed without it.',
  }),
  ...inKernel('mm/memory-failure.c', 'hwpoison_test_walk', {
    'R-WK-31': 'The search for the users of a broken frame visits PFN mappings and compares frame numbers.',
  }),
  ...inKernel('mm/hmm.c', 'hmm_vma_walk_test', {
    'R-WK-32': 'Device drivers that mirror page tables (HMM) get an error for device and PFN mappings.',
    'R-WK-46':
      'For a raw frame of RAM in a mixed mapping, HMM reports an error with the bit and a valid frame without it.',
  }),
  ...inKernel('mm/migrate_device.c', 'migrate_vma_setup', {
    'R-WK-33': 'migrate_vma_setup refuses every mapping that is VM_SPECIAL.',
  }),
  ...inKernel('kernel/sched/fair.c', 'task_numa_work', {
    'R-WK-34': 'The NUMA balancing scan skips device, PFN and mixed mappings.',
  }),
  ...inKernel('mm/memcontrol-v1.c', 'mem_cgroup_move_charge', {
    'R-WK-35': 'Moving a process to another version 1 memory cgroup does not move the charges of PFN mappings.',
  }),
  ...inKernel(TASK_MMU, 'show_map_vma', {
    'R-WK-36':
      'The offset that maps shows for a private PFN mapping is a physical address, because vm_pgoff is a frame number.',
  }),
  ...inKernel('kernel/futex/core.c, fs/splice.c, lib/iov_iter.c', 'get_futex_key, iter_to_pipe', {
    'R-WK-37':
      'Shared futexes, vmsplice and direct I/O use the fast walk first, so they work on a copied page of a PFN mapping only where there is one.',
    'R-WK-47':
      "A shared futex on a frame in a mixed mapping fails: EEXIST if the entry is raw, EFAULT if it is a driver's page.",
  }),
  ...inKernel('lib/iov_iter.c', 'copy_page_from_iter', {
    'R-WK-38': 'Writing a page of a PFN mapping to a pipe works, because the processor itself reads through the entry.',
  }),
  ...inKernel('mm/msync.c', 'msync', {
    'R-WK-39': 'msync looks at the mapping alone: it calls the fsync of the file of a shared one, if there is one.',
  }),
  ...inKernel('mm/gup.c', 'follow_page_pte', {
    'R-WK-43':
      'For a raw frame of RAM in a mixed mapping, the slow walk says EEXIST with the bit and returns the page without it.',
    'R-WK-49':
      'A write access by GUP to a private mixed mapping copies the page first, and then works on every machine.',
  }),
};
