/**
 * What people who come from the kernel or from a manual page write, and how the language spells it. A suggestion is made
 * only where it means the same; what is known and not modelled is said to be so instead.
 */
import { nearest } from './spelling.ts';

const ALSO: Readonly<Record<string, readonly string[]>> = {
  fork: ['clone', 'clone3', 'vfork', 'dup_mm', 'dup_mmap'],
  exit: ['_exit', 'exit_group', 'exit_mmap', 'do_exit'],
  read: ['load', 'memcpy', 'copy_from_user'],
  write: ['store', 'memset', 'copy_to_user'],
  mlock: ['mlock2'],
  gup: [
    'get_user_page',
    'get_user_pages',
    'get_user_pages_fast',
    'get_user_pages_fast_only',
    'get_user_pages_locked',
    'get_user_pages_remote',
    'get_user_pages_unlocked',
    'get_user_page_fast_only',
    'get_user_page_vma_remote',
  ],
  pin: [
    'pin_user_page',
    'pin_user_pages',
    'pin_user_pages_fast',
    'pin_user_pages_remote',
    'pin_user_pages_unlocked',
    'iov_iter_extract_pages',
    'ib_umem_get',
    'ibv_reg_mr',
    'io_pin_pages',
  ],
  unpin: ['unpin_user_page', 'unpin_user_pages', 'unpin_user_pages_dirty_lock', 'unpin_folio', 'unpin_user_folio'],
  kvm_fault: ['hva_to_pfn', 'kvm_faultin_pfn', 'gfn_to_pfn'],
  vfio_pin: ['vaddr_get_pfns', 'vfio_pin_pages', 'vfio_pin_pages_remote', 'VFIO_IOMMU_MAP_DMA'],
  folio_walk: ['folio_walk_start', 'folio_walk_end', 'follow_page'],
  follow_pfnmap: ['follow_pfn', 'follow_pfnmap_start', 'follow_pfnmap_end', 'follow_phys', 'follow_pte'],
  process_vm_read: ['process_vm_readv', 'access_remote_vm'],
  process_vm_write: ['process_vm_writev'],
  ptrace_read: ['PTRACE_PEEKDATA', 'PTRACE_PEEKTEXT', 'ptrace', 'access_process_vm', 'peek'],
  ptrace_write: ['PTRACE_POKEDATA', 'PTRACE_POKETEXT', 'poke'],
  smaps: ['smaps_rollup', 'show_smap'],
  zap: ['zap_vma_ptes', 'zap_page_range', 'zap_page_range_single'],
  unmap_mapping: ['unmap_mapping_folio', 'unmap_mapping_pages', 'unmap_mapping_range'],
  free: ['__free_page', '__free_pages', 'free_page', 'free_pages', 'put_page', 'folio_put'],
  anon: ['MAP_ANON', 'MAP_ANONYMOUS', 'anonymous', 'malloc', 'shmem'],
  remap_pfn_range: [
    'dma_mmap_attrs',
    'dma_mmap_coherent',
    'dma_mmap_wc',
    'io_remap_pfn_range',
    'pci_mmap_resource_range',
    'remap_pfn_range_notrack',
    'uio_mmap_physical',
    'vm_iomap_memory',
  ],
  vm_insert_page: ['remap_vmalloc_range', 'vm_insert_pages', 'vm_map_pages', 'vm_map_pages_zero'],
  vmf_insert_pfn: ['vm_insert_pfn', 'vmf_insert_pfn_prot'],
  vmf_insert_mixed: ['vm_insert_mixed', 'vmf_insert_mixed_mkwrite'],
  vmf_insert_pfn_pmd: ['vmf_insert_pfn_pmd_prot'],
  vmf_page: ['VM_FAULT_DONE_COW', 'vmf_insert_page'],
  devmem: ['/dev/mem', 'mmap_mem'],
  private: ['MAP_PRIVATE'],
  shared: ['MAP_SHARED', 'MAP_SHARED_VALIDATE', 'VM_SHARED'],
  none: ['PROT_NONE'],
  r: ['PROT_READ', 'VM_READ', 'readonly', 'read-only'],
  w: ['PROT_WRITE', 'VM_WRITE'],
  x: ['PROT_EXEC', 'VM_EXEC'],
  force: ['FOLL_FORCE'],
  fast: ['FOLL_FAST_ONLY'],
  longterm: ['FOLL_LONGTERM'],
  vm_io: ['VM_IO', 'IO'],
  mixedmap: ['VM_MIXEDMAP', 'MIXEDMAP'],
  ro: ['O_RDONLY'],
  even_cows: ['even_cow'],
  x86_64: ['amd64', 'x64', 'x86', 'x86-64'],
  x86_64_la57: ['la57'],
  i386: ['i486', 'i586', 'i686', 'ia32', 'x86_32'],
  i386_pae: ['pae', 'x86_pae'],
  arm: ['arm32', 'armel', 'armhf', 'armv6', 'armv7', 'armv7l'],
  arm_lpae: ['armv7_lpae', 'lpae'],
  arm64: ['aarch64', 'armv8', 'arm64_4k'],
  riscv_sv32: ['riscv32', 'rv32', 'sv32'],
  riscv_sv39: ['riscv', 'riscv64', 'rv64', 'sv39'],
  riscv_sv48: ['sv48'],
  riscv_sv57: ['sv57'],
  s390x: ['s390', 'zarch'],
  ppc64: ['powerpc', 'powerpc64', 'ppc64el', 'ppc64le', 'powerpc64le'],
  loongarch64: ['loongarch', 'loong64'],
  mips32: ['mips', 'mipsel'],
  sparc64: ['sparc', 'sparcv9'],
  m68k: ['m68000', 'mc68020', 'coldfire'],
};

/** Known to Linux 6.12, and not modelled: the rest of a sentence that begins with the word. */
export const NOT_MODELLED: readonly (readonly [words: readonly string[], why: string])[] = [
  [
    [
      'arc',
      'csky',
      'hexagon',
      'hppa',
      'microblaze',
      'mips64',
      'nios2',
      'openrisc',
      'parisc',
      'parisc64',
      'powerpc32',
      'ppc',
      'ppc32',
      'sh',
      'sh4',
      'sparc32',
      'um',
      'xtensa',
      'riscv_sv32',
      'loongarch64',
    ],
    'is an architecture of Linux 6.12 that no machine here models',
  ],
  [['ia64', 'itanium', 'avr32', 'blackfin', 'tile', 'unicore32'], 'is no longer an architecture of Linux 6.12'],
  [
    [
      'brk',
      'mbind',
      'memfd_create',
      'mlockall',
      'move_pages',
      'migrate_pages',
      'mseal',
      'msync',
      'munlockall',
      'pkey_mprotect',
      'process_madvise',
      'remap_file_pages',
      'splice',
      'userfaultfd',
      'vmsplice',
      'execve',
      'ftruncate',
      'fallocate',
    ],
    'is a system call that is not modelled',
  ],
  [['vmf_insert_pfn_pud', 'huge_fault', 'apply_to_page_range', 'vmap_pfn'], 'is not modelled as a source of entries'],
  [
    [
      'MAP_FIXED',
      'MAP_FIXED_NOREPLACE',
      'MAP_GROWSDOWN',
      'MAP_HUGETLB',
      'MAP_LOCKED',
      'MAP_NONBLOCK',
      'MAP_NORESERVE',
      'MAP_POPULATE',
      'MAP_STACK',
      'MAP_SYNC',
      'MREMAP_DONTUNMAP',
      'MREMAP_FIXED',
      'MREMAP_MAYMOVE',
      'PROT_GROWSDOWN',
      'PROT_GROWSUP',
      'PROT_MTE',
      'PROT_BTI',
      'PROT_SEM',
    ],
    'is a flag that is not modelled',
  ],
  [
    ['FOLL_ANON', 'FOLL_HONOR_NUMA_FAULT', 'FOLL_HWPOISON', 'FOLL_INTERRUPTIBLE', 'FOLL_NOFAULT', 'FOLL_PCI_P2PDMA'],
    'is a flag of get_user_pages that is not modelled',
  ],
  [['FOLL_GET', 'FOLL_PIN'], 'is what `gup` and `pin` set by themselves'],
  [
    ['MADV_GUARD_INSTALL', 'MADV_GUARD_REMOVE', 'guard_install', 'guard_remove'],
    'is advice of a later kernel than 6.12',
  ],
];

export const otherNamesOf = (word: string): readonly string[] => (Object.hasOwn(ALSO, word) ? ALSO[word]! : []);

const WORD_OF = new Map(
  Object.entries(ALSO).flatMap(([word, names]) => names.map((name) => [name.toLowerCase(), word] as const)),
);
const WHY_NOT = new Map(
  NOT_MODELLED.flatMap(([words, why]) => words.map((word) => [word.toLowerCase(), why] as const)),
);

/** Prefixes of constants that the language leaves out. */
const PREFIX = /^(?:MADV|FOLL|MAP|PROT|VM|PTRACE|O|SYS|NR|__NR)_/i;

export interface Meant {
  /** The word of the language; undefined: none means the same, or nearly. */
  readonly word: string | undefined;
  /** Where Linux knows the word and the model does not: the rest of a sentence that begins with it. */
  readonly why: string | null;
}

const plain = (word: string): string => word.replace(/\(\)$/, '').toLowerCase();

/** The one of these words that has also this name; undefined: none. */
export function otherNameAmong(word: string, words: readonly string[]): string | undefined {
  const name = plain(word);
  const also = [WORD_OF.get(name), name, name.replace(PREFIX, '')];
  return also.flatMap((known) => words.find((one) => one.toLowerCase() === known) ?? [])[0];
}

export function meantAmong(word: string, words: readonly string[]): Meant {
  const other = otherNameAmong(word, words);
  if (other !== undefined) return { word: other, why: null };
  const why = WHY_NOT.get(plain(word));
  if (why !== undefined) return { word: undefined, why };
  // The name of something else is no typing error of one of these.
  return { word: WORD_OF.has(plain(word)) ? undefined : nearest(word, words), why: null };
}

/** `PROT_READ|PROT_WRITE` in letters; null: not written with constants. */
export function protMeant(word: string): string | null {
  const letters = word.split('|').map((flag) => (/^(?:PROT|VM)_/i.test(flag) ? WORD_OF.get(flag.toLowerCase()) : null));
  if (letters.some((letter) => letter === null || letter === undefined)) return null;
  const meant = [...'rwx'].filter((letter) => letters.includes(letter)).join('');
  return meant === '' ? 'none' : meant;
}
