/**
 * Questions that driver and kernel people asked in public, with the answer of Linux 6.12 and where to see it. The page and
 * docs/questions.md are made from this list, and the search knows it.
 */

/** A built-in scenario at the statement that shows the answer: the first with this text. */
interface Shown {
  readonly scenario: string;
  readonly at: string;
}
interface Elsewhere {
  readonly page: 'readers' | 'course';
}

export interface Question {
  readonly id: `q${number}`;
  /** As its asker would put it. */
  readonly asked: string;
  readonly words: readonly string[];
  readonly answer: string;
  readonly see: Shown | Elsewhere;
  /** True: what is asked about is not modelled, and the answer says so. */
  readonly beyond?: true;
}

export const QUESTIONS: readonly Question[] = [
  {
    id: 'q1',
    asked: 'Why does direct I/O into my UIO mapping fail with “Bad address”, when a plain write() works?',
    words: ['O_DIRECT', 'direct I/O', 'MSG_ZEROCOPY', 'UIO', 'Bad address', 'EFAULT'],
    answer:
      'Direct I/O pins the pages that it transfers to. The fast walk stops at the special entry, and the slow walk refuses VM_IO and VM_PFNMAP: EFAULT. read() and write() copy through the page table, so they work. With pages of its own, from vm_insert_page or from a fault handler that returns them, a driver makes pins possible.',
    see: { scenario: 'direct-io', at: 'A pin regs write fast as io' },
  },
  {
    id: 'q2',
    asked: 'Why can’t I register the BAR of my GPU for RDMA?',
    words: ['ibv_reg_mr', 'RDMA', 'GPU', 'BAR', 'io_remap_pfn_range', 'follow_pfn'],
    answer:
      'Registration is a long-term pin for writing, and a BAR has no pages to pin: EFAULT. follow_pfnmap_start would find the frame number, which holds nothing. The ways out are struct pages for the memory, or a dma-buf of the driver that owns it.',
    see: { scenario: 'rdma-bar', at: 'A pin bar write longterm as mr' },
  },
  {
    id: 'q3',
    asked: 'My driver maps real pages and sets VM_IO as well. Why can’t they be pinned?',
    words: ['VM_IO', 'GDS'],
    answer:
      'The slow walk refuses VM_IO alone, whatever the entries are. The fast walk sees no mapping: on machines with the special bit it takes the page, except where the kernel has memfd_secret, as on x86-64, since a driver’s page belongs to no file that could be checked. Leave VM_IO out of a mapping of pages.',
    see: { scenario: 'vm-io-pages', at: 'A gup i' },
  },
  {
    id: 'q4',
    asked: 'VFIO accepted this BAR. Why does IOMMUFD refuse it?',
    words: ['iommufd', 'VFIO', 'passthrough'],
    answer:
      'IOMMUFD only pins: EFAULT. VFIO’s type 1 driver pins too, and when that fails in a VM_PFNMAP mapping it asks follow_pfnmap, causes one fault if nothing is mapped, and asks again. It takes a frame without a struct page. An entry that may only be read, where it wants to write, is EFAULT.',
    see: { scenario: 'vfio-bar', at: 'A pin bar write longterm' },
  },
  {
    id: 'q5',
    asked: 'Why does a guest’s first write to a mapped buffer kill the virtual machine?',
    words: ['KVM', 'EFAULT', 'dma-buf', 'VM', 'kills the VM'],
    answer:
      'KVM finds the entry present and read-only, because the driver wants to hear of the first write. hva_to_pfn_remapped() answers RO_FAULT and does not try again. Once the host has written, or if the driver needs no pfn_mkwrite, the guest can write.',
    see: { scenario: 'kvm-read-only', at: 'A kvm_fault blob write' },
  },
  {
    id: 'q6',
    asked: 'Could KVM free a page that only a PFN mapping leads to (CVE-2021-22543)?',
    words: ['KVM', 'use after free', 'refcount'],
    answer:
      'It could: it took a reference to a page that nobody counted, and dropping it freed the page. Now KVM takes a reference only where there is one already. A frame with a struct page, no references and no reservation is EFAULT.',
    see: { scenario: 'kvm-uncounted', at: 'kernel free driver+8' },
  },
  {
    id: 'q7',
    asked: 'The device’s memory went to somebody else while it was mapped. Who should have unmapped it?',
    words: ['unmap_mapping_range', 'revoke'],
    answer:
      'The driver. Raw entries hold nothing, so nothing keeps the memory. unmap_mapping_range clears them in every process, and the next access is SIGBUS, or whatever the fault handler says.',
    see: { scenario: 'revoke', at: 'kernel unmap_mapping v 0 pages 1' },
  },
  {
    id: 'q8',
    asked: 'Why do two lines of C panic the kernel through a GEM object (CVE-2024-39497)?',
    words: ['vmf_insert_pfn', 'MAP_PRIVATE', 'BUG', 'CVE-2024-39497'],
    answer:
      'vmf_insert_pfn stops with a BUG in a mapping that may be copied on write, because without the bit its raw entries could not be recognised later. The driver has to refuse private mappings in its mmap handler.',
    see: { scenario: 'fault-pfn-bug', at: 'A read h' },
  },
  {
    id: 'q9',
    asked: 'Why did untrack_pfn warn after a private remap and a write to its first page (CVE-2024-35877)?',
    words: ['untrack_pfn', 'PAT', 'CoW on VM_PFNMAP', 'CVE-2024-35877', 'CVE-2025-22090'],
    answer:
      'x86 used to look up the reserved range through the first entry, which now maps a copy. 6.12 uses vm_pgoff and says nothing at unmap. A fork after that write still fails with ENOMEM on x86.',
    see: { scenario: 'fork-refused', at: 'A munmap io*' },
  },
  {
    id: 'q10',
    asked: 'mmap of /dev/mem says “Operation not permitted”, and I am root. Why?',
    words: ['/dev/mem', 'EPERM', 'Operation not permitted', 'STRICT_DEVMEM', 'iomem=relaxed'],
    answer:
      'If open() says so, CAP_SYS_RAWIO is missing or the kernel is locked down. If mmap() says so, the kernel has STRICT_DEVMEM, which refuses RAM, or IO_STRICT_DEVMEM, which also refuses what a driver has claimed; iomem=relaxed lifts the latter. Without both, x86 answers EINVAL for RAM because the cache modes disagree.',
    see: { scenario: 'dev-mem-refused', at: 'A mmap ram 1 shared rw devmem driver+8' },
  },
  {
    id: 'q11',
    asked: 'Dumping a process’s memory stops at [vvar] with “Input/output error”. Can it be read at all?',
    words: ['vvar', 'Input/output error', '/proc/PID/mem'],
    answer:
      'Not from outside. VM_IO and VM_PFNMAP make get_user_pages refuse, and without vm_ops->access there is no other way: EIO from /proc/PID/mem, EFAULT from process_vm_readv. The process itself can read it.',
    see: { scenario: 'fault-pfn', at: 'A ptrace_read v' },
  },
  {
    id: 'q12',
    asked: 'My fault handler returns pages of a larger allocation. Why does munmap free them under me?',
    words: ['tail page', 'refcount', 'vmf_insert_pfn'],
    answer:
      'The kernel gives back at munmap the reference that it expects with a returned page. Tail pages of a block without __GFP_COMP have none: get_page on zero is a BUG with debugging, and without it the page is freed. vmf_insert_pfn never counts.',
    see: { scenario: 'tail-pages', at: 'A read s+1' },
  },
  {
    id: 'q13',
    asked: 'Mapping the ring is EFAULT since the kernel uses vm_insert_pages. What is wrong with my length?',
    words: ['vm_insert_pages', 'io_uring'],
    answer:
      'The driver inserts more pages than the mapping has, and a page past its end has no address: EFAULT, and what was inserted is taken back. remap_pfn_range did not look at the end of a shared mapping. Map the whole ring.',
    see: { scenario: 'ring-too-long', at: 'A mmap ring 1 shared rw vm_insert_page driver+0 pages 2' },
  },
  {
    id: 'q14',
    asked: 'A device writes to a page that I pinned. Does it stay mine when I fork?',
    words: ['pin', 'fork', 'DMA'],
    answer:
      'Yes. A page that may be pinned is copied for the child at once, so that parent and device go on sharing the original. A plain get_user_pages reference gives no such promise.',
    see: { scenario: 'pin-at-fork', at: 'A fork B' },
  },
  {
    id: 'q15',
    asked: 'A child crashes on memory that the parent marked MADV_DONTFORK. Is that right?',
    words: ['MADV_DONTFORK', 'Segmentation fault'],
    answer:
      'It is: the child has no mapping there, so any access is SIGSEGV. Shared memory is inherited unless it is marked, too.',
    see: { scenario: 'dont-fork', at: 'B read m' },
  },
  {
    id: 'q16',
    asked: 'Can a forced write through /proc/self/mem reach a file that I may only read (CVE-2016-5195)?',
    words: ['Dirty COW', 'ptrace', 'FOLL_FORCE', 'CVE-2016-5195'],
    answer:
      'Never. A forced write is accepted only into an anonymous page that belongs to this process alone; if there is none, one is made. Dirty COW raced a flag that no longer exists.',
    see: { scenario: 'dirty-cow', at: 'A gup f write force' },
  },
  {
    id: 'q17',
    asked: 'May a PFN mapping grow by mremap, and is the error EFAULT or EINVAL?',
    words: ['mremap', 'VM_DONTEXPAND'],
    answer:
      'It may not: EFAULT, for VM_DONTEXPAND or VM_PFNMAP. Nothing could fill the new pages. Moving and shrinking are allowed.',
    see: { scenario: 'selftest-pfnmap', at: 'A mremap moved pages 2' },
  },
  {
    id: 'q18',
    asked: 'What does slow get_user_pages do with a huge raw entry in a mixed mapping?',
    words: ['pmd_special', 'follow_huge_pmd'],
    answer:
      'It takes the page of the entry without asking pmd_special(). Of the first page it counts the driver’s page; of any other it counts the wrong one. The fast walk does ask.',
    see: { scenario: 'huge-wrong-page', at: 'A gup h+1 as q' },
  },
  {
    id: 'q19',
    asked: 'Does a private, read-only mapping of /dev/mem make sense?',
    words: ['MAP_PRIVATE', '/dev/mem'],
    answer:
      'It is allowed, and is a mapping that may be copied on write all the same, since mprotect could make it writable. Each page that is written becomes a copy and no longer follows the device.',
    see: { scenario: 'dev-mem', at: 'A write dev+1' },
  },
  {
    id: 'q20',
    asked: 'I remap a mapping in pieces, and the second piece fails. Why?',
    words: ['track_pfn_remap', 'PAT'],
    answer:
      'In a private mapping remap_pfn_range must cover the whole of it, or the linear rule could not hold: EINVAL. In a shared one x86 wants one cache mode for each piece; cache modes of single pieces are not modelled.',
    see: { scenario: 'partial-remap', at: 'A mmap half 4 private rw remap_pfn_range driver+8 pages 2' },
  },
  {
    id: 'q21',
    asked: 'What does “BUG: Bad page map” in my log mean?',
    words: ['Bad page map', 'BUG: Bad page map', 'Bad rss-counter state', 'Bad page state', 'dmesg'],
    answer:
      'vm_normal_page met an entry that cannot be right, such as a special one in a mapping without VM_PFNMAP and VM_MIXEDMAP. The line names process, entry, address and flags of the mapping. It is often a driver that lost a flag, and the harm was done earlier.',
    see: { scenario: 'lost-page', at: 'A exit' },
  },
  {
    id: 'q22',
    asked: 'Who still reads VM_PFNMAP outside vm_normal_page?',
    words: ['VM_PFNMAP', 'readers', 'walk_page_test'],
    answer:
      'Some sixty places in 6.12: most need the flag itself, and about fifteen take it for an answer about pages, so that copied pages of a private mapping are missed. The list says where, what for, and what is missed.',
    see: { page: 'readers' },
  },
  {
    id: 'q23',
    asked: 'What do arm64, s390, RISC-V, PowerPC or m68k do?',
    words: ['arm64', 'pte_special', 'architectures'],
    answer:
      'Most have a special bit; arm without LPAE, m68k, alpha, MIPS of 32 bits and a few more have none, and decide by the mapping’s flags and vm_pgoff. Name them in the machines line of any scenario, and compare.',
    see: { scenario: 'collision', at: 'A write io+1 "boom"' },
  },
  {
    id: 'q24',
    asked: 'I mprotect one page of a BAR, and munmap prints “freeing invalid memtype”. Is something lost?',
    words: ['freeing invalid memtype', 'x86/PAT', 'memtype', 'VM_PAT', 'split'],
    answer:
      'The mapping is split, its reservation of a cache mode is not. The first half finds no reservation of its own, the second shortens the whole, and the rest stays reserved until the machine is rebooted. Gone in 6.16.',
    see: { scenario: 'split-memtype', at: 'A munmap bar*' },
  },
  {
    id: 'q25',
    asked: 'What do the kernel’s own tests of /dev/mem mappings check?',
    words: ['pfnmap selftest', '/dev/mem', 'MADV_COLD EINVAL', 'mremap growing'],
    answer:
      'Nineteen things: eight pieces of advice that are refused, and that such a mapping can be split, moved, shrunk, made inaccessible and inherited, but not grown. All are so in 6.12.',
    see: { scenario: 'selftest-pfnmap', at: 'A madvise m* dontneed' },
  },
  {
    id: 'q26',
    asked: 'Does VM_PFNMAP stop get_user_pages, and VM_MIXEDMAP not? Must a driver refuse private mappings?',
    words: ['dma-buf', 'TTM', 'GEM mmap', 'get_user_pages', 'VM_MIXEDMAP', 'is_cow_mapping'],
    answer:
      'VM_PFNMAP stops both walks. In a mixed mapping the entry decides: raw where there is a bit, a counted page where there is none. Pages of vm_insert_page can always be taken. A driver that uses vmf_insert_pfn must refuse private mappings: the first touch is a BUG.',
    see: { scenario: 'dma-buf-gup', at: 'A gup mix' },
  },
  {
    id: 'q27',
    asked: 'May a driver insert the zero page, and is it counted?',
    words: ['ZERO_PAGE', 'zeropage', 'vm_insert_pages', 'refcount overflow', 'ring buffer'],
    answer:
      'It may in a private mapping, or in a shared one that can never be written. The entry is special and never counted, so no count overflows. Elsewhere it is EINVAL, and SIGBUS from a fault handler, unless the driver has pfn_mkwrite and the mapping VM_IO.',
    see: { scenario: 'zero-inserted', at: 'A mmap x 2 private rw vm_insert_page zero' },
  },
  {
    id: 'q28',
    asked: 'Why does s390_pci_mmio_write fail on a VFIO mapping that nobody has touched?',
    words: ['s390_pci_mmio_write', 'fixup_user_fault', 'follow_pfnmap_start', 'lazily mapped BAR'],
    answer:
      'follow_pfnmap_start never faults, so a page that was not touched is not found. 6.12 causes one fault and asks again, as VFIO does. The system call itself is not modelled; what it asks is.',
    see: { scenario: 'fault-pfn', at: 'A follow_pfnmap v' },
    beyond: true,
  },
  {
    id: 'q29',
    asked: 'Why is a long-term pin for writing of a shared file EFAULT?',
    words: ['FOLL_LONGTERM', 'RDMA to a file', 'virtio-pmem', 'file-backed', 'EFAULT'],
    answer:
      'It is refused where writes to the shared mapping must be tracked, since a device’s writes cannot be: file systems with writeback. tmpfs and hugetlb allow it, reading is allowed, and a private mapping is unshared first. Every file here is a tmpfs file, so the refusal is not modelled.',
    see: { scenario: 'longterm-zero', at: 'A pin m+2 longterm as c' },
    beyond: true,
  },
  {
    id: 'q30',
    asked: 'udmabuf maps a memfd, the memfd is truncated: Bad page map. Who kept the pages?',
    words: ['udmabuf', 'memfd', 'truncate', 'hole punch', 'Bad page map'],
    answer:
      '6.12 pins the pages and maps them raw in a shared VM_PFNMAP, so that a truncation leaves raw entries to pages that live. Before, the handler returned pages without a reference for the entry. Truncation of a file is not modelled; a returned page beside a raw one is.',
    see: { scenario: 'tail-pages', at: 'A mmap r 2 shared rw vmf_insert_pfn driver+8' },
    beyond: true,
  },
  {
    id: 'q31',
    asked: 'remap_pfn_range ran out of memory halfway, and get_pat_info warns. What is left?',
    words: ['get_pat_info', 'untrack_pfn', 'fault injection', 'remap_pfn_range -ENOMEM'],
    answer:
      'What was mapped is removed at once, and the reservation goes back. In a shared mapping whose first entry was not made yet, x86 warns once; in a private one vm_pgoff serves. An allocation that fails is not modelled; a remap that fails for another reason is.',
    see: { scenario: 'partial-remap', at: 'A mmap half 4 private rw remap_pfn_range driver+8 pages 2' },
    beyond: true,
  },
  {
    id: 'q32',
    asked: 'A raw page in a write-only private mapping is copied, and wp_page_copy warns. Why?',
    words: ['wp_page_copy', 'cow_user_page', 'PROT_WRITE only', 'AF_XDP mmap', 'WARNING'],
    answer:
      'Write-only is not the reason: the entry is readable all the same on most machines. The kernel copies a frame without a page through the user’s address, and that fails where the entry allows nothing, or where another process causes the copy. The copy is then full of zeroes.',
    see: { scenario: 'forced-empty-copy', at: 'A gup x write force' },
  },
];
