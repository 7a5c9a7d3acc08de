import type { OpName } from '../language/program.ts';
import type { GlossaryTerm } from './terms.ts';

interface Meaning {
  /** Spellings in scripts and texts. Empty: too common in plain English. */
  readonly words: readonly string[];
  readonly meaning: string;
  readonly rules?: readonly string[];
}

const MEANINGS: { readonly [O in OpName]: Meaning } = {
  mmap: { words: ['mmap'], meaning: 'Creates a mapping in a process: of memory, a file or a device.' },
  read: { words: [], meaning: 'The processor reads one page, once. It may fault.' },
  write: { words: [], meaning: 'The processor writes to one page, once. It may fault.' },
  fork: {
    words: ['fork', 'forks'],
    meaning:
      'Creates a child process. Pages of private mappings are shared read-only until somebody writes; their raw entries are copied at once.',
    rules: ['R-FK-5', 'R-FK-6'],
  },
  exit: { words: [], meaning: 'A process ends: its mappings, entries and page tables go.' },
  munmap: { words: ['munmap'], meaning: 'Removes a mapping, or a part of it.', rules: ['R-V-20'] },
  mremap: { words: ['mremap'], meaning: 'Moves a mapping, or changes its length.' },
  mprotect: { words: ['mprotect'], meaning: 'Changes what a process may do in a mapping.', rules: ['R-MP-1'] },
  madvise: {
    words: ['madvise'],
    meaning: 'Tells the kernel how a process will use a range of memory.',
  },
  mlock: {
    words: ['mlock'],
    meaning: 'Keeps pages in memory. PFN, mixed and device mappings are silently left unlocked.',
    rules: ['R-ML-1'],
  },
  munlock: { words: ['munlock'], meaning: 'Undoes an mlock.', rules: ['R-ML-1'] },
  gup: {
    words: [],
    meaning: 'The kernel takes a reference to the page at an address, with get_user_pages.',
    rules: ['R-V-18', 'R-GU-2'],
  },
  pin: {
    words: ['pin', 'pins', 'pinned'],
    meaning: 'A reference for a user that reads or writes the contents of the page, such as a device: pin_user_pages.',
    rules: ['R-V-18', 'R-GU-13'],
  },
  unpin: { words: ['unpin', 'unpinned'], meaning: 'Releases a pin or a reference.' },
  kvm_fault: {
    words: ['kvm_fault'],
    meaning:
      'A guest uses the address: KVM takes a page, or the frame number of a raw entry. Folioscope follows the source here; nothing was recorded.',
    rules: ['R-GU-21'],
  },
  vfio_pin: {
    words: ['vfio_pin'],
    meaning:
      'The address is given to a device: VFIO pins a page, or takes the frame number of a raw entry. Folioscope follows the source here; nothing was recorded.',
    rules: ['R-GU-21'],
  },
  device_read: {
    words: [],
    meaning: 'A device, or a pipe, reads the page that is held for it, whoever maps it now.',
  },
  device_write: {
    words: [],
    meaning:
      'A device, or a pipe, writes to the page that is held for it: what DMA does. It walks no page table and marks nothing dirty.',
  },
  folio_walk: {
    words: ['folio_walk'],
    meaning: 'Looks for the folio at an address. It reads no flag of the mapping itself: vm_normal_page answers.',
  },
  follow_pfnmap: {
    words: ['follow_pfnmap'],
    meaning:
      'Looks for the frame number at an address, of a raw entry or of a page. It serves PFN and device mappings only. In 6.12 it took the place of follow_pte().',
  },
  pagemap: {
    words: ['pagemap'],
    meaning: 'A file in /proc with one number for each page. It skips PFN mappings.',
    rules: ['R-WK-10'],
  },
  smaps: {
    words: ['smaps'],
    meaning: 'A file in /proc that shows the memory of each mapping. It asks vm_normal_page.',
    rules: ['R-WK-12'],
  },
  mincore: { words: ['mincore'], meaning: 'Reports which pages of a range are in memory.', rules: ['R-WK-16'] },
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
    meaning: 'The driver gives up its reference to a page. Entries that still map it are not checked.',
  },
  kernel_next_frame: {
    words: ['next_frame'],
    meaning:
      'Chooses which frame the kernel hands out next, so that a copy can be made to land where the linear rule looks.',
  },
  kernel_zap: { words: [], meaning: 'The driver removes what it mapped in one mapping.' },
  kernel_unmap_mapping: {
    words: ['unmap_mapping'],
    meaning: 'The driver unmaps pages of its file from all mappings that contain them.',
  },
  kernel_fault_sigbus: {
    words: ['fault_sigbus'],
    meaning:
      'The driver refuses every fault on its file from now on, as for a card in reset. What is mapped stays until it is unmapped.',
  },
  kernel_fault_ok: {
    words: ['fault_ok'],
    meaning: 'The driver answers faults again.',
  },
};

const wordOf = (op: string): string => op.replace(/^(kernel|device)_/, '$1 ');

/** The id of a statement's term. */
export const statementId = (op: OpName): string => `op-${op}`;

export const STATEMENT_TERMS: readonly GlossaryTerm[] = Object.entries(MEANINGS).map(
  ([op, { words, meaning, rules = [] }]) => ({
    id: statementId(op as OpName),
    group: 'Statements',
    name: wordOf(op),
    words,
    meaning,
    rules,
  }),
);
