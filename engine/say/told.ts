/** What a kernel function, or something else at work, tells of a micro-step: a sentence for each row of engine/facts/told.ts. */
import {
  placeText,
  samePlace,
  type AdviceRefusal,
  type Copied,
  type DecidedBy,
  type DriverRefused,
  type DriverTelling,
  type GupRefusal,
  type MremapRefusal,
  type NoAccess,
  type NoRight,
  type PageRange,
  type SigbusWhy,
  type Told,
  type Telling,
  type ZapKind,
} from '../facts.ts';
import type { VmFlagName } from '../types.ts';
import { frameInSentence as frameText, framesText } from './frame.ts';
import { hex } from './number.ts';

const isOnePage = ({ first, last }: PageRange): boolean => samePlace(first, last);

const pagesText = (range: PageRange): string =>
  isOnePage(range) ? placeText(range.first) : `${placeText(range.first)} to ${placeText(range.last)}`;

const flagsText = (flags: readonly VmFlagName[]): string => flags.map((name) => `VM_${name}`).join(', ');

const decidedText = (by: DecidedBy): string =>
  `${by.table}() asks “${by.label}”: ${by.answer ? 'yes' : 'no'} (${by.value})`;

const count = (n: number, one: string, many: string): string => (n === 1 ? one : `${n} ${many}`);

const IN_RESET = 'test driver answers every fault with VM_FAULT_SIGBUS now (`kernel fault_sigbus`)';

function sigbusText(sigbus: SigbusWhy): string {
  switch (sigbus.why) {
    case 'past the end':
      return `page ${sigbus.page} is past the end of the file`;
    case 'no handler':
      return 'there is no fault handler';
    case 'in reset':
      return `the ${IN_RESET}`;
    case 'no more frames':
      return 'the test driver has no more frames for this page';
    case 'mixed refused':
      return 'vmf_insert_mixed refused the frame';
    case 'freed':
      return `the test driver returns no page, because ${frameText(sigbus.frame)} was freed`;
    case 'no struct page':
      return `the test driver returns no page, because ${frameText(sigbus.frame)} has no struct page`;
  }
}

const RETRIED =
  ' So far only the VMA is locked, which is not enough to call a driver: VM_FAULT_RETRY. The kernel locks the whole address space, and the fault runs a second time.';
const retry = (retried: boolean): string => (retried ? RETRIED : '');

const SKIPPED = 'PFN, mixed and device mappings are silently skipped';

const PRIVATE_REFUSED = 'Private PFN mappings are switched off by `rules private_pfnmap=refuse`: ';

const ZAPPED: Readonly<Record<ZapKind, readonly [one: (frame: string) => string, many: string]>> = {
  raw: [
    (frame) => `the entry of ${frame} is cleared. vm_normal_page found no page, so nothing is released`,
    'the entries are cleared. vm_normal_page found no pages, so nothing is released',
  ],
  page: [(frame) => `${frame} loses one mapping and one reference`, 'each page loses one mapping and one reference'],
  anon: [
    (frame) => `${frame}, an anonymous page, loses one mapping and one reference`,
    'each anonymous page loses one mapping and one reference',
  ],
  kept: [(frame) => `${frame} was copied on write and stays`, 'these pages were copied on write and stay'],
  huge: [
    (frame) => `the huge entry of ${frame} is cleared; nothing was counted`,
    'the huge entries are cleared; nothing was counted',
  ],
  cut: [
    (frame) => `only part of the huge entry of ${frame} is to go, so it is split, which clears all of it`,
    'only parts of the huge entries are to go, so they are split, which clears all of them',
  ],
};

function zapped({ process, kind, range, frame }: Told['zap_pte_range']): string {
  const [one, many] = ZAPPED[kind];
  return `${process} ${pagesText(range)}: ${isOnePage(range) ? one(frameText(frame)) : many}.`;
}

function walked(w: Told['walk_page_test']): string {
  if (w.reader === 'mincore') {
    return w.skipped
      ? 'mincore ignores the entries of a PFN mapping. It looks in the page cache of the mapped file.'
      : 'A page counts as in memory if its entry is filled or the page cache has it.';
  }
  switch (w.found) {
    case 'skipped':
      return 'The mapping is VM_PFNMAP, so the walk skips it: even a copied page looks unmapped.';
    case 'no table':
      return 'There is no table for these pages yet, so there is nothing to show.';
    case 'entries':
      return 'Each entry is shown: whether its page belongs to a file (bit 61) and is mapped only once (bit 56).';
  }
}

const GUP_COUNTS = {
  reference: 'gains a reference',
  pin: 'is pinned: 1024 references',
  nothing: 'is pinned, which is not counted',
} as const;

const slowGup = ({ place, frame, counts, tmpfs }: Told['follow_page_pte']): string =>
  `${placeText(place)}: ${frameText(frame)} ${GUP_COUNTS[counts]}.${
    tmpfs
      ? ' Every file here is on tmpfs, which needs no dirty tracking: a shared mapping of a file on a disk would be refused (EFAULT).'
      : ''
  }`;

const fastGup = ({ place, frame }: Told['gup_fast_pte_range']): string =>
  frame === null
    ? `${placeText(place)}: GUP-fast takes nothing here, so the slow walk is tried.`
    : `${placeText(place)}: the entry alone shows that it is a page: ${frameText(frame)} is taken.`;

function gupRefusal(refusal: GupRefusal): string {
  switch (refusal.why) {
    case 'unmapped':
      return 'nothing is mapped there';
    case 'free frame':
      return 'try_grab_folio() meets a page with refcount 0, which is free already';
    case 'flags':
      return decidedText(refusal.decided);
    case 'no page':
      return `there is an entry, but vm_normal_page() finds no page: ${decidedText(refusal.decided)}`;
    case 'fault':
      return `the fault ended with ${refusal.ended}`;
  }
}

const NO_ACCESS: Readonly<Record<NoAccess, string>> = {
  unmapped: 'nothing is mapped there',
  'no hook': 'vm_ops has no access hook',
  'no ioremap_prot': 'vm_ops has no access hook without HAVE_IOREMAP_PROT',
  'no entry': 'the access hook of vm_ops finds no entry',
  'read-only': 'the access hook of vm_ops finds a read-only entry',
  'hook fails': 'the access hook of vm_ops fails',
};

function guestText(f: Told['hva_to_pfn']): string {
  switch (f.verdict) {
    case 'page':
      return `the guest gets ${frameText(f.frame)}, a page that GUP found`;
    case 'frame':
      return `the guest gets ${frameText(f.frame)} by its number; vm_normal_page was not asked`;
    case 'RO_FAULT':
      return 'the entry is there and read-only, and KVM causes no fault for it: RO_FAULT';
    case 'EFAULT':
      return `the guest gets nothing, because ${decidedText(f.decided)}: EFAULT`;
  }
}

function deviceText(f: Told['vaddr_get_pfns']): string {
  switch (f.verdict) {
    case 'page':
      return `the device may use ${frameText(f.frame)}, which is pinned`;
    case 'frame':
      return `the device may use ${frameText(f.frame)} by its number; nothing is held`;
    case 'refused':
      return `no page can be pinned, and ${decidedText(f.decided)}: ${f.error}`;
    case 'EFAULT':
      return `the device gets nothing, because ${decidedText(f.decided)}: EFAULT`;
  }
}

const protection = ({ place, entries }: Told['change_pte_range']): string =>
  entries === 0
    ? `No entry of ${placeText(place)} is filled; only the mapping's flags change.`
    : `From ${placeText(place)} on, ${count(entries, 'one entry gets', 'entries get')} the mapping's new protection; the frames stay.`;

/** `r-x` in words. */
const allows = (prot: string): string =>
  [prot.includes('r') && 'reading', prot.includes('w') && 'writing', prot.includes('x') && 'running']
    .filter((word) => word !== false)
    .join(' and ') || 'no access';

function adviceRefusal(refusal: AdviceRefusal): string {
  switch (refusal.why) {
    case 'option':
      return `the kernel of this machine has no ${refusal.option}`;
    case 'set':
      return `${flagsText(refusal.flags)} is set`;
    case 'not set':
      return `${flagsText(refusal.flags)} is not set`;
    case 'file':
      return 'vm_file is set: only anonymous memory is wiped';
    case 'no file to punch':
      return 'vm_file is not set: there is no file to punch';
    case 'no fallocate':
      return "the driver's file has no fallocate hook";
    case 'no swap':
      return 'vm_file is not set, and there is no swap';
    case 'pfnmap':
      return 'VM_PFNMAP is set, whatever the entries hold';
    case 'not anonymous':
      return 'vm_ops is set: the mapping is not anonymous';
    case 'no huge page':
      return 'thp_vma_allowable_order() finds no place for a huge page here';
    case 'GUP':
      return 'get_user_pages failed, as just shown';
    case 'hole':
      return 'nothing is mapped in a part of the range, though the rest gets the advice';
  }
}

function advised({ advice, range, refused, mightBeHuge }: Told['madvise_vma_behavior']): string {
  const ended = refused === null ? 'accepted' : `refused, because ${adviceRefusal(refused)}: ${refused.error}`;
  const limit = mightBeHuge
    ? ' A kernel might now use a huge page for anonymous memory; this model maps such memory page by page.'
    : '';
  return `The advice ${advice} for ${range} is ${ended}.${limit}`;
}

function mremapRefusal(refusal: MremapRefusal): string {
  switch (refusal.why) {
    case 'unmapped':
      return `nothing is mapped at ${placeText(refusal.place)}`;
    case 'longer than its VMA':
      return `the old length reaches past vm_end, which is ${placeText(refusal.place)}`;
    case 'not up to vm_end':
      return `the range does not end at vm_end, which is ${placeText(refusal.place)}`;
    case 'colours':
      return 'the cache needs another address for this offset (SHMLBA)';
    case 'overlap':
      return 'the old and the new range overlap';
    case 'no room':
      return 'something else is mapped right after it';
    case 'may not grow':
      return `a mapping with ${flagsText(refusal.flags)} may not grow`;
    case 'never merges':
      return `a mapping with ${flagsText(refusal.flags)} never merges with what is added`;
  }
}

function mremapped(m: Told['__do_sys_mremap']): string {
  if ('why' in m) return `mremap is refused, because ${mremapRefusal(m)}: ${m.error}.`;
  if ('from' in m) return `What was at ${m.from} of ${m.process} is now at ${pagesText(m.range)}.`;
  const { process, name, before, pages, place } = m;
  const told = pages === before ? 'keeps' : pages < before ? 'shrinks to' : 'grows to';
  const length = `${count(pages, 'one page', 'pages')} from ${placeText(place)} on`;
  return `${name} of ${process} ${told} ${length}${pages === before ? ': nothing changes' : ''}.`;
}

const released = ({ pin, frame }: Told['put_page']): string => `${pin} no longer holds ${frameText(frame)}.`;

const FORK_SKIPS = {
  VM_DONTCOPY: (child: string) => `VM_DONTCOPY, so ${child} does not get this mapping`,
  VM_WIPEONFORK: (child: string) => `VM_WIPEONFORK, so ${child} starts with it empty`,
  'faults refill it': () => 'faults can bring everything back, so no entry is copied',
} as const;

function copiedText(copied: Copied): string {
  if (copied.from === 'zero page') return 'The old page is the zero page: the new one is filled with zeroes';
  if (copied.from === 'page') return `The content of ${frameText(copied.frame)} is copied`;
  const again = copied.again
    ? '. That marks the old entry as accessed, so it is no longer the entry that the fault began with: the copy is thrown away, and the fault runs a second time'
    : '';
  const how = `vm_normal_page found no page to copy from: the kernel copies through the user address${again}`;
  if (copied.failed === null) return how;
  const why =
    copied.failed.why === 'remote'
      ? 'but looks it up in the tables of the process that caused the fault, where nothing is mapped'
      : 'but may not read it';
  return `${how}, ${why}. It ${copied.failed.warned ? 'warns, once,' : 'has warned before'} and fills the new page with zeroes`;
}

const NO_RIGHT: Readonly<Record<NoRight, string>> = {
  unmapped: 'nothing is mapped there',
  VM_READ: 'the mapping lacks VM_READ',
  VM_WRITE: 'the mapping lacks VM_WRITE',
};

const FAULT_REFUSED = {
  unshare: 'an unshare fault cannot be a write',
  VM_MAYWRITE: 'the mapping lacks VM_MAYWRITE',
  VM_WRITE: 'the mapping lacks VM_WRITE, and is no copy-on-write mapping',
} as const;

function mixedText(f: Told['vmf_insert_mixed']): string {
  const [where, frame] = [placeText(f.place), frameText(f.frame)];
  switch (f.ended) {
    case 'SIGBUS':
      return `The driver may not map ${frame} at ${where}. ${decidedText(f.decided)}: SIGBUS.`;
    case 'stays':
      return `Something is already mapped at ${where}; it stays.`;
    case 'raw':
      return `The driver maps ${frame} raw at ${where}; nothing is counted.`;
    case 'page':
      return `No bit to say that ${frame} is raw: it is mapped at ${where} as a counted page.`;
    case 'zero_page':
      return `No bit to say that ${frame} is raw: it is mapped at ${where} by insert_page(), which never counts it.`;
    case 'uncounted':
      return `${frame} cannot be counted as a page. ${decidedText(f.decided)}: SIGBUS.`;
  }
}

const isSigbus = (f: Told['__do_fault']): f is SigbusWhy => 'why' in f;

const SENTENCES: { readonly [By in keyof Told]: (facts: Told[By]) => string } = {
  start: () => 'Process A exists, with nothing mapped.',
  access: (f) => {
    const { process, access } = f;
    const where = placeText(f.place);
    if ('refused' in f) return `${process} ${access}s ${where}, but ${NO_RIGHT[f.refused]}: SIGSEGV.`;
    const [text, frame] = [JSON.stringify(f.text), frameText(f.frame)];
    return access === 'read'
      ? `${process} reads ${where}, ${frame}: ${text}.`
      : `${process} writes ${text} to ${where}, ${frame}.`;
  },
  smaps: ({ place }) => `Nothing is mapped at ${placeText(place)}.`,
  next_frame: ({ frame, free }) =>
    free
      ? `The next page that the kernel hands out will be ${frameText(frame)}.`
      : `${frameText(frame)} is not free, so it cannot be the next frame.`,
  driver: (f) => {
    if ('private' in f) return `${PRIVATE_REFUSED}the driver answers EINVAL.`;
    const effect = f.blocked
      ? 'every fault on its file ends with SIGBUS. What is mapped stays'
      : 'its fault handler maps again what is asked for';
    const now = f.hears ? effect : 'nothing changes, because it has no fault handler';
    return `The driver of ${f.name} ${f.blocked ? 'is in reset' : 'is back'}: ${now}.`;
  },
  device: (f) => {
    const [text, frame] = [JSON.stringify(f.text), frameText(f.frame)];
    return f.access === 'read'
      ? `The device reads ${frame}, which ${f.pin} holds: ${text}. It walks no page table.`
      : `The device writes ${text} to ${frame}, which ${f.pin} holds. Whoever maps the frame sees it; nothing is marked dirty.`;
  },
  unpin: ({ pin, frame }) => `${pin} had ${frameText(frame)} by its number alone, so nothing is released.`,
  huge_fault: ({ place }) =>
    `The driver cannot map a whole block around ${placeText(place)} in one entry: it falls back to pages.`,
  madvise: ({ range }) => `Linux might make a huge page at ${range}. This model cannot, so nothing happens.`,

  walk_page_test: walked,
  pagemap_pmd_range: walked,
  pagemap_pte_hole: walked,
  mincore_pte_range: walked,
  mincore_unmapped_range: walked,
  show_smap: ({ place }) => `There is no table for the mapping at ${placeText(place)} yet: smaps counts 0 kB.`,
  smaps_pte_range: ({ place, kb }) =>
    `smaps calls vm_normal_page for each entry from ${placeText(place)} on and counts ${kb} kB.`,
  do_mincore: ({ place }) => `Nothing is mapped at ${placeText(place)}: ENOMEM.`,
  task_mem: ({ process }) => `The counters of ${process} are printed as they stand; nothing is counted again.`,
  folio_walk_start: ({ place, found }) =>
    `${placeText(place)}: ${found ? 'a folio is found' : 'no folio'}. The walk read no VMA flag itself; vm_normal_page decided.`,
  follow_pfnmap_start: ({ place, found }) => {
    const where = placeText(place);
    if (found === 'frame') return `${where}: the frame number is found. Nothing asked whether it is a page.`;
    return found === 'not served'
      ? `${where}: the mapping has neither VM_IO nor VM_PFNMAP: EINVAL.`
      : `${where}: no entry is present, and the walk causes no fault: EINVAL.`;
  },

  is_valid_gup_args: () => 'FOLL_LONGTERM without FOLL_PIN: a long-term reference must be a pin. EINVAL.',
  __get_user_pages: (f) => `${placeText(f.place)}: ${gupRefusal(f)}: ${f.error}.`,
  follow_page_pte: slowGup,
  follow_huge_pmd: slowGup,
  faultin_page: ({ place, unshare }) =>
    unshare
      ? `${placeText(place)}: the page may be replaced by a copy later, so a pin must break the sharing first.`
      : `${placeText(place)}: not mapped as needed, so GUP causes a fault.`,
  gup_fast_pmd_range: fastGup,
  gup_fast_pmd_leaf: fastGup,
  gup_fast_pte_range: fastGup,
  populate_vma_page_range: ({ place }) =>
    `${placeText(place)}: the mapping lacks VM_READ, VM_WRITE and VM_EXEC: EFAULT.`,
  process_vm_rw: (f) =>
    'frame' in f
      ? `Another process ${f.access}s ${frameText(f.frame)}.`
      : `get_user_pages found no page for ${placeText(f.place)}, and nothing else is tried: EFAULT.`,
  access_remote_vm: (f) =>
    'frame' in f
      ? `A debugger ${f.access}s ${frameText(f.frame)}.`
      : `No byte of ${placeText(f.place)} could be accessed: get_user_pages found no page, and ${NO_ACCESS[f.why]}. EIO.`,
  generic_access_phys: (f) => {
    if (!('refused' in f)) return `${frameText(f.frame)} is accessed by its physical address.`;
    return f.refused === 'RAM'
      ? `ioremap refuses ${frameText(f.frame)}, because it is RAM, and the kernel ${f.warned ? 'warns' : 'has warned before'}.`
      : 'ioremap_prot refuses an entry that user mode may not read.';
  },
  fixup_user_fault: ({ place }) => `${placeText(place)}: there is no entry, so one fault is caused.`,
  hva_to_pfn: (f) => `${placeText(f.place)}: ${guestText(f)}.`,
  vaddr_get_pfns: (f) => `${placeText(f.place)}: ${deviceText(f)}.`,
  unpin_user_page: released,
  put_page: released,

  do_mmap: (f) => {
    if ('taken' in f) return `MAP_FIXED_NOREPLACE, and something is mapped at ${f.taken} already: EEXIST.`;
    return f.refused === 'colours'
      ? 'The cache needs another address for this offset in the file (SHMLBA): EINVAL.'
      : 'The file lacks FMODE_WRITE, and a shared mapping would write it: EACCES.';
  },
  mmap_region: (f) => {
    if (!('failed' in f)) {
      const what =
        f.source === 'anon'
          ? 'anonymous memory'
          : f.file === null
            ? `a driver's memory by ${f.source}`
            : `the file ${f.file}`;
      return `${f.process} has a ${f.share} mapping ${f.name} of ${count(f.pages, 'one page', 'pages')} of ${what}, from ${placeText(f.place)} on.`;
    }
    return f.failed === 'model'
      ? `This model cannot map ${f.name} as Linux would, so nothing is mapped.`
      : `The driver's mmap handler failed, as just shown, so ${f.name} is not mapped: ${f.failed}.`;
  },
  mmap_mem: ({ strict, decided }) =>
    strict
      ? `With CONFIG_STRICT_DEVMEM, ${decidedText(decided)}: not mapped through /dev/mem, EPERM.`
      : `Without CONFIG_STRICT_DEVMEM, as here, PAT decides: ${decidedText(decided)}. Its RAM is not mapped through /dev/mem: EINVAL.`,
  do_mprotect_pkey: (f) =>
    'hole' in f
      ? `Nothing is mapped at ${placeText(f.hole)}: ENOMEM.`
      : `The mapping lacks ${f.lacks.map((name) => `VM_MAY${name}`).join(', ')}: EACCES.`,
  mprotect_fixup: ({ range, changes, prot }) =>
    `${pagesText(range)}: the mapping ${changes ? 'now' : 'already'} allows ${allows(prot)}.`,
  change_pte_range: protection,
  change_pmd_range: protection,
  change_huge_pmd: protection,
  mlock_fixup: ({ lock, range, skipped }) => {
    const [name, done] = lock ? ['mlock', 'locked'] : ['munlock', 'unlocked'];
    if (skipped === null)
      return `${name} met a hole, where nothing is mapped: ENOMEM. What lies before it has already been changed.`;
    const told = {
      none: `the mapping is ${done}`,
      some: `${SKIPPED}, the others are ${done}`,
      all: SKIPPED,
    };
    return `${name} of ${pagesText(range)}: ${told[skipped]}.`;
  },
  madvise_behavior_valid: advised,
  madvise_populate: advised,
  madvise_vma_behavior: advised,
  madvise_cold_or_pageout_pte_range: ({ place }) =>
    `${placeText(place)} on: pages mapped only here are marked as unused.`,
  madvise_free_pte_range: ({ place }) =>
    `${placeText(place)} on: the pages may be dropped when memory is short; nothing is short here.`,
  shmem_fallocate: () => 'The pages leave the page cache; a later access finds zeroes.',
  __do_sys_mremap: mremapped,
  move_page_tables: ({ entries, from, to }) =>
    `${entries === 0 ? 'No entry' : count(entries, 'One entry', 'entries')} moved from ${placeText(from)} to ${placeText(to)}; the frames stay, and so does what the linear rule expects.`,
  vma_merge_extend: ({ pages }) => `The mapping grows to ${pages} pages; the new part is filled when it is used.`,
  do_vmi_munmap: (f) =>
    'place' in f
      ? `Nothing is mapped from ${placeText(f.place)} on: there is nothing to do.`
      : `${pagesText(f.range)} of ${f.process}: nothing is mapped there now.`,
  exit_mmap: ({ process }) => `${process} is gone, with its mappings and tables.`,

  dup_mmap: (f) =>
    'place' in f ? `${placeText(f.place)}: ${FORK_SKIPS[f.because](f.child)}.` : `${f.child} is a copy of ${f.parent}.`,
  track_pfn_copy: ({ place }) =>
    `${placeText(place)}: VM_PAT is set and the first entry is no longer special, so x86 cannot tell the mapping's cache mode: ENOMEM. The fork fails.`,
  copy_present_page: ({ place, frame, child, fresh }) =>
    `${placeText(place)}: ${frameText(frame)} may be pinned, so ${child} gets a copy at once, frame ${hex(fresh)}.`,
  copy_present_ptes: ({ place, frame, parent, child, verdict }) => {
    const [where, what] = [placeText(place), frameText(frame)];
    if (verdict === 'raw')
      return `${where}: ${child} gets the same raw entry of ${what}, marked as not accessed; nothing is counted.`;
    return verdict === 'file'
      ? `${where}: ${child} shares ${what}, which gains a mapping and a reference.`
      : `${where}: ${parent} and ${child} now share ${what}, read-only for both.`;
  },
  copy_huge_pmd: ({ place, child }) =>
    `${placeText(place)}: ${child} gets the same huge raw entry, marked as not accessed; nothing is counted.`,

  zap_pte_range: zapped,
  zap_huge_pmd: zapped,
  __split_huge_pmd: (f) =>
    'kind' in f
      ? zapped(f)
      : `The change cuts through the huge entry at ${placeText(f.place)}: the entry is cleared, and the driver fills it again on demand.`,
  unmap_mapping_pages: ({ found, evenCows }) =>
    found
      ? `The file's pages are unmapped wherever they were found${evenCows ? ', copied pages too' : '; copied pages stay'}.`
      : 'No mapping of the file is found at these offsets: a private PFN mapping is filed under its frame numbers.',
  zap_vma_ptes: (f) =>
    'place' in f
      ? `${placeText(f.place)}: not inside one PFN mapping, so nothing is done.`
      : `The driver removed ${pagesText(f.range)}; copied pages went too.`,
  __free_pages: ({ frame }) => `The driver frees ${frameText(frame)}. Nothing looks for raw entries that still map it.`,
  memtype_erase: ({ whole, left }) =>
    `The reservation of ${framesText(whole)} ends with this piece: it shrinks to ${framesText(left)}.`,
  memtype_free: ({ range }) =>
    `x86 tries to free the reservation of ${framesText(range)}, but none matches or ends with these frames: reservations are not split with their mappings. It warns, and frees none.`,

  remap_pfn_range: (f) => {
    if ('private' in f) return `${PRIVATE_REFUSED}EINVAL.`;
    if ('decided' in f)
      return `The mapping is private, and one vm_pgoff cannot describe a part of it: ${decidedText(f.decided)}. EINVAL.`;
    const first = frameText(f.frame);
    const one = f.pages === 1;
    const frames = one ? first : `${f.pages} frames from ${first} on`;
    const counted = one ? 'a raw entry, which is not counted' : 'raw entries, which are not counted';
    const pgoff = f.movesPgoff ? ` vm_pgoff becomes ${first}.` : '';
    return `The driver maps ${frames} at ${placeText(f.place)}: ${counted}.${pgoff}`;
  },
  vm_insert_page: (f) => {
    const where = placeText(f.place);
    if (!('frame' in f)) return `${where} lies beyond vm_end, the end of the mapping: EFAULT.`;
    const frame = frameText(f.frame);
    if ('counted' in f)
      return `The driver inserts ${frame} at ${where}${f.counted ? ', as a page that the kernel counts' : ': mapped raw and never counted'}.`;
    const who = f.looked ? 'The test driver, which looks first, and not the kernel' : 'vm_insert_page';
    return `${who} refuses ${frame} at ${where}. ${decidedText(f.decided)}: ${f.error}.`;
  },
  vmf_insert_mixed: mixedText,
  vmf_insert_pfn: ({ place, frame }) =>
    `The driver maps ${frameText(frame)} raw at ${placeText(place)}; nothing is counted.`,
  vmf_insert_pfn_pmd: ({ place, frame, pages }) =>
    `The driver maps ${pages} pages from ${frameText(frame)} at ${placeText(place)} in one entry.`,

  handle_mm_fault: (f) => {
    const where = placeText(f.place);
    if ('refused' in f) return `${where}: ${FAULT_REFUSED[f.refused]}: SIGSEGV.`;
    const what = f.access === 'unshare' ? 'An unshare fault' : `A ${f.access} fault`;
    return `${what} of ${f.process} at ${where}, with the mapping that the caller found: the kernel walks the tables.`;
  },
  create_huge_pmd: ({ answer }) =>
    ({
      mapped: 'The whole block is mapped by one entry.',
      fallback: 'No huge entry here: the kernel goes on to a single page.',
      sigbus: `The ${IN_RESET}: SIGBUS.`,
    })[answer],
  wp_huge_pmd: ({ answer }) =>
    ({
      mapped: 'The driver made the huge entry writable.',
      cleared: 'The huge entry is cleared; the kernel goes on with a single page.',
      sigbus: `The ${IN_RESET}: SIGBUS. The huge entry stays as it is.`,
    })[answer],
  huge_pmd_set_accessed: () => 'The huge entry is marked accessed.',
  handle_pte_fault: ({ place, frame, writable }) =>
    `The entry of ${placeText(place)}: ${
      frame === null ? 'nothing is mapped yet' : `it maps ${frameText(frame)}, ${writable ? 'writable' : 'read-only'}`
    }.`,
  ptep_set_access_flags: ({ place, write }) =>
    `${placeText(place)} is marked accessed${write ? ' and dirty' : ''}; nothing else changes.`,
  do_anonymous_page: (f) => {
    const where = placeText(f.place);
    if ('fresh' in f)
      return `${where} is written: a fresh page of zeroes, frame ${hex(f.fresh)}, exclusive to ${f.process}.`;
    return f.maps === 'nothing'
      ? `${where}: a VM_SHARED mapping without vm_ops: SIGBUS.`
      : `${where} is only read: the shared zero page will do. Nobody counts it.`;
  },
  do_fault: ({ place, asks }) => {
    const where = placeText(place);
    if (asks === null) return `${where}: vm_ops has no fault handler, so nothing can be brought back: SIGBUS.`;
    const kind = {
      read: 'a read',
      'shared write': 'a write to a shared mapping',
      'private write': 'a write to a private mapping',
    }[asks];
    return `${where}: ${kind}, so the mapping's fault handler is asked.`;
  },
  do_read_fault: ({ place, retried }) =>
    `The page of ${placeText(place)} itself will be mapped, with the mapping's protection.${retry(retried)}`,
  do_fault_around: ({ place, mapped, already }) => {
    if (mapped > 0)
      return `${count(mapped, 'One page', 'pages')} around ${placeText(place)} ${mapped === 1 ? 'is' : 'are'} in the page cache and mapped at once.`;
    return already === 0
      ? 'No neighbouring page is in the page cache.'
      : `${already === 1 ? 'The only neighbouring page' : 'Every neighbouring page'} in the page cache is mapped already.`;
  },
  do_cow_fault: ({ fresh, retried }) =>
    `A private write: frame ${hex(fresh)} is allocated for the copy.${retry(retried)}`,
  do_shared_fault: ({ place, retried }) =>
    `A shared write: the page of ${placeText(place)} itself will be mapped, writable and dirty.${retry(retried)}`,
  __do_fault: (f) => {
    const told = isSigbus(f)
      ? `${sigbusText(f)}: SIGBUS`
      : 'frame' in f
        ? `it returns ${frameText(f.frame)}`
        : 'it mapped a frame itself';
    return `The fault handler is called: ${told}.`;
  },
  finish_fault: ({ place, frame, copy }) => {
    const [where, what] = [placeText(place), frameText(frame)];
    if (copy !== null) return `${where} maps a private copy of ${what}, frame ${hex(copy)}.`;
    return frame.name?.kind === 'zero'
      ? `${where} maps ${what}, and counts the mapping: with DEBUG_VM the kernel warns.`
      : `${where} maps ${what}, and counts it.`;
  },
  do_page_mkwrite: ({ frame }) =>
    `The driver's page_mkwrite hears of the first write to ${frameText(frame)}, and allows it.`,
  do_wp_page: ({ place, frame, page, so }) => {
    const what = frameText(frame);
    const then = {
      shared: 'The mapping is shared, so the entry may become writable',
      reuse: 'The page is exclusive, so no copy is needed',
      copy: 'A private copy is needed',
    }[so];
    return `${placeText(place)} is read-only and maps ${what}. vm_normal_page ${page ? `gives ${what}` : 'finds no page'}. ${then}.`;
  },
  wp_pfn_shared: ({ asked, retried }) =>
    asked
      ? `A raw frame in a shared mapping: the driver's pfn_mkwrite is asked, and allows the write.${retry(retried)}`
      : 'A raw frame in a shared mapping: the driver has no pfn_mkwrite, so the write goes to the frame itself.',
  finish_mkwrite_fault: ({ place }) => `The entry of ${placeText(place)} is still the same, so it is made writable.`,
  wp_page_shared: ({ retried }) =>
    `A page of a shared mapping: it is marked dirty, and the write goes to the page itself.${retry(retried)}`,
  wp_page_reuse: ({ place, writable }) =>
    `${placeText(place)} keeps its frame: the entry becomes ${writable ? 'writable and dirty' : 'dirty, and stays read-only as the mapping is'}.`,
  pr_warn_once: ({ process, place, unshare, old, fresh, vma }) =>
    `The proposal's warning: ${unshare ? 'an unshare fault' : 'a write'} of ${process} at ${placeText(place)} replaced ${frameText(old)} with frame ${hex(fresh)}. The mapping is private, begins at ${placeText(vma.place)}, has ${vma.pages} pages and ${vma.flags.map((name) => `VM_${name}`).join(' ')}.`,
  wp_page_copy: ({ place, copied, fresh, process }) =>
    `${copiedText(copied)}. ${placeText(place)} now maps frame ${hex(fresh)}, exclusive to ${process}.`,
};

function driverText(f: DriverRefused['driver']): string {
  if ('wants' in f) return 'The driver wants MAP_SHARED (`must_share`) and gets a private mapping';
  if ('noFileAs' in f) return `No file${f.ofDriver ? ' of a driver' : ''} is mapped as ${f.noFileAs}`;
  if ('noMoreFor' in f) return `The driver has no more pages for ${placeText(f.noMoreFor)}`;
  return 'refcount' in f
    ? `${frameText(f.frame)} has a refcount of ${f.refcount}, not only the driver's reference`
    : `The driver has no ${f.pages} pages from ${frameText(f.frame)} on`;
}

const REFUSALS: { readonly [By in keyof DriverRefused]: (facts: DriverRefused[By]) => string } = {
  ESRCH: ({ process }) => `There is no process ${process}: it has exited, or its fork failed`,
  driver: driverText,
  unmap_mapping: ({ name }) => `No file is mapped as ${name}`,
  unpin: ({ pin }) => `${pin} holds nothing`,
  device: ({ pin }) => `${pin} holds nothing that a device could reach`,
  folio_walk: ({ place }) => `Nothing is mapped at ${placeText(place)}, so nothing is walked`,
  follow_pfnmap: ({ place }) => `Nothing is mapped at ${placeText(place)}, so nothing is followed`,
};

/** TypeScript does not see that a row's facts go with its own sentence. */
const sentence = <Rows, By extends keyof Rows>(
  sentences: { readonly [Name in keyof Rows]: (facts: Rows[Name]) => string },
  by: By,
  facts: Rows[By],
): string => sentences[by](facts);

export const toldText = ({ by, facts }: Telling): string => sentence<Told, keyof Told>(SENTENCES, by, facts);

export const driverTelling = ({ by, facts, error }: DriverTelling): string =>
  `${sentence<DriverRefused, keyof DriverRefused>(REFUSALS, by, facts)}: the test driver answers ${error}, not the kernel.`;
