/** What the statements of a scenario do: the word that a script shows, and what it means. */
import type { OpName } from '../../engine/index.ts';
import type { GlossaryTerm } from './terms.ts';

interface Meaning {
  /** How it is written in a script and in texts. Empty: in plain English the word means too much else. */
  readonly words: readonly string[];
  readonly meaning: string;
  readonly rules?: readonly string[];
}

const MEANINGS: { readonly [O in OpName]: Meaning } = {
  mmap: { words: ['mmap'], meaning: 'Makes a mapping in a process: of memory, of a file, or of a device.' },
  read: { words: [], meaning: 'The processor reads one page, once. It may fault.' },
  write: { words: [], meaning: 'The processor writes to one page, once. It may fault.' },
  fork: {
    words: ['fork', 'forks'],
    meaning:
      'Makes a child process. Pages of private mappings are shared read-only until somebody writes; their raw entries are copied at once.',
    rules: ['R-FK-5', 'R-FK-6'],
  },
  exit: { words: [], meaning: 'A process ends: its mappings, its entries and its page tables go.' },
  munmap: { words: ['munmap'], meaning: 'Takes a mapping, or a part of it, away.', rules: ['R-V-20'] },
  mremap: { words: ['mremap'], meaning: 'Moves a mapping, or changes its length.' },
  mprotect: { words: ['mprotect'], meaning: 'Changes what a process may do in a mapping.', rules: ['R-MP-1'] },
  madvise: {
    words: ['madvise'],
    meaning: 'Tells the kernel what a process will do with a range of memory.',
  },
  mlock: {
    words: ['mlock'],
    meaning: 'Keeps pages in memory. PFN, mixed and device mappings are left unlocked, in silence.',
    rules: ['R-ML-1'],
  },
  munlock: { words: ['munlock'], meaning: 'Takes an mlock back.', rules: ['R-ML-1'] },
  gup: {
    words: [],
    meaning: 'The kernel takes a reference to the page at an address, by get_user_pages.',
    rules: ['R-V-18', 'R-GU-2'],
  },
  pin: {
    words: ['pin', 'pins', 'pinned'],
    meaning: 'A reference for somebody who reads or writes the page itself, such as a device: pin_user_pages.',
    rules: ['R-V-18', 'R-GU-13'],
  },
  unpin: { words: ['unpin', 'unpinned'], meaning: 'Gives a pin or a reference back.' },
  folio_walk: {
    words: ['folio_walk'],
    meaning: 'Looks for the folio at an address. It reads no flag of the mapping itself: vm_normal_page answers.',
  },
  follow_pfnmap: {
    words: ['follow_pfnmap'],
    meaning:
      'Looks for the frame number at an address, of a raw entry or of a page. It serves PFN and device mappings only.',
  },
  pagemap: {
    words: ['pagemap'],
    meaning: 'A file in /proc with one number for each page. It passes over PFN mappings.',
    rules: ['R-WK-10'],
  },
  smaps: {
    words: ['smaps'],
    meaning: 'A file in /proc that shows the memory of each mapping. It asks vm_normal_page.',
    rules: ['R-WK-12'],
  },
  mincore: { words: ['mincore'], meaning: 'Tells which pages of a range are in memory.', rules: ['R-WK-16'] },
  status: { words: [], meaning: 'A file in /proc that prints the counters of a process as they stand.' },
  process_vm_read: {
    words: ['process_vm_read', 'process_vm_readv'],
    meaning: 'Another process reads. The kernel pins the page for it.',
  },
  process_vm_write: {
    words: ['process_vm_write', 'process_vm_writev'],
    meaning: 'Another process writes. The kernel pins the page for it.',
  },
  ptrace_read: {
    words: ['ptrace_read'],
    meaning: 'A debugger reads. Where there is no page to take, the driver may read for it.',
  },
  ptrace_write: {
    words: ['ptrace_write'],
    meaning: 'A debugger writes, even where the process may not. Where there is no page, the driver may write for it.',
  },
  kernel_free: {
    words: [],
    meaning: 'The driver gives up its reference to a page. Entries that still map it are not asked.',
  },
  kernel_next_frame: {
    words: ['next_frame'],
    meaning: 'Says which frame the kernel hands out next. So a copy can be made to land where the linear rule looks.',
  },
  kernel_zap: { words: [], meaning: 'The driver takes back what it mapped in one mapping.' },
  kernel_unmap_mapping: {
    words: ['unmap_mapping'],
    meaning: 'The driver takes back pages of its file, in all mappings that show them.',
  },
};

const wordOf = (op: string): string => op.replace(/^kernel_/, 'kernel ');

export const STATEMENT_TERMS: readonly GlossaryTerm[] = Object.entries(MEANINGS).map(
  ([op, { words, meaning, rules = [] }]) => ({
    id: `op-${op}`,
    group: 'Statements',
    name: wordOf(op),
    words,
    meaning,
    rules,
  }),
);
