/** Complaints of the kernel about page tables and counters, from 3.x to 6.x. Kernel: mm/memory.c, mm/page_alloc.c, kernel/fork.c. */
import { hasPteSpecial } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { readWord } from '../arch/readWord.ts';
import { VM } from '../types.ts';
import { wordFound } from './entry.ts';
import { decidingQuestion, isCowMapping, readFlags } from './flags.ts';
import {
  found,
  hexOf,
  valuesOf,
  whichMachine,
  type Found,
  type Item,
  type MachineNamed,
  type Recogniser,
} from './found.ts';

/** Lines of one complaint: it ends where another begins, or where the kernel has printed who was running. */
const BEGINS = /^BUG: |^WARNING: |^Call Trace|^CPU: |^---\[|^Oops|^Hardware name/;

function blockFrom(lines: readonly string[], at: number): readonly string[] {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => BEGINS.test(line.trim()));
  return lines.slice(at, at + 1 + (end < 0 ? rest.length : end));
}

const valuesIn = (block: readonly string[]): ReadonlyMap<string, string> =>
  new Map(block.flatMap((line) => [...valuesOf(line)]));

const FIELDS: Readonly<Record<string, string>> = {
  pte: 'The entry that the kernel did not expect.',
  pmd: 'The entry above it.',
  refcount: 'References to the page.',
  count: 'References to the page; newer kernels print refcount.',
  mapcount: 'Entries that count as mappings of the page. Below 0, one more was removed than was counted.',
  mapping: 'What the page belongs to: a file, or with the lowest bit set anonymous memory.',
  index: 'The place of the page in there, in pages.',
  pfn: 'The frame.',
  addr: 'The address of the entry.',
  vm_flags: 'The flags of the mapping, a number.',
  anon_vma: 'Not 0: the mapping holds, or held, anonymous pages.',
  file: 'The file that is mapped.',
  fault: "The driver's handler for a page fault; 0x0: it has none, so it filled the mapping when it was made.",
  'vma->vm_ops->fault': "The driver's handler for a page fault.",
  mmap: "The driver's handler for mmap.",
  'vma->vm_file->f_op->mmap': "The driver's handler for mmap.",
  read_folio: 'How the file system reads a page of the file.',
  readpage: 'How the file system reads a page of the file; newer kernels print read_folio.',
};

/** print_bad_pte() has names in common with the struct page, for something else. */
const OF_MAPPING: Readonly<Record<string, string>> = {
  ...FIELDS,
  mapping: 'The mapped file as the kernel knows it, by its address_space; 0: no file is mapped.',
  index: 'Where the address lies in that file, in pages: vm_pgoff and the distance from the start of the mapping.',
};

const fieldsIn = (values: ReadonlyMap<string, string>, fields = FIELDS): Item[] =>
  [...values].flatMap(([name, value]) => (Object.hasOwn(fields, name) ? [{ name, value, means: fields[name]! }] : []));

const UNFLAGGED =
  'title A raw frame that nobody announced\nmachines x86_64 arm\nA mmap u 2 private rw remap_pfn_range driver+0 unflagged\nA madvise u+1 dontneed\n';

/** Where the kernel printed no page. Kernel: the callers of print_bad_pte() in mm/memory.c, 6.12. `raw`: null if unknown. */
function withoutPage(flags: number | null, raw: boolean | null): string {
  const none = 'No page is printed, so vm_normal_page() found none';
  const beyond = 'a frame number beyond the last struct page';
  const unknown = 'or the word is neither a page nor a swap entry that the kernel knows, and was met by a fault';
  if (flags === null || (flags & (VM.PFNMAP | VM.MIXEDMAP)) === 0) {
    return `${none}: a special entry in a mapping without VM_PFNMAP and VM_MIXEDMAP, or ${beyond}; ${unknown}.`;
  }
  const allowed = 'The mapping has VM_PFNMAP or VM_MIXEDMAP, so it may hold special entries';
  if (raw === null)
    return `${none}. ${allowed}. What is left is ${beyond}, in an entry that is not special; ${unknown}.`;
  return raw
    ? `${none}. ${allowed}. This entry is raw, and vm_normal_page() does not complain about it here. No other function of 6.12 prints this about such an entry: it is another kernel, or the flags were set only later.`
    : `${none}. ${allowed}, but this entry is not special. What is left is ${beyond}; ${unknown}.`;
}

/** Whether vm_normal_page() finds no page and nothing wrong; null: it cannot be known. */
function isRaw({ name }: MachineNamed, word: bigint, flags: number): boolean | null {
  const { means } = readWord(name, 'pte', word).decoded;
  if (means.kind !== 'entry') return null;
  if (hasPteSpecial(archOf(name))) return means.special;
  return (flags & (VM.PFNMAP | VM.MIXEDMAP)) === VM.PFNMAP && !isCowMapping(flags) ? true : null;
}

/** The built-in text plays a private mapping without flags, whose entry was taken for a page. */
const isUnflagged = (flags: number): boolean => (flags & (VM.SHARED | VM.PFNMAP | VM.MIXEDMAP)) === 0;

export const badPageMap: Recogniser = (lines, { machine }) =>
  lines.flatMap((line, at) => {
    const [, process, words] = /BUG: Bad page map in process (.*?)\s+(pte:.*|$)/.exec(line) ?? [];
    if (process === undefined) return [];
    const block = blockFrom(lines, at);
    const values = valuesIn([words ?? '', ...block.slice(1)]);
    const word = hexOf(values.get('vm_flags'));
    const flags = word === null ? null : readFlags(word);
    const mapcount = Number(values.get('mapcount') ?? NaN);
    const pte = hexOf(values.get('pte'));
    const hasPage = block.some((one) => /^page:/.test(one.trim()));
    const says = [
      `The kernel met an entry of ${process} that does not fit its mapping, printed this and went on.`,
      mapcount < 0
        ? 'It took the frame for a page and uncounted it, but nobody had counted it: typically a raw frame in a mapping that does not say so, or a page that was mapped by its number only.'
        : hasPage
          ? 'The frame has a struct page, printed here.'
          : block.length > 1
            ? withoutPage(
                flags?.flags ?? null,
                machine === null || pte === null ? null : isRaw(machine, pte, flags?.flags ?? 0),
              )
            : '',
    ].filter(Boolean);
    const missing = [
      ...(flags === null ? ['The flags of the mapping: the line that begins with addr: is missing.'] : []),
      ...(machine === null && pte !== null ? [whichMachine('the entry', 'x86_64')] : []),
      ...(flags !== null && flags.left !== '' ? [`Bits of vm_flags without a name here: ${flags.left}.`] : []),
    ];
    const entry = machine === null || pte === null ? [] : wordFound({ ...machine, level: 'pte' }, pte);
    return [
      found('Bad page map', {
        says,
        items: [...fieldsIn(values, flags === null ? FIELDS : OF_MAPPING), ...(flags?.items ?? [])],
        decides: flags === null ? null : decidingQuestion(flags.flags),
        unknown: missing,
        shown: flags === null || isUnflagged(flags.flags) ? { text: UNFLAGGED } : null,
      }),
      ...entry,
    ];
  });

/** Why a page was not in order when it was freed or allocated, and whether entries have to do with it. */
function whyBad(reason: string): string {
  if (/nonzero mapcount|nonzero _?mapcount/.test(reason)) {
    return 'The page was freed while entries still counted as mapping it. A raw entry is not counted, so it is not one of those: look for who freed a page that was mapped.';
  }
  if (/nonzero _?refcount/.test(reason)) {
    return 'The page was freed while somebody still held a reference. This has nothing to do with special entries.';
  }
  if (/non-NULL mapping/.test(reason)) {
    return 'The page still belonged to a file or to anonymous memory. This alone has nothing to do with special entries.';
  }
  if (/PAGE_FLAGS_CHECK|flag\(s\) set/i.test(reason)) {
    return 'A flag of the page was set that a free page may not have. This has nothing to do with special entries.';
  }
  return 'Something in the struct page was not as it must be for a free page.';
}

export const badPageState: Recogniser = (lines) =>
  lines.flatMap((line, at) => {
    const [, process, pfn] = /BUG: Bad page state in process (.*?)\s+pfn:([0-9a-f]+)/.exec(line) ?? [];
    if (process === undefined) return [];
    const block = blockFrom(lines, at);
    const reason = block.flatMap((one) => /page dumped because: (.*)/.exec(one)?.[1] ?? [])[0];
    const mapped = /mapcount/.test(reason ?? '');
    return [
      found('Bad page state', {
        says: [
          `A page was freed or handed out while its struct page was not in order; ${process} was running, and need not be the cause.`,
          reason === undefined ? '' : whyBad(reason),
        ].filter(Boolean),
        items: [
          { name: 'pfn', value: `0x${pfn}`, means: 'The frame.' },
          ...fieldsIn(valuesIn(block.slice(1))).filter(({ name }) => name !== 'pfn'),
          ...(reason === undefined ? [] : [{ name: 'because', value: reason, means: whyBad(reason) }]),
        ],
        unknown: reason === undefined ? ['Why: the line "page dumped because" is missing.'] : [],
        shown: mapped ? { text: `${UNFLAGGED}A write u "c"\nA madvise u* dontneed\n` } : null,
      }),
    ];
  });

const RSS: Readonly<Record<string, string>> = {
  MM_FILEPAGES: 'pages of files',
  MM_ANONPAGES: 'anonymous pages',
  MM_SWAPENTS: 'pages that were swapped out',
  MM_SHMEMPAGES: 'pages of shared memory',
};
/** Kernels before 5.0 print a number. */
const BY_NUMBER = Object.keys(RSS);

export const rssCounter: Recogniser = (lines) =>
  lines.flatMap((line) => {
    const match = /BUG: Bad rss-counter state mm:(\S+) (?:type:(MM_\w+)|idx:(\d))(?: val:(-?\d+))?/.exec(line);
    if (!match) return [];
    const [, mm = '', type, index, val] = match;
    const kind = type ?? BY_NUMBER[Number(index)] ?? '';
    const what = RSS[kind] ?? 'pages';
    const pages = val === undefined ? null : Number(val);
    const anon = kind === 'MM_ANONPAGES' && (pages ?? 1) > 0;
    return [
      found('Bad rss-counter', {
        says: [
          `A process ended, all its entries were removed, and its counter of ${what} was not 0 but ${val ?? 'something else'}.`,
          (pages ?? 1) > 0
            ? 'Some entry was counted when it was made and not recognised as a page when it was removed, so its page is lost. A copy in a private PFN mapping that sits on its own line does this where entries have no special bit.'
            : 'Something was uncounted that had not been counted.',
        ],
        items: [
          { name: 'mm', value: mm, means: 'The address of the mm_struct, in no relation to memory of the process.' },
          { name: kind || 'type', value: val ?? '', means: `How many ${what} are counted and not there.` },
        ],
        decides: anon
          ? '`pfn == linear?`, where entries have no special bit; with the bit this cannot happen so.'
          : null,
        unknown: [
          'Who lost it: the message comes at the end of the process. A swap entry or a driver that counts wrongly does the same.',
        ],
        shown: anon
          ? { scenario: 'collision', step: 13 }
          : kind === 'MM_FILEPAGES'
            ? { scenario: 'zero-as-page', step: 7 }
            : null,
      }),
    ];
  });

export const complaints = (lines: readonly string[]): readonly Found[] =>
  lines.flatMap((line) =>
    /BUG: non-zero (?:pgtables_bytes|nr_ptes|nr_pmds)/.test(line)
      ? [
          found('Page tables left over', {
            says: [
              'A process ended and not all of its page tables were freed. This is about tables, not about what entries map: it has nothing to do with special entries.',
            ],
          }),
        ]
      : [],
  );
