/**
 * Kernel functions in beads and call chains, except decision tables and states of the fault chart, which the engine
 * describes itself.
 */
import { FAULT_CHART, TABLES } from '../../engine/atlas.ts';
import type { GlossaryTerm } from './terms.ts';

const OTHERS: Readonly<Record<string, string>> = {
  BUG: 'The kernel finds an impossible condition and stops what it was doing, with an error in the log. Here that machine stops.',
  __free_page: 'Frees a page. Nobody checks for entries that still map it.',
  __get_user_pages: 'The slow walk of GUP: finds the mapping, looks at each entry and triggers faults where it must.',
  __split_huge_pmd:
    'Splits a huge entry because a change cuts through it. A raw one is only cleared: the next access faults.',
  access: 'The processor reads or writes.',
  access_remote_vm: 'Lets a debugger read or write the memory of a process.',
  alloc_pages: 'Allocates a free page.',
  change_pte_range: 'Applies the new protection of a mapping to its entries.',
  copy_huge_pmd: 'Copies a huge entry into a child process.',
  copy_page_range: 'Copies the entries of one mapping into a child process.',
  copy_present_page: 'Copies a page for a child at once, because it may be pinned.',
  device: 'A device, or a pipe, reads or writes a page that is held for it.',
  do_vmi_munmap: 'Removes mappings from a range of addresses.',
  dup_mmap: 'Copies the mappings of a process for its child.',
  exit_mmap: 'Tears down all memory of a process when it ends.',
  faultin_page: 'Triggers a fault, so that there is a page for GUP.',
  follow_pfnmap_start: 'Looks up the frame number at an address, of a raw entry or of a page.',
  generic_access_phys: 'Reads or writes device memory for a debugger.',
  gup: 'Takes references to pages of a process by their addresses: get_user_pages.',
  huge_fault: "A driver's handler that may map a whole block with one entry.",
  madvise_vma_behavior: 'Applies a piece of advice to one mapping.',
  memtype_erase: "Removes a reservation of x86's cache modes, or shortens one that ends with the given range.",
  memtype_free: "Gives back a reservation of x86's cache modes. It complains if none matches the range.",
  mincore_pte_range: 'Reports for each page whether it is in memory.',
  mlock: 'Locks a range of pages in memory.',
  mlock_fixup: 'Sets or clears the lock flag of one mapping.',
  mmap: 'Creates a mapping.',
  mmap_mem: 'The mmap handler of /dev/mem.',
  mmap_region: 'Adds a new mapping to those of the process.',
  move_page_tables: 'Moves entries to new addresses; their frames stay.',
  mprotect_fixup: 'Gives one mapping its new permissions.',
  mremap: 'Moves or resizes a mapping.',
  mremap_to: 'Moves a mapping to an address that the caller chooses.',
  page_fault: 'Where a fault enters the kernel: it looks for the mapping.',
  pagemap_pmd_range: 'Fills in the numbers that pagemap shows.',
  pin: 'Takes pages for a user that reads or writes their contents: pin_user_pages.',
  pr_warn_once: 'Prints a warning, the first time only.',
  process_vm_rw: 'Reads or writes the memory of another process.',
  put_page: 'Drops a reference; dropping the last one frees the page.',
  smaps_pte_range: 'Adds up what smaps shows.',
  task_mem: 'Prints the counters of a process.',
  track_pfn_copy: 'x86: keeps the cache mode of a raw range for the child.',
  unmap_mapping_pages: 'Unmaps pages of a file from all mappings that contain them.',
  unpin_user_page: 'Releases a pin.',
  untrack_pfn: "Gives back x86's reservation of a PFN mapping before its entries are removed.",
  vm_map_pages: 'A driver maps an array of its pages, counted.',
  zap_huge_pmd: 'Clears a huge entry.',
  zap_pte_range: 'Clears entries and releases their normal pages.',
  zap_vma_ptes: 'A driver removes what it mapped in one mapping.',
};

/** What deciding functions do besides deciding. */
const DOES: Readonly<Record<string, string>> = {
  remap_pfn_range: 'A driver calls it to fill a mapping with raw frames in one go.',
  vm_insert_page: 'A driver calls it to map a page of its own as a counted page.',
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
const NOT_IN_TEXTS = new Set(['BUG', 'access', 'device', 'gup', 'mlock', 'mmap', 'mremap', 'pin']);

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
