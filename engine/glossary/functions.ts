/**
 * Kernel functions in beads and call chains, except decision tables and states of the fault chart, which the engine
 * describes itself.
 */
import { FAULT_FUNCTIONS, SUMMARIES } from '../atlas/deciding.data.ts';
import { foundAt, lineText } from '../functions.ts';
import { CALLS } from './calls.ts';
import type { GlossaryTerm } from './terms.ts';

/** What is no kernel function: shown without brackets. */
const LABELS: Readonly<Record<string, string>> = {
  BUG: 'The kernel finds an impossible condition and stops what it was doing, with an error in the log. Here that machine stops.',
  access: 'The processor reads or writes. If it may not, the process gets the signal SIGSEGV.',
  device: 'A device reads or writes memory by frame number, without the processor and its tables.',
  driver: 'The test driver does something of its own.',
  huge_fault: "A driver's handler that may map a whole block with one entry.",
  next_frame: 'The test driver chooses the frame that the kernel hands out next.',
};

const OTHERS: Readonly<Record<string, string>> = {
  __do_sys_mremap: 'Moves or resizes a mapping: the system call mremap.',
  __do_sys_munlock: 'Unlocks a range of pages: the system call munlock.',
  __free_pages: 'Frees a page. Nobody checks for entries that still map it.',
  __handle_mm_fault: 'Walks the tables to the address of a fault, and deals with huge entries.',
  change_huge_pmd: 'Applies the new protection of a mapping to a huge entry.',
  change_pmd_range:
    'Walks to the last-level tables in which protections change; without such a table there is nothing to do.',
  do_madvise: 'Gives advice about a range of addresses: the system call madvise.',
  do_mincore: 'Finds out which pages of a range are in memory.',
  do_mlock: 'Locks a range of pages in memory: marks the mappings, then faults their pages in.',
  do_mmap: 'Checks a request for a new mapping.',
  do_mprotect_pkey: 'Checks a request for new permissions, and goes through the mappings.',
  do_pte_missing: 'Nothing is mapped yet: chooses between anonymous memory and a fault handler.',
  dup_mm: 'Copies the memory of a process for its child.',
  follow_huge_pmd: 'The slow walk of GUP looks at a huge entry.',
  gup_fast_pmd_leaf: 'The fast walk of GUP looks at a huge entry.',
  gup_fast_pmd_range: 'The fast walk of GUP looks for a last-level table; without one it stops.',
  madvise_behavior_valid: 'Knows which advice this kernel was built to take.',
  madvise_populate: 'Faults pages in before they are used.',
  mincore_unmapped_range: 'Asks the page cache of the mapped file where mincore finds no entries.',
  pagemap_pte_hole: 'Says that nothing is mapped, for pages without a table.',
  populate_vma_page_range: 'Faults in the pages of one mapping.',
  show_smap: 'Prints what smaps shows of one mapping.',
  walk_page_test: 'Decides whether a walk visits a mapping. It passes over PFN mappings.',
  zap_pmd_range: 'Clears entries of the level above the last, and goes down to the last-level tables.',
  __get_user_pages: 'The slow walk of GUP: finds the mapping, looks at each entry and triggers faults where it must.',
  __split_huge_pmd:
    'Splits a huge entry because a change cuts through it. A raw one is only cleared: the next access faults.',
  access_remote_vm: 'Lets a debugger read or write the memory of a process.',
  change_pte_range: 'Applies the new protection of a mapping to its entries.',
  copy_huge_pmd: 'Copies a huge entry into a child process.',
  copy_page_range: 'Copies the entries of one mapping into a child process.',
  copy_present_page: 'Copies a page for a child at once, because it may be pinned.',
  do_vmi_munmap: 'Removes mappings from a range of addresses.',
  dup_mmap: 'Copies the mappings of a process for its child.',
  exit_mmap: 'Tears down all memory of a process when it ends.',
  faultin_page: 'Triggers a fault, so that there is a page for GUP.',
  follow_pfnmap_start: 'Looks up the frame number at an address, of a raw entry or of a page.',
  generic_access_phys: 'Reads or writes device memory for a debugger.',
  madvise_vma_behavior: 'Applies a piece of advice to one mapping.',
  memtype_erase: "Removes a reservation of x86's cache modes, or shortens one that ends with the given range.",
  memtype_free: "Gives back a reservation of x86's cache modes. It complains if none matches the range.",
  mincore_pte_range: 'Reports for each page whether it is in memory.',
  mlock_fixup: 'Sets or clears the lock flag of one mapping.',
  mmap_mem: 'The mmap handler of /dev/mem.',
  mmap_region: 'Adds a new mapping to those of the process.',
  move_page_tables: 'Moves entries to new addresses; their frames stay.',
  mprotect_fixup: 'Gives one mapping its new permissions.',
  mremap_to: 'Moves a mapping to an address that the caller chooses.',
  pagemap_pmd_range: 'Fills in the numbers that pagemap shows.',
  pr_warn_once: 'Prints a warning, the first time only.',
  process_vm_rw: 'Reads or writes the memory of another process.',
  put_page: 'Drops a reference; dropping the last one frees the page.',
  smaps_pte_range: 'Adds up what smaps shows.',
  task_mem: 'Prints the counters of a process.',
  track_pfn_copy: 'x86: keeps the cache mode of a raw range for the child.',
  unmap_mapping_pages: 'Unmaps pages of a file from all mappings that contain them.',
  unpin_user_page: 'Releases a pin.',
  vm_insert_page: 'A driver calls it to map a page of its own as a counted page.',
  untrack_pfn: "Gives back x86's reservation of a PFN mapping before its entries are removed.",
  vm_map_pages: 'A driver maps an array of its pages, counted.',
  zap_huge_pmd: 'Clears a huge entry.',
  zap_pte_range: 'Clears entries and releases their normal pages.',
  zap_vma_ptes: 'A driver removes what it mapped in one mapping.',
};

const DOES: Readonly<Record<string, string>> = {
  remap_pfn_range: 'A driver calls it to fill a mapping with raw frames in one go.',
  insert_page: 'Maps a page and counts it, for vm_insert_page and vmf_insert_mixed.',
  vmf_insert_pfn: 'A driver calls it in a page fault to map one raw frame.',
  vmf_insert_mixed: 'A driver calls it to map one frame into a mixed mapping, raw or counted.',
  vmf_insert_pfn_pmd: 'A driver calls it in a page fault to map a block of raw frames with one entry.',
  copy_present_ptes: 'Copies the entries of a last-level table into a child process.',
  gup_fast_pte_range: 'The fast walk of GUP looks at the entries of a last-level table.',
  follow_page_pte: 'The slow walk of GUP looks at one entry.',
  folio_walk_start: 'Looks for the folio at an address.',
  check_vma_flags: 'The slow walk of GUP looks at the flags of a mapping, before any entry.',
};

/** Words that mean something else in a text, or are terms for statements. */
const NOT_IN_TEXTS = new Set(['BUG', 'access', 'device', 'driver', 'next_frame']);

const functionTerm = (
  name: string,
  meaning: string,
  rules: readonly string[] = [],
  shown = name.includes('->') ? name : `${name}()`,
): GlossaryTerm => ({
  id: `fn-${name.replace('->', '-')}`,
  group: 'Functions',
  name: shown,
  words: NOT_IN_TEXTS.has(name) || Object.hasOwn(CALLS, name) ? [] : [name],
  meaning,
  rules,
  found: foundAt(name).map(lineText),
});

export const FUNCTION_TERMS: readonly GlossaryTerm[] = [
  ...FAULT_FUNCTIONS.map(({ name, help, rules }) => functionTerm(name, help, rules)),
  ...Object.entries(SUMMARIES).map(([name, summary]) =>
    functionTerm(name, `${DOES[name] ?? 'It decides.'} It asks: ${summary}`),
  ),
  ...Object.entries(OTHERS).map(([name, meaning]) => functionTerm(name, meaning)),
  ...Object.entries(CALLS).map(([name, meaning]) => functionTerm(name, meaning)),
  ...Object.entries(LABELS).map(([name, meaning]) => functionTerm(name, meaning, [], name.replaceAll('_', ' '))),
].sort((a, b) => a.name.localeCompare(b.name));
