/** People find what they mean by the words that they use. */
import { describe, expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { QUESTIONS } from '../questions/questions.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { DOCUMENTS } from './documents.data.ts';
import { loadDocuments } from './makeDocuments.ts';
import { searchIn } from './search.ts';

const search = searchIn(DOCUMENTS);
const first = (words: string): string[] =>
  search(words)
    .slice(0, 3)
    .map(({ id }) => id);

/**
 * Words by the question that they were typed for, and what answers it. Origin: questions to projects that map device memory,
 * and to the kernel's mailing lists.
 */
const ASKED: readonly (readonly [answers: string, words: readonly string[]])[] = [
  ['direct-io q1', ['O_DIRECT', 'direct I/O', 'MSG_ZEROCOPY', 'UIO', 'Bad address', 'EFAULT']],
  ['rdma-bar q2', ['ibv_reg_mr', 'RDMA', 'GPU', 'BAR', 'io_remap_pfn_range', 'follow_pfn']],
  ['vm-io-pages q3', ['VM_IO', 'GDS']],
  ['vfio-bar q4', ['iommufd', 'VFIO', 'passthrough']],
  ['kvm-read-only q5', ['KVM', 'EFAULT', 'dma-buf']],
  ['kvm-uncounted q6', ['KVM', 'use after free', 'refcount']],
  ['revoke q7', ['unmap_mapping_range', 'revoke']],
  ['fault-pfn-bug q8', ['vmf_insert_pfn', 'MAP_PRIVATE', 'BUG', 'CVE-2024-39497']],
  ['fork-refused q9', ['untrack_pfn', 'PAT', 'CoW on VM_PFNMAP', 'CVE-2024-35877', 'CVE-2025-22090']],
  ['dev-mem-refused q10', ['/dev/mem', 'EPERM', 'Operation not permitted', 'STRICT_DEVMEM', 'iomem=relaxed']],
  ['fault-pfn q11', ['vvar', 'Input/output error', '/proc/PID/mem']],
  ['tail-pages q12', ['tail page', 'refcount', 'vmf_insert_pfn']],
  ['ring-too-long q13', ['vm_insert_pages', 'io_uring']],
  ['pin-at-fork q14', ['pin', 'fork', 'DMA']],
  ['dont-fork q15', ['MADV_DONTFORK', 'Segmentation fault']],
  ['dirty-cow q16', ['Dirty COW', 'ptrace', 'FOLL_FORCE', 'CVE-2016-5195']],
  ['selftest-pfnmap q17', ['mremap', 'VM_DONTEXPAND']],
  ['huge-wrong-page q18', ['pmd_special', 'follow_huge_pmd']],
  ['dev-mem q19', ['MAP_PRIVATE', '/dev/mem']],
  ['partial-remap q20', ['track_pfn_remap', 'PAT']],
  ['lost-page q21', ['Bad page map', 'BUG: Bad page map', 'dmesg', 'Bad page state', 'Bad rss-counter state']],
  ['q22', ['VM_PFNMAP', 'readers', 'walk_page_test']],
  ['q23', ['arm64', 'pte_special', 'architectures']],
  ['split-memtype q24', ['freeing invalid memtype', 'x86/PAT', 'memtype', 'VM_PAT', 'split']],
  ['selftest-pfnmap q25', ['pfnmap selftest', 'MADV_COLD EINVAL', 'mremap growing']],
  ['dma-buf-gup q26', ['dma-buf', 'TTM', 'GEM mmap', 'get_user_pages', 'VM_MIXEDMAP', 'is_cow_mapping']],
  ['zero-inserted q27', ['ZERO_PAGE', 'zeropage', 'vm_insert_pages', 'refcount overflow', 'ring buffer']],
  ['q28', ['s390_pci_mmio_write', 'fixup_user_fault', 'follow_pfnmap_start', 'lazily mapped BAR']],
  ['q29', ['FOLL_LONGTERM', 'RDMA to a file', 'virtio-pmem', 'file-backed', 'EFAULT']],
  ['tail-pages q30', ['udmabuf', 'memfd', 'truncate', 'hole punch', 'Bad page map']],
  ['q31', ['get_pat_info', 'untrack_pfn', 'fault injection', 'remap_pfn_range -ENOMEM']],
  ['q32', ['wp_page_copy', 'cow_user_page', 'PROT_WRITE only', 'AF_XDP mmap', 'WARNING']],
];

/** A word that several people typed is answered by what answers any of them. */
const ANSWERS = new Map<string, string[]>();
for (const [answers, words] of ASKED) {
  for (const word of words) ANSWERS.set(word, [...(ANSWERS.get(word) ?? []), ...answers.split(' ')]);
}

describe('what was asked is answered among the first three, by the question or its scenario', () => {
  test.each([...ANSWERS])('%s', (word, answers) => {
    const wanted = answers.map((name) => `${/^q\d+$/.test(name) ? 'question' : 'scenario'}:${name}`);
    expect(
      first(word).filter((id) => wanted.includes(id)),
      first(word).join(' '),
    ).not.toEqual([]);
  });

  /** Origin: the askers' own sentences. */
  test.each([
    ['A mapping of real pages in which the driver also sets VM_IO cannot be pinned', 'question:q3'],
    ["A guest's first write to a blob mapping kills the VM", 'question:q5'],
    ['Device memory goes to somebody else while mappings stay', 'question:q7'],
    ["A pinned page must stay the parent's at fork", 'question:q14'],
    ['The ring mmap is EFAULT since vm_insert_pages', 'question:q13'],
  ])('%s', (sentence, id) => expect(first(sentence)).toContain(id));

  /** Origin: words that readers typed for them, in one line. */
  test.each([
    ['KVM EFAULT dma-buf first write kills VM', 'question:q5'],
    ['untrack_pfn WARNING CoW on VM_PFNMAP', 'question:q9'],
    ['ZERO_PAGE vm_insert_pages refcount', 'question:q27'],
    ['MADV_DONTFORK', 'question:q15'],
    ['/dev/mem Operation not permitted', 'question:q10'],
    ['MADV_DONTFORK child crashes', 'question:q15'],
    ['Remapping in pieces, the second piece fails', 'question:q20'],
    ['IOMMUFD refuses a BAR that VFIO accepted', 'question:q4'],
    ['A long-term pin for writing of a shared file is EFAULT', 'question:q29'],
  ])('%s opens at the step that answers', (typed, id) => {
    const hit = search(typed)[0];
    expect(hit?.id).toBe(id);
    expect(hit?.at?.step).toBeGreaterThan(0);
  });

  test('every question that a scenario answers opens at a step', () => {
    for (const { id, kind, at } of DOCUMENTS) if (kind === 'question') expect(at?.step, id).not.toBe(0);
  });

  test('a function is shown where a sentence names it (origin: the texts of the scenarios)', () => {
    const { scenario, step } = DOCUMENTS.find(({ id }) => id === 'term:fn-untrack_pfn')!.at!;
    const { steps } = parse(SCENARIOS.find(({ name }) => name === scenario)!.text);
    expect(steps[step - 1]?.says.join(' ')).toContain('untrack_pfn');
  });

  test('every question is looked for', () => {
    const looked = new Set(ASKED.flatMap(([answers]) => answers.split(' ')));
    expect(QUESTIONS.filter(({ id }) => !looked.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

/** By what is found. Origin: errno(3), signal(7), syscalls(2), madvise(2), proc(5), and the kernel's driver and mm interfaces. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'term:eacces': ['EACCES', 'Permission denied'],
  'term:eagain': ['EAGAIN', 'EWOULDBLOCK', 'Resource temporarily unavailable'],
  'term:ebusy': ['EBUSY', 'Device or resource busy'],
  'term:eexist': ['EEXIST', 'File exists'],
  'term:einval': ['EINVAL', 'Invalid argument'],
  'term:enodev': ['ENODEV', 'No such device'],
  'term:enomem': ['ENOMEM', 'Cannot allocate memory'],
  'term:esrch': ['ESRCH', 'No such process'],
  'term:ebadf': ['EBADF', 'Bad file descriptor'],
  'term:sigbus': ['SIGBUS', 'Bus error', 'VM_FAULT_SIGBUS'],
  'term:sigsegv': ['SIGSEGV', 'segfault', 'SEGV_MAPERR'],
  'statement:op-fork': ['clone', 'clone3', 'vfork'],
  'statement:op-exit': ['exit_group'],
  'statement:op-mmap': ['mmap', 'MAP_SHARED', 'MAP_ANONYMOUS', '/proc/PID/maps'],
  'statement:op-munmap': ['munmap', 'do_munmap'],
  'statement:op-mremap': ['MREMAP_MAYMOVE', 'MREMAP_DONTUNMAP'],
  'statement:op-mprotect': ['mprotect', 'pkey_mprotect', 'PROT_EXEC'],
  'statement:op-madvise': [
    'madvise',
    'process_madvise',
    'MADV_DONTNEED',
    'MADV_FREE',
    'MADV_POPULATE_WRITE',
    'MADV_COLD',
  ],
  'statement:op-mlock': ['mlock', 'mlock2', 'mlockall', 'MCL_FUTURE'],
  'statement:op-munlock': ['munlock', 'munlockall'],
  'statement:op-mincore': ['mincore', 'cachestat', 'vmtouch'],
  'statement:op-gup': ['get_user_pages_remote', 'vmsplice', 'FOLL_GET', 'iov_iter_get_pages2'],
  'statement:op-pin': [
    'pin_user_pages',
    'pin_user_pages_fast',
    'FOLL_PIN',
    'ib_umem_get',
    'AF_XDP',
    'IORING_REGISTER_BUFFERS',
  ],
  'statement:op-unpin': ['unpin_user_page', 'unpin_user_pages_dirty_lock', 'ibv_dereg_mr'],
  'statement:op-process_vm_read': ['process_vm_readv', 'CMA'],
  'statement:op-process_vm_write': ['process_vm_writev'],
  'statement:op-ptrace_read': ['PTRACE_PEEKDATA', 'gdb', '/proc/self/mem', 'access_process_vm'],
  'statement:op-ptrace_write': ['PTRACE_POKEDATA', 'breakpoint'],
  'statement:op-pagemap': ['/proc/PID/pagemap', 'PAGEMAP_SCAN', '/proc/kpageflags', 'virt_to_phys'],
  'statement:op-smaps': ['/proc/PID/smaps', 'smaps_rollup', 'numa_maps', 'VmFlags'],
  'statement:op-status': ['/proc/PID/status', 'VmRSS', 'RssAnon', '/proc/PID/statm'],
  'statement:op-kvm_fault': ['KVM_RUN', '/dev/kvm', 'QEMU', 'hva_to_pfn'],
  'statement:op-vfio_pin': ['VFIO_IOMMU_MAP_DMA', 'vfio-pci', 'vaddr_get_pfns', 'mdev'],
  'statement:op-folio_walk': ['folio_walk_start', 'follow_page', 'move_pages'],
  'statement:op-follow_pfnmap': ['follow_pte', 'follow_pfnmap_end', 'unsafe_follow_pfn'],
  'statement:op-kernel_zap': ['zap_vma_ptes', 'zap_page_range_single'],
  'statement:op-kernel_unmap_mapping': ['unmap_mapping_pages', 'truncate_pagecache'],
  'statement:op-kernel_free': ['__free_pages', 'dma_free_coherent', 'folio_put'],
  'statement:op-kernel_next_frame': ['alloc_pages', '__get_free_pages', 'kmalloc'],
  'term:fn-remap_pfn_range': ['remap_pfn_range', 'vm_iomap_memory', 'dma_mmap_wc', 'dma_mmap_attrs'],
  'term:fn-vm_insert_page': ['vm_insert_page', 'remap_vmalloc_range'],
  'term:fn-vmf_insert_mixed': ['vmf_insert_mixed', 'vmf_insert_mixed_mkwrite'],
  'term:fn-vmf_insert_pfn': ['vmf_insert_pfn_prot'],
  'term:fn-vmf_insert_pfn_pmd': ['vmf_insert_pfn_pmd'],
  'term:driver-page': ['dma_mmap_coherent', 'dma_alloc_coherent'],
  'term:fault-handler': ['vm_operations_struct', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault', 'ttm_bo_vm_fault'],
  'term:cache-mode': [
    'pgprot_writecombine',
    'pgprot_noncached',
    'memtype',
    'set_memory_uc',
    'track_pfn_insert',
    'MTRR',
  ],
  'term:special': ['pte_mkspecial', '_PAGE_SPECIAL', 'CONFIG_ARCH_HAS_PTE_SPECIAL', 'PFN_DEV', 'pte_devmap'],
  'term:normal-page': ['vm_normal_folio', 'vm_normal_page'],
  'term:zero-page': ['empty_zero_page', 'is_zero_pfn', 'my_zero_pfn'],
  'term:refcount': ['get_page', 'page_count', 'try_grab_folio', 'page_ref'],
  'term:mapcount': ['page_mapcount', 'folio_mapcount', 'folio_add_rmap_pte', '_mapcount'],
  'term:exclusive': ['PageAnonExclusive', 'PG_anon_exclusive'],
  'term:shmem': ['tmpfs', 'memfd_create', 'shmat', '/dev/shm'],
  'term:mmio': ['ioremap', 'pci_iomap', 'PCI BAR', 'framebuffer', 'VRAM'],
  'term:gup-fast': ['get_user_pages_fast', 'lockless GUP', 'HAVE_GUP_FAST', 'memfd_secret'],
  'term:longterm-pin': ['ZONE_MOVABLE', 'longterm'],
  'term:dev-mem': ['/dev/kmem', 'devmem_is_allowed', '/proc/kcore', 'CAP_SYS_RAWIO'],
  'term:huge': ['pud_special', 'pmd_trans_huge', 'ARCH_SUPPORTS_HUGE_PFNMAP', 'THP'],
  'term:bad-page-map': ['print_bad_pte', 'bad page'],
  'term:vma': ['vm_area_struct', 'find_vma', 'mmap_lock'],
  'term:vm-pgoff': ['vm_pgoff', 'linear_page_index'],
  'term:cow': ['do_wp_page', 'copy-on-write', 'cow_user_page'],
  'term:unshare': ['FAULT_FLAG_UNSHARE', 'gup_must_unshare'],
  'term:fault-around': ['do_fault_around', 'filemap_map_pages'],
  'term:kernel-log': ['WARN_ON_ONCE', 'printk', 'journalctl'],
  'term:flag-PFNMAP': ['PFNMAP', 'pf'],
  'term:flag-MIXEDMAP': ['MIXEDMAP', 'DAX'],
  'term:flag-DONTDUMP': ['VM_DONTDUMP', 'MADV_DONTDUMP'],
  'term:flag-WIPEONFORK': ['VM_WIPEONFORK'],
  'term:flag-ACCOUNT': ['Committed_AS'],
  'machine:R-AR-1': ['x86_64', 'amd64'],
  'machine:R-AR-5': ['aarch64'],
  'machine:R-AR-9': ['armv7l', 'armhf'],
  'machine:R-AR-12': ['s390x', 's390'],
  'machine:R-AR-13': ['ppc64le', 'powerpc'],
  'reader:R-RD-1': ['mm/pagewalk.c'],
  'reader:R-RD-19': ['vma_migratable'],
  'reader:R-RD-37': ['arch/riscv/kvm/mmu.c'],
  'reader:R-RD-45': ['i915_gem_userptr'],
  'reader:R-RD-47': ['svm_range_is_valid'],
  'rule:R-NP-11': ['R-NP-11'],
  'lesson:linear-rule': ['linear rule'],
  'unmodelled:ENOSPC': ['ENOSPC', 'No space left on device'],
  'unmodelled:ETXTBSY': ['ETXTBSY', 'Text file busy'],
  'unmodelled:EHWPOISON': ['EHWPOISON'],
  'unmodelled:EINTR': ['EINTR'],
  'unmodelled:ENOSYS': ['Function not implemented'],
  'unmodelled:SIGKILL': ['SIGKILL', 'Killed'],
  'unmodelled:SIGILL': ['Illegal instruction'],
  'unmodelled:SIGTRAP': ['SIGTRAP'],
  'unmodelled:userfaultfd': ['userfaultfd'],
  'unmodelled:UFFDIO_COPY': ['UFFDIO_COPY'],
  'unmodelled:parisc': ['parisc'],
  'unmodelled:mbind': ['mbind'],
  'unmodelled:msync': ['msync'],
  'unmodelled:mseal': ['mseal'],
  'unmodelled:ioctl': ['ioctl'],
  'unmodelled:epoll_wait': ['epoll_wait'],
  'unmodelled:hugetlb': ['hugetlb'],
  'unmodelled:MAP_FIXED': ['MAP_FIXED'],
  'unmodelled:hmm_range_fault': ['hmm_range_fault'],
  'unmodelled:apply_to_page_range': ['apply_to_page_range'],
  'unmodelled:/proc/meminfo': ['/proc/meminfo'],
  'unmodelled:SEV': ['SEV'],
  'unmodelled:swap': ['swap'],
};

describe('what people know by name is found, or said not to be modelled', () => {
  const words = Object.entries(KNOWN).flatMap(([id, known]) => known.map((word) => [word, id] as const));
  test('at least 200 words', () => expect(words.length).toBeGreaterThanOrEqual(200));
  test.each(words)('%s', (word, id) => expect(first(word)).toContain(id));

  test('what is not modelled says so', () => {
    for (const { kind, text } of DOCUMENTS) if (kind === 'unmodelled') expect(text).toMatch(/^Not modelled: .*\.$/);
  });
});

/** Origin: keyboards. */
test.each([
  ['remap_pfn_rang', 'term:fn-remap_pfn_range'],
  ['get_user_pags', 'statement:op-gup'],
  ['mincroe', 'statement:op-mincore'],
  ['pagemp', 'statement:op-pagemap'],
  ['linera rule', 'lesson:linear-rule'],
  ['colision', 'scenario:collision'],
  ['vm_normal_pge', 'term:fn-vm_normal_page'],
])('%s, mistyped, finds %s', (word, id) => {
  expect(
    search(word)
      .slice(0, 8)
      .map((hit) => hit.id),
  ).toContain(id);
});

test('the small words of a question do not decide what is found (origin: a reader who typed this)', () => {
  expect(first('why does vm_normal_page return NULL here on x86_64 and not on arm?')).toContain('lesson:special-bit');
  expect(first('what is a special PTE?')).toContain('term:special');
});

test('a whole sentence finds the names in it', () => {
  expect(first('why does ibv_reg_mr fail on my card?')).toContain('question:q2');
  expect(search('')).toEqual([]);
  expect(search('qqqqqq zzzzzz')).toEqual([]);
});

test.each(SCENARIOS.map(({ name, title }) => [title, name]))('%s is found first by its title', (title, name) => {
  expect(search(title.toUpperCase())[0]?.id).toBe(`scenario:${name}`);
});

describe('what happens in a scenario finds it (origin: the texts of the scenarios)', () => {
  test.each([
    ['gup', /^[A-H] gup /m],
    ['vm_normal_page', /vm_normal_page/],
    ['pagemap', /^[A-H] pagemap /m],
    ['must_share', /must_share/],
    ['get_user_pages', /^[A-H] gup /m],
    ['/dev/mem', /\/dev\/mem/],
    ['fork', /^[A-H] fork /m],
  ])('%s', (wanted, line) => {
    const expected = SCENARIOS.filter(({ text }) => line.test(text)).map(({ name }) => `scenario:${name}`);
    expect(expected.length).toBeGreaterThan(0);
    expect(search(wanted).map(({ id }) => id)).toEqual(expect.arrayContaining(expected));
  });
});

test('what is said to be seen at a step is there (origin: the engine)', () => {
  for (const { id, at } of DOCUMENTS) {
    if (at === null) continue;
    const { steps } = parse(SCENARIOS.find(({ name }) => name === at.scenario)!.text);
    expect(at.step, id).toBeLessThanOrEqual(steps.length);
    const op = /^statement:op-(.*)$/.exec(id)?.[1];
    if (op !== undefined) expect(steps[at.step - 1]?.statement.op).toBe(op);
  }
});

test('documents have one id each', () => {
  const ids = DOCUMENTS.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test('one file makes the documents that the site is built with (property: two ways to one list)', async () => {
  expect(await loadDocuments()).toEqual(DOCUMENTS);
});
