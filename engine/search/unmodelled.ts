/**
 * What Linux knows and this model does not, so that a search can say so. A word that something here answers to is not taken
 * from these lists.
 */
import { ERROR_TEXTS, SIGNAL_TEXTS } from '../glossary/errorTexts.ts';

/** Words, and why nothing is found under them: the rest of a sentence that begins with “Not modelled:”. */
export interface Unmodelled {
  readonly words: readonly string[];
  readonly why: string;
}

const split = (words: string): string[] => words.trim().split(/\s+/);

/** The system calls of Linux 6.12 on x86-64, and some of other machines. */
const SYSTEM_CALLS = split(`
read write open close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
ioctl pread64 pwrite64 readv writev access pipe select sched_yield mremap msync mincore madvise shmget shmat shmctl
dup dup2 pause nanosleep getitimer alarm setitimer getpid sendfile socket connect accept sendto recvfrom sendmsg
recvmsg shutdown bind listen getsockname getpeername socketpair setsockopt getsockopt clone fork vfork execve exit
wait4 kill uname semget semop semctl shmdt msgget msgsnd msgrcv msgctl fcntl flock fsync fdatasync truncate
ftruncate getdents getcwd chdir fchdir rename mkdir rmdir creat link unlink symlink readlink chmod fchmod chown
fchown lchown umask gettimeofday getrlimit getrusage sysinfo times ptrace getuid syslog getgid setuid setgid geteuid
getegid setpgid getppid getpgrp setsid setreuid setregid getgroups setgroups setresuid getresuid setresgid getresgid
getpgid setfsuid setfsgid getsid capget capset rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigsuspend
sigaltstack utime mknod uselib personality ustat statfs fstatfs sysfs getpriority setpriority sched_setparam
sched_getparam sched_setscheduler sched_getscheduler sched_get_priority_max sched_get_priority_min
sched_rr_get_interval mlock munlock mlockall munlockall vhangup modify_ldt pivot_root _sysctl prctl arch_prctl
adjtimex setrlimit chroot sync acct settimeofday mount umount2 swapon swapoff reboot sethostname setdomainname iopl
ioperm create_module init_module delete_module get_kernel_syms query_module quotactl nfsservctl getpmsg putpmsg
afs_syscall tuxcall security gettid readahead setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr
llistxattr flistxattr removexattr lremovexattr fremovexattr tkill time futex sched_setaffinity sched_getaffinity
set_thread_area io_setup io_destroy io_getevents io_submit io_cancel get_thread_area lookup_dcookie epoll_create
epoll_ctl_old epoll_wait_old remap_file_pages getdents64 set_tid_address restart_syscall semtimedop fadvise64
timer_create timer_settime timer_gettime timer_getoverrun timer_delete clock_settime clock_gettime clock_getres
clock_nanosleep exit_group epoll_wait epoll_ctl tgkill utimes vserver mbind set_mempolicy get_mempolicy mq_open
mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr kexec_load waitid add_key request_key keyctl
ioprio_set ioprio_get inotify_init inotify_add_watch inotify_rm_watch migrate_pages openat mkdirat mknodat fchownat
futimesat newfstatat unlinkat renameat linkat symlinkat readlinkat fchmodat faccessat pselect6 ppoll unshare
set_robust_list get_robust_list splice tee sync_file_range vmsplice move_pages utimensat epoll_pwait signalfd
timerfd_create eventfd fallocate timerfd_settime timerfd_gettime accept4 signalfd4 eventfd2 epoll_create1 dup3 pipe2
inotify_init1 preadv pwritev rt_tgsigqueueinfo perf_event_open recvmmsg fanotify_init fanotify_mark prlimit64
name_to_handle_at open_by_handle_at clock_adjtime syncfs sendmmsg setns getcpu process_vm_readv process_vm_writev
kcmp finit_module sched_setattr sched_getattr renameat2 seccomp getrandom memfd_create kexec_file_load bpf execveat
userfaultfd membarrier mlock2 copy_file_range preadv2 pwritev2 pkey_mprotect pkey_alloc pkey_free statx
io_pgetevents rseq uretprobe pidfd_send_signal io_uring_setup io_uring_enter io_uring_register open_tree move_mount
fsopen fsconfig fsmount fspick pidfd_open clone3 close_range openat2 pidfd_getfd faccessat2 process_madvise
epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset landlock_add_rule landlock_restrict_self memfd_secret
process_mrelease futex_waitv set_mempolicy_home_node cachestat fchmodat2 map_shadow_stack futex_wake futex_wait
futex_requeue statmount listmount lsm_get_self_attr lsm_set_self_attr lsm_list_modules mseal s390_pci_mmio_read
s390_pci_mmio_write subpage_prot cacheflush old_mmap mmap2 fadvise64_64 sync_file_range2 truncate64 ftruncate64
clone2 getpagesize
`);

const list = (why: string, words: string): Unmodelled => ({ why, words: split(words) });
const names = (why: string, ...words: readonly string[]): Unmodelled => ({ why, words });

export const UNMODELLED: readonly Unmodelled[] = [
  names(
    'nothing is ever swapped out, reclaimed or compacted.',
    'swap',
    'swapoff',
    'swapon',
    'swap out',
    'swapin',
    'zswap',
    'zram',
    'kswapd',
    'reclaim',
    'vmscan',
    'LRU',
    'MGLRU',
    'compaction',
    'do_swap_page',
    'page migration',
    'migration entry',
    'swp_entry',
    'OOM',
    'OOM killer',
    'oom_reaper',
    'shrinker',
    'workingset',
    '/proc/swaps',
    'memory pressure',
    'PSI',
  ),
  names(
    'no statement moves pages between nodes, and there is one node.',
    'NUMA',
    'mbind',
    'move_pages',
    'migrate_pages',
    'set_mempolicy',
    'get_mempolicy',
    'numactl',
    'NUMA balancing',
    'task_numa_work',
    'do_numa_page',
    'numa_hint',
    'MPOL_BIND',
  ),
  names(
    'huge pages of anonymous memory and of files are left out. One raw entry for 512 pages is here: vmf_insert_pfn_pmd.',
    'hugetlb',
    'hugetlbfs',
    'MAP_HUGETLB',
    'khugepaged',
    'collapse_huge_page',
    'do_huge_pmd_anonymous_page',
    'split_huge_page',
    '/sys/kernel/mm/transparent_hugepage',
    'vmf_insert_pfn_pud',
    'VM_HUGETLB',
    'nr_hugepages',
    'SHM_HUGETLB',
    '/proc/sys/vm/nr_hugepages',
  ),
  names(
    'a file here is a tmpfs file of fixed length: it is not truncated, not written back, and has no holes to punch.',
    'truncate',
    'fallocate',
    'hole punch',
    'writeback',
    'msync',
    'fsync',
    'sync',
    'page_mkclean',
    'ext4',
    'xfs',
    'btrfs',
    'NFS',
    'FUSE',
    'virtio-pmem',
    'fsdax',
    'dax_iomap_fault',
    'O_SYNC',
    'VM_SYNC',
    'MAP_SYNC',
  ),
  names(
    'no allocation ever fails here.',
    'fault injection',
    'failslab',
    'fail_page_alloc',
    'GFP_ATOMIC',
    'memcg',
    'cgroup',
    'memory.max',
    'overcommit',
    'vm.overcommit_memory',
    'page allocation failure',
  ),
  names(
    'statements run one after another on one processor: there are no races.',
    'race',
    'RCU',
    'per-VMA lock',
    'VM_FAULT_RETRY',
    'mmap_lock contention',
    'TLB shootdown',
    'SMP',
    'memory barrier',
    'lockdep',
    'KCSAN',
    'TLB flush',
  ),
  names(
    'userfaultfd is left out.',
    'userfaultfd',
    'UFFDIO_COPY',
    'UFFDIO_MOVE',
    'UFFDIO_WRITEPROTECT',
    'UFFDIO_ZEROPAGE',
    'VM_UFFD_WP',
    'VM_UFFD_MISSING',
    'VM_UFFD_MINOR',
    'uffd-wp',
    'handle_userfault',
    'UFFDIO_REGISTER',
  ),
  names(
    'flags of mappings that no statement sets.',
    'VM_GROWSDOWN',
    'VM_GROWSUP',
    'VM_MERGEABLE',
    'VM_SOFTDIRTY',
    'VM_MTE',
    'VM_MTE_ALLOWED',
    'VM_PKEY_BIT0',
    'VM_SHADOW_STACK',
    'VM_SEALED',
    'VM_DROPPABLE',
    'VM_ALLOW_ANY_UNCACHED',
    'VM_ARM64_BTI',
    'VM_SPARC_ADI',
    'VM_NO_KHUGEPAGED',
    'VM_STACK',
    'VM_LOCKONFAULT',
    'VM_EXECUTABLE',
    'VM_RESERVED',
    'VM_MAPPED_COPY',
  ),
  names(
    'constants of mmap(2), mremap(2) and mprotect(2) that no statement passes.',
    'MAP_FIXED',
    'MAP_FIXED_NOREPLACE',
    'MAP_STACK',
    'MAP_GROWSDOWN',
    'MAP_NONBLOCK',
    'MAP_UNINITIALIZED',
    'MAP_32BIT',
    'MAP_DENYWRITE',
    'MAP_EXECUTABLE',
    'MAP_DROPPABLE',
    'MAP_ABOVE4G',
    'PROT_GROWSDOWN',
    'PROT_GROWSUP',
    'PROT_SEM',
    'PROT_MTE',
    'PROT_BTI',
    'MADV_GUARD_INSTALL',
    'MADV_GUARD_REMOVE',
    'FOLL_PCI_P2PDMA',
    'FOLL_HWPOISON',
    'FOLL_INTERRUPTIBLE',
    'FOLL_ANON',
    'FOLL_REMOTE',
    'FOLL_NUMA',
    'FOLL_DUMP',
  ),
  names(
    'a function of drivers that no statement calls.',
    'apply_to_page_range',
    'apply_to_existing_page_range',
    'vmap_pfn',
    'vmap',
    'vunmap',
    'kmap',
    'kmap_local_page',
    'ioremap_page_range',
    'ioremap_prot',
    'memremap',
    'devm_memremap',
    'dma_map_resource',
    'dma_mmap_noncontiguous',
    'hmm_range_fault',
    'migrate_vma_setup',
    'migrate_vma',
    'mmu_interval_notifier_insert',
    'mmu_notifier_register',
    'set_memory_decrypted',
    'io_mapping_map_user',
    'io_mapping_map_wc',
    'dma_buf_attach',
    'dma_buf_map_attachment',
    'dma_buf_vmap',
    'dma_buf_export',
    'sg_alloc_table_from_pages',
    'iommu_sva_bind_device',
    'pci_p2pdma_add_resource',
    'p2pdma',
    'vm_brk_flags',
    'install_special_mapping',
    '_install_special_mapping',
    'vm_mmap',
    'insert_vm_struct',
    'expand_stack',
    'alloc_contig_pages',
    'cma_alloc',
    'gen_pool_alloc',
    'dma_alloc_attrs',
    'dma_free_attrs',
    'kvm_vcpu_map',
    'gfn_to_page',
    'ibv_reg_dmabuf_mr',
    'ib_umem_dmabuf_get',
  ),
  names(
    'not every file of /proc and /sys is here: pagemap, smaps and status are.',
    '/proc/meminfo',
    '/proc/vmstat',
    '/proc/zoneinfo',
    '/proc/buddyinfo',
    '/proc/pagetypeinfo',
    '/proc/slabinfo',
    '/proc/vmallocinfo',
    '/proc/PID/map_files',
    '/proc/PID/clear_refs',
    '/proc/PID/oom_score',
    '/proc/PID/coredump_filter',
    '/proc/PID/auxv',
    '/proc/PID/stat',
    '/proc/PID/stack',
    '/proc/sysrq-trigger',
    '/proc/vmcore',
    '/sys/kernel/mm/ksm',
    '/sys/kernel/debug/page_owner',
    '/sys/kernel/debug/kernel_page_tables',
    'page_owner',
    'kmemleak',
    'ptdump',
    'crashkernel',
    'kdump',
  ),
  names(
    'protection keys, tags and encryption of memory are left out.',
    'pkeys',
    'PKRU',
    'MTE',
    'KASAN',
    'SME',
    'SEV',
    'TDX',
    'SGX',
    'guest_memfd',
    'shadow stack',
    'CET',
    'ADI',
    'realm',
    'pKVM',
  ),
  list('no statement makes this system call.', SYSTEM_CALLS.join(' ')),
  list('no statement ends with this error.', Object.keys(ERROR_TEXTS).join(' ')),
  list('no process gets this signal.', Object.keys(SIGNAL_TEXTS).join(' ')),
];

/** The text of an error or a signal, under which it is looked for as well. */
export const textOf = (word: string): string | undefined => ERROR_TEXTS[word] ?? SIGNAL_TEXTS[word];
