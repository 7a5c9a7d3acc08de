/** Kernel vocabulary. Functions, flags and errors have files of their own. */

/** In display order. */
export const GROUPS = [
  'Memory',
  'Page tables',
  'Mappings',
  'What happens',
  'Observers',
  'Terms of this page',
  'Statements',
  'Functions',
  'Flags of a mapping',
  'Outcomes',
  'Invariants',
] as const;
export type Group = (typeof GROUPS)[number];

export interface GlossaryTerm {
  readonly id: string;
  readonly group: Group;
  readonly name: string;
  /** Spellings to mark in texts; case matters if a word has capitals. Empty: too common. */
  readonly words: readonly string[];
  /** For the search alone. */
  readonly also?: readonly string[];
  readonly meaning: string;
  readonly rules: readonly string[];
  /** Of a kernel function: every file and line where it is defined. */
  readonly found?: readonly string[];
}

type Term = (
  id: string,
  name: string,
  words: readonly string[],
  meaning: string,
  ...rules: readonly string[]
) => GlossaryTerm;

function part(group: Group, list: (term: Term) => readonly GlossaryTerm[]): readonly GlossaryTerm[] {
  return list((id, name, words, meaning, ...rules) => ({
    id,
    group,
    name,
    words,
    meaning,
    rules,
  }));
}

export const TERMS: readonly GlossaryTerm[] = [
  ...part('Memory', (term) => [
    term('frame', 'frame', [], 'A piece of physical memory, 4 KiB on most machines, identified by a number.', 'R-V-1'),
    term('page', 'page', [], 'A frame for which the kernel keeps a record, or the addresses that map it.', 'R-V-3'),
    term(
      'pfn',
      'pfn',
      ['pfn', 'pfns', 'PFN', 'PFNs', 'frame number', 'frame numbers'],
      'Page frame number: the physical address without its low 12 bits. An entry can hold any number, memory or not.',
      'R-V-1',
    ),
    term(
      'struct-page',
      'struct page',
      ['struct page', 'struct pages'],
      'The record that the kernel keeps for one frame of RAM. Device memory usually has none.',
      'R-V-3',
    ),
    term(
      'pfn-valid',
      'pfn_valid',
      ['pfn_valid'],
      'Checks whether a frame number has a struct page, not whether the entry means that page.',
      'R-V-2',
    ),
    term('folio', 'folio', ['folio', 'folios'], 'One or more pages that the kernel counts as a unit.', 'R-V-3'),
    term(
      'refcount',
      'refcount',
      ['refcount', 'refcounts', 'reference', 'references', 'refcounted'],
      'How many users keep a folio from being freed. At zero it is freed.',
      'R-V-4',
    ),
    term(
      'mapcount',
      'mapcount',
      ['mapcount', 'mapcounts'],
      'How many page-table entries map a page. The kernel counts only entries that map normal pages.',
      'R-V-5',
    ),
    term(
      'exclusive',
      'exclusive',
      ['exclusive', 'PageAnonExclusive'],
      'A mark on an anonymous page: one process alone owns it, so it may write without a copy.',
      'R-V-13',
    ),
    term('anonymous', 'anonymous page', ['anonymous', 'anon'], 'Memory that belongs to a process and to no file.'),
    term('page-cache', 'page cache', ['page cache'], 'The pages of files that the kernel holds in memory.'),
    term(
      'zero-page',
      'zero page',
      ['zero page', 'zero pages', 'zero frame'],
      'One frame full of zeroes. It stands for private memory that was read but never written. Entries that map it are not counted.',
      'R-V-14',
    ),
    term(
      'mmio',
      'device memory',
      ['device memory', 'mmio'],
      'Addresses that lead to a device instead of RAM.',
      'R-V-1',
    ),

    term('dirty', 'dirty', ['dirty'], 'A bit in an entry: the page was written through it.'),
    term('accessed', 'accessed', ['accessed', 'young'], 'A bit in an entry: the page was used through it.'),
    term('content', 'content', [], 'The text at the start of a page, which tells a copy from its original.'),
    term(
      'shmem',
      'shared memory',
      ['shmem', 'shared memory'],
      'Pages that several processes may share, without a file on disk behind them.',
    ),
    term(
      'driver-page',
      "driver's page",
      ["driver's page", "driver's pages"],
      'A page that a driver has allocated for itself. The driver can map it raw or counted.',
    ),
    term(
      'huge',
      'huge page',
      ['huge page', 'huge pages', 'huge entry', 'huge entries', 'huge leaf', 'THP'],
      'A 2 MiB block that a single entry maps, one level above the PTEs.',
    ),
  ]),
  ...part('Page tables', (term) => [
    term('entry', 'entry', [], 'One word of a page table: a frame number and some bits.'),
    term('pte', 'PTE', ['PTE', 'PTEs'], 'An entry in a lowest-level page table. It maps one page.'),
    term('pmd', 'PMD', ['PMD', 'PMDs'], 'An entry one level higher. It leads to a page table, or maps 2 MiB at once.'),
    term('pud', 'PUD', ['PUD', 'PUDs'], 'An entry two levels higher. It leads to more tables, or maps 1 GiB at once.'),
    term('p4d', 'P4D', ['P4D', 'P4Ds'], 'An entry between PGD and PUD, on machines with five levels.'),
    term(
      'pgd',
      'PGD',
      ['PGD', 'PGDs'],
      'An entry of the top page table, or that table, of which each process has one.',
    ),
    term('pt', 'PT', ['PT', 'PTs'], 'A page table of the lowest level, whose entries are PTEs.'),
    term(
      'tlb',
      'TLB',
      ['TLB', 'TLBs'],
      'Translation lookaside buffer: the entries that a processor remembers. The kernel flushes it when it takes rights away.',
    ),
    term(
      'special',
      'special bit',
      ['special bit', 'special PTE', 'special entry', 'special entries'],
      'A bit in an entry that says: do not look for a page behind this. Some machines have no room for it.',
      'R-NP-4',
    ),
    term(
      'linear-rule',
      'linear rule',
      ['linear rule'],
      'On machines without the special bit: in a PFN mapping that may be copied on write, an entry is raw if its frame number is vm_pgoff plus its distance from the start.',
      'R-V-10',
      'R-NP-11',
    ),
    term(
      'normal-page',
      'normal page',
      ['normal page', 'normal pages', 'ordinary page', 'ordinary pages'],
      'A page that the kernel may use through the entry that maps it: count it, copy it, free it. vm_normal_page decides for each entry whether there is one behind it.',
    ),
    term(
      'raw',
      'raw entry',
      ['raw', 'raw entry', 'raw entries', 'raw frame', 'raw frames'],
      'An entry whose frame the kernel must leave alone: it takes no reference and frees nothing.',
      'R-V-9',
    ),
    term(
      'bad-page-map',
      'bad page map',
      ['bad page map'],
      'A warning in the kernel log: an entry that cannot be right.',
      'R-NP-21',
      'R-NP-23',
    ),
  ]),
  ...part('Mappings', (term) => [
    term(
      'vma',
      'VMA',
      ['VMA', 'VMAs'],
      'A mapping: a run of addresses of one process with the same flags and backing.',
    ),
    term(
      'vm-pgoff',
      'vm_pgoff',
      ['vm_pgoff', 'pgoff'],
      'Where a mapping starts in its file, in pages. In a private PFN mapping, it is the first frame number.',
      'R-V-10',
    ),
    term(
      'cow',
      'COW',
      ['COW', 'COWed', 'copy on write', 'copied on write'],
      'Copy on write: the first write gets a copy of its own.',
      'R-V-11',
    ),

    term(
      'mapping',
      'mapping',
      [],
      'A run of addresses of one process with the same flags and backing. The kernel calls it a VMA.',
    ),
    term(
      'backing',
      'backing',
      [],
      'What is behind a mapping: anonymous memory, a file, or a device through its driver.',
    ),
    term(
      'private',
      'private',
      ['private'],
      'A private mapping: what a process writes stays its own, as a copy.',
      'R-V-11',
    ),
    term(
      'shared',
      'shared',
      ['shared'],
      'A shared mapping: what a process writes is seen by everyone who maps the same memory.',
      'R-V-11',
    ),
    term(
      'fault-handler',
      'fault handler',
      ['fault handler'],
      'A function of a driver or file system, called when a page of its mapping is missing.',
    ),
    term(
      'vm-ops',
      'vm_ops',
      ['vm_ops'],
      'The functions that a driver or file system provides for a mapping, with or without a fault handler. A mapping without vm_ops is anonymous memory.',
      'R-F-4',
      'R-FT-14',
    ),
    term(
      'cache-mode',
      'cache mode',
      ['cache mode', 'cache modes'],
      'How the processor may cache a piece of memory: RAM fully, a device mostly not at all. x86 wants all mappings of it to agree.',
      'R-PR-20',
    ),
  ]),
  ...part('What happens', (term) => [
    term(
      'fault',
      'page fault',
      ['page fault', 'page faults'],
      'The CPU finds no usable entry and asks the kernel to provide one.',
    ),
    term(
      'zap',
      'zap',
      ['zap', 'zaps', 'zapped'],
      'Removes entries from page tables and releases their pages.',
      'R-V-20',
    ),
    term(
      'gup',
      'GUP',
      ['GUP', 'get_user_pages', 'pin_user_pages'],
      'get_user_pages: turns an address of a process into a page, with a reference that holds it.',
      'R-V-18',
      'R-GU-2',
    ),
    term(
      'gup-fast',
      'GUP-fast',
      ['GUP-fast', 'get_user_pages_fast', 'pin_user_pages_fast'],
      'The fast form of GUP: its walk sees only entries, no mapping, and leaves the rest to the slow walk. Where PTEs have no special bit, it may take none of them.',
      'R-GU-3',
      'R-GU-6',
    ),
    term(
      'foll-force',
      'FOLL_FORCE',
      ['FOLL_FORCE'],
      'A GUP flag for debuggers: override a missing permission. A write then goes to a private copy.',
      'R-GU-11',
    ),
    term(
      'longterm-pin',
      'long-term pin',
      ['long-term pin', 'long-term pins', 'longterm', 'FOLL_LONGTERM'],
      'A pin that may be held for a very long time. Not every page can have one: some must stay movable.',
      'R-GU-25',
    ),
    term(
      'prot-none',
      'PROT_NONE',
      ['PROT_NONE'],
      'A permission that allows nothing. The entry keeps its frame, but the processor may not use it.',
    ),
    term(
      'unshare',
      'unshare',
      ['unshare', 'unshares', 'unshared'],
      'Copies a shared page now, so that a pin for reading holds the page that the process will keep. The copy is mapped read-only.',
      'R-V-19',
      'R-GU-13',
    ),

    term(
      'fault-around',
      'fault-around',
      ['fault-around'],
      'One read fault maps several neighbouring pages at once, if they are already in the page cache.',
      'R-FT-31',
    ),
    term(
      'slow-walk',
      'slow walk',
      ['slow walk', 'GUP-slow'],
      'The thorough form of GUP: it finds the mapping, checks its flags, and causes faults where it must.',
      'R-GU-9',
      'R-GU-10',
      'R-GU-12',
    ),
    term(
      'write-protect',
      'write-protect',
      ['write-protect', 'write-protects', 'write-protected'],
      'Removes write permission from an entry, so that the next write faults and gets a copy.',
    ),
  ]),
  ...part('Observers', (term) => [
    term(
      'rss',
      'rss',
      ['rss', 'RSS'],
      "How many pages a process has in memory, according to the kernel's counters.",
      'R-WK-13',
    ),
    term(
      'smaps-rss',
      'Rss',
      ['Rss'],
      'How many pages smaps finds in a mapping, by asking vm_normal_page about each entry.',
      'R-WK-12',
    ),
    term(
      'dev-mem',
      '/dev/mem',
      ['/dev/mem'],
      'A device that maps physical memory by address. On x86, it keeps RAM out.',
      'R-IN-68',
    ),

    term('pss', 'Pss', ['Pss'], 'Like Rss, but a page that n processes map counts as 1/n.', 'R-WK-12'),
    term(
      'smaps-kinds',
      'Private and Shared',
      ['Shared_Clean', 'Shared_Dirty', 'Private_Clean', 'Private_Dirty'],
      'Rss in four parts: mapped by one or by several, and dirty or clean.',
      'R-WK-12',
    ),
    term(
      'invariant',
      'invariant',
      ['invariant', 'invariants'],
      'Something that must always hold, such as: the mapcount of a page is the number of entries that map it.',
      'R-IV-2',
    ),
    term('kernel-log', 'kernel log', ['kernel log'], 'What the kernel prints about itself; dmesg shows it.'),
  ]),
  ...part('Terms of this page', (term) => [
    term('bead', 'bead', ['bead', 'beads'], 'One micro-step: a kernel function and what it did.'),
    term(
      'phantom',
      'phantom page',
      ['phantom page', 'phantom pages'],
      'A raw frame that the kernel takes for a page.',
      'R-IV-14',
      'R-IV-16',
    ),
    term(
      'lost',
      'lost page',
      ['lost page', 'lost pages'],
      'A counted page that vm_normal_page does not find: it is never released.',
      'R-IV-14',
      'R-IV-16',
    ),
    term(
      'machine',
      'machine',
      [],
      'An architecture that plays the scenario, with its own page tables, entry bits and frames.',
    ),
    term(
      'leaked',
      'leaked frame',
      ['leaked'],
      'A frame that is counted as mapped although no entry maps it: nobody will ever free it.',
      'R-IV-16',
    ),
    term('times', '×4', [], 'How many pages, frames or tables are folded into one cell of the picture.'),
    term('slots', '[0…3]', [], 'The entries of a page table that are used, here 0 to 3.'),
    term(
      'other-mapping',
      'other mapping',
      ['other mapping', 'other mappings'],
      'A mapping that is neither VM_PFNMAP nor VM_MIXEDMAP. Its entries map pages that the kernel counts.',
    ),
    term(
      'pud-struck-out',
      'struck-out pud',
      [],
      'Nobody answers for huge entries of this level: Linux 6.12 has no vm_normal_page_pud.',
      'R-NP-34',
    ),
    term(
      'mail-thread',
      'mail thread',
      ['mail thread'],
      'A discussion between memory-management maintainers in August 2024: who may read VM_PFNMAP and VM_MIXEDMAP, and who should ask the entry instead?',
    ),
    term(
      'wrong-answer',
      'wrong answer',
      ['wrong answer'],
      'vm_normal_page disagrees with what the installer of the entry meant.',
    ),
  ]),
];
