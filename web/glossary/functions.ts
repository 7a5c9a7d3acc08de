/**
 * What kernel functions do. Those that decide or are states of the fault chart are described in the engine, once; here
 * stand the others that a bead or a chain of callers names.
 */
import { FAULT_CHART, TABLES } from '../../engine/index.ts';
import type { GlossaryTerm } from './terms.ts';

const OTHERS: Readonly<Record<string, string>> = {
  BUG: 'The kernel finds that something cannot be, and ends what it was doing with an error in the log. Here that machine stops.',
  __free_page: 'Gives a page back. Nobody asks the entries that still map it.',
  __get_user_pages: 'The slow walk of GUP: finds the mapping, looks at each entry, causes faults where it must.',
  __split_huge_pmd:
    'Takes a huge entry apart, because a change cuts through it. A raw one is only cleared: the next access faults.',
  access: 'The processor reads or writes.',
  access_remote_vm: 'Lets a debugger read or write the memory of a process.',
  alloc_pages: 'Hands out a free page.',
  change_pte_range: 'Gives entries the new protection of their mapping.',
  copy_huge_pmd: 'Copies a huge entry into a child process.',
  copy_page_range: 'Copies the entries of one mapping into a child process.',
  copy_present_page: 'Copies a page for a child at once, because it may be pinned.',
  do_vmi_munmap: 'Takes mappings out of a range of addresses.',
  dup_mmap: 'Copies the mappings of a process for its child.',
  exit_mmap: 'Takes all memory of a process apart when it ends.',
  faultin_page: 'Causes a fault, so that a page is there for GUP.',
  follow_pfnmap_start: 'Looks up the frame number at an address, of a raw entry or of a page.',
  generic_access_phys: 'Reads or writes device memory for a debugger.',
  gup: 'Takes references to pages of a process by their addresses: get_user_pages.',
  huge_fault: "A driver's handler that may map a whole block with one entry.",
  madvise_vma_behavior: 'Does what a piece of advice means for one mapping.',
  mincore_pte_range: 'Tells of each page whether it is in memory.',
  mlock: 'Locks a range of pages in memory.',
  mlock_fixup: 'Sets or takes the lock flag of one mapping.',
  mmap: 'Makes a mapping.',
  mmap_mem: 'The mmap handler of /dev/mem.',
  mmap_region: 'Puts a new mapping among those of the process.',
  move_page_tables: 'Moves entries to new addresses; their frames stay.',
  mprotect_fixup: 'Gives one mapping its new permission.',
  mremap: 'Moves or resizes a mapping.',
  mremap_to: 'Moves a mapping to an address that the caller names.',
  page_fault: 'Where a fault enters the kernel: it looks for the mapping.',
  pagemap_pmd_range: 'Fills the numbers that pagemap shows.',
  pin: 'Takes pages for somebody who reads or writes them himself: pin_user_pages.',
  pr_warn_once: 'Prints a warning, the first time only.',
  process_vm_rw: 'Reads or writes the memory of another process.',
  put_page: 'Gives a reference back; the last one frees the page.',
  smaps_pte_range: 'Adds up what smaps shows.',
  task_mem: 'Prints the counters of a process.',
  track_pfn_copy: 'x86: keeps the cache mode of a raw range for the child.',
  unmap_mapping_pages: 'Takes back pages of a file in all mappings that show them.',
  unpin_user_page: 'Gives a pin back.',
  vm_map_pages: 'A driver maps an array of its pages, counted.',
  zap_huge_pmd: 'Clears a huge entry.',
  zap_pte_range: 'Clears entries, and gives their normal pages back.',
  zap_vma_ptes: 'A driver takes back what it mapped in one mapping.',
};

/** What those of the deciding functions do that do more than decide. */
const DOES: Readonly<Record<string, string>> = {
  remap_pfn_range: 'A driver calls it to fill a mapping with raw frames in one go.',
  vm_insert_page: 'A driver calls it to map a page of its own as a counted page.',
  vmf_insert_pfn: 'A driver calls it in a page fault to map one raw frame.',
  vmf_insert_mixed: 'A driver calls it to map one frame into a mixed mapping, raw or counted.',
  vmf_insert_pfn_pmd: 'A driver calls it in a page fault to map a block of raw frames with one entry.',
  copy_present_ptes: 'Copies the entries of a last table into a child process.',
  gup_fast_pte_range: 'The fast walk of GUP looks at the entries of a last table.',
  follow_page_pte: 'The slow walk of GUP looks at one entry.',
  folio_walk_start: 'Looks for the folio at an address.',
  check_vma_flags: 'The slow walk of GUP looks at the flags of a mapping, before any entry.',
};

/** Names of functions that mean something else in a text, or stand among the statements already. */
const NOT_IN_TEXTS = new Set(['BUG', 'access', 'gup', 'mlock', 'mmap', 'mremap', 'pin']);

const functionTerm = (name: string, meaning: string, rules: readonly string[] = []): GlossaryTerm => ({
  id: `fn-${name}`,
  group: 'Functions',
  name: `${name}()`,
  words: NOT_IN_TEXTS.has(name) ? [] : [name],
  meaning,
  rules,
});

const CHART = FAULT_CHART.states.filter(({ file }) => file !== null);
const inChart = new Set(CHART.map(({ name }) => name));

export const FUNCTION_TERMS: readonly GlossaryTerm[] = [
  ...CHART.map(({ name, help, rules }) => functionTerm(name, help, rules)),
  ...Object.values(TABLES)
    .filter(({ name }) => !inChart.has(name))
    .map(({ name, summary }) => functionTerm(name, `${DOES[name] ?? 'It decides.'} It asks: ${summary}`)),
  ...Object.entries(OTHERS).map(([name, meaning]) => functionTerm(name, meaning)),
].sort((a, b) => a.name.localeCompare(b.name));
