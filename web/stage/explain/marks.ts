/** The marks of the legend: what each says, how many there are now, and what follows. */
import type { EntryView, FrameView, MachineView, MachineInfo, VmaView } from '../../../engine/facts.ts';
import { isLeaf } from '../layout/leaves.ts';
import { LEGEND, type LegendId } from '../legend.ts';
import { countsOf, frameTexture, leakedFrames, staleFrames, type Texture } from '../look.ts';
import { counted, listed, type Here, type Scene, type Words } from './part.ts';

interface Mark {
  readonly meaning: string;
  readonly follows: string;
  readonly rules?: readonly string[];
  /** How many there are on a machine; missing: nobody counts them. */
  readonly count?: (here: Here) => number;
  readonly of?: 'frame' | 'entry' | 'mapping';
}

const entriesOf = ({ processes }: MachineView): EntryView[] =>
  processes.flatMap(({ vmas }) => vmas.flatMap(({ entries }) => entries));

const ofFrames = (is: (frame: FrameView) => boolean): Pick<Mark, 'count' | 'of'> => ({
  of: 'frame',
  count: ({ view }) => view.frames.filter(is).length,
});
const ofTexture = (texture: Texture) => ofFrames((frame) => frameTexture(frame) === texture);
const ofEntries = (is: (entry: EntryView, info: MachineInfo) => boolean): Pick<Mark, 'count' | 'of'> => ({
  of: 'entry',
  count: ({ view, info }) => entriesOf(view).filter((entry) => is(entry, info)).length,
});
const isRawKind = ({ flags }: VmaView): boolean => flags.includes('PFNMAP') || flags.includes('MIXEDMAP');
const ofMappings = (is: (vma: VmaView) => boolean): Pick<Mark, 'count' | 'of'> => ({
  of: 'mapping',
  count: ({ view }) => view.processes.flatMap(({ vmas }) => vmas.filter(is)).length,
});
const hasCounts = (which: 'mapped' | 'other' | 'pins') =>
  ofFrames((frame) => frame.kind !== 'zero' && frame.kind !== 'table' && (countsOf(frame)?.[which] ?? 0) > 0);

const MARKS: Readonly<Record<LegendId, Mark>> = {
  anon: {
    meaning: 'A frame that holds memory of a process and of no file. An entry with this texture maps one.',
    follows: 'It is counted. After fork it is shared until one of the processes writes.',
    rules: ['R-V-12'],
    ...ofTexture('anon'),
  },
  cache: {
    meaning: 'A frame that holds a page of a file.',
    follows: 'The page cache holds one reference on it, and each entry that maps it another.',
    rules: ['R-V-4'],
    ...ofTexture('cache'),
  },
  shmem: {
    meaning: 'A frame that holds a page of shared memory.',
    follows: 'All who map it see what one of them writes.',
    ...ofTexture('shmem'),
  },
  driver: {
    meaning: 'A frame that a driver allocated. It has a struct page, yet the driver may map it raw.',
    follows: 'Mapped raw, nothing counts the mapping: the driver must keep the frame until it is unmapped.',
    rules: ['R-V-9'],
    ...ofTexture('driver'),
  },
  mmio: {
    meaning: 'A frame number that leads to a device instead of RAM, without a struct page.',
    follows: 'It can only be mapped raw: there is nothing to count in.',
    rules: ['R-V-3', 'R-V-9'],
    ...ofTexture('mmio'),
  },
  zero: {
    meaning: 'The frame full of zeroes, which stands for private memory that was read but never written.',
    follows: 'No entry that maps it is counted. The first write gets a page of its own.',
    rules: ['R-V-14'],
    ...ofTexture('zero'),
  },
  table: {
    meaning: 'A frame that holds page tables.',
    follows: 'No entry of a mapping leads to it.',
    ...ofTexture('table'),
  },
  free: { meaning: 'A frame that nobody owns.', follows: 'The next allocation may take it.', ...ofTexture('free') },
  stale: {
    meaning: 'A frame that was freed while an entry still maps it.',
    follows: 'Whoever gets it next can be read and written through that entry: a use after free.',
    of: 'frame',
    count: ({ view }) => staleFrames(view).size,
  },
  raw: {
    meaning: 'An entry for which vm_normal_page finds no page.',
    follows: 'The kernel leaves the frame alone: no reference, no count, nothing freed.',
    rules: ['R-V-8', 'R-V-9'],
    ...ofEntries((entry) => !entry.normal && !entry.bad),
  },
  bad: {
    meaning: 'An entry that cannot be right.',
    follows: 'vm_normal_page finds no page and prints “BUG: Bad page map”. Nothing is repaired.',
    rules: ['R-NP-21'],
    ...ofEntries((entry) => entry.bad),
  },
  leaf: {
    meaning: 'One entry of an upper table that maps a whole block of pages.',
    follows: 'vm_normal_page_pmd answers for it, by other rules than those for single pages.',
    rules: ['R-V-6'],
    ...ofEntries(isLeaf),
  },
  young: {
    meaning: 'A corner at the upper left: the page was used through this entry.',
    follows: 'Reclaim spares such pages for a while. On some machines the first use faults to set it.',
    ...ofEntries((entry) => entry.young),
  },
  dirty: {
    meaning: 'A corner at the upper right: the page was written through this entry.',
    follows: 'When a normal page is unmapped, the mark goes to its folio, so that a file is written back.',
    ...ofEntries((entry) => entry.dirty),
  },
  special: {
    meaning: 'A corner at the lower left: the special bit of the entry is set.',
    follows: 'vm_normal_page finds no page here, and the fast walk of get_user_pages stops.',
    rules: ['R-NP-4'],
    ...ofEntries((entry) => entry.special),
  },
  mapped: {
    meaning: 'A filled square in a frame: one reference that an entry holds.',
    follows: 'It is dropped when the entry is cleared.',
    rules: ['R-V-4', 'R-V-5'],
    ...hasCounts('mapped'),
  },
  other: {
    meaning: 'An empty square in a frame: one reference that no entry holds, such as that of an owner.',
    follows: 'While it is held, the frame is not freed.',
    rules: ['R-V-4'],
    ...hasCounts('other'),
  },
  pin: {
    meaning: 'A pin: somebody holds the page for DMA. It is 1,024 references at once.',
    follows: 'The page stays where it is, and fork copies it for the child at once.',
    ...hasCounts('pins'),
  },
  exclusive: {
    meaning: 'A bracket at the top of an anonymous page: one process alone owns it.',
    follows: 'A write needs no copy. fork takes the mark away.',
    rules: ['R-V-13'],
    ...ofFrames((frame) => frame.exclusive),
  },
  predicted: {
    meaning: 'A dashed line to the frame that the linear rule predicts for an entry which maps another.',
    follows: 'The entry departs from the rule, so the kernel takes what it maps for a page.',
    rules: ['R-NP-15'],
    ...ofEntries((entry, info) => !info.hasPteSpecial && entry.linear !== null && entry.linear !== entry.pfn),
  },
  rail: {
    meaning: 'A line on its own dashes: the entry maps exactly the frame that the linear rule predicts.',
    follows: 'The kernel takes it for raw, even if it is a copy that landed there by chance.',
    rules: ['R-NP-11'],
    ...ofEntries((entry, info) => !info.hasPteSpecial && entry.linear !== null && entry.linear === entry.pfn),
  },
  valid: {
    meaning: 'Frames with a struct page.',
    follows: 'Without the special bit, an entry of a mixed mapping that maps one is taken for a page.',
    rules: ['R-NP-10'],
    ...ofFrames((frame) => frame.struct),
  },
  invalid: {
    meaning: 'Frames without a struct page.',
    follows: 'Without the special bit, an entry of a mixed mapping that maps one is raw.',
    rules: ['R-NP-8'],
    ...ofFrames((frame) => !frame.struct),
  },
  rawVma: {
    meaning: 'The outline of a mapping whose entries may be raw.',
    follows: 'vm_normal_page looks at the special bit or, without one, at the linear rule or pfn_valid.',
    rules: ['R-NP-4', 'R-NP-11'],
    ...ofMappings(isRawKind),
  },
  vma: {
    meaning: 'The outline of any other mapping: anonymous memory, a file, shared memory or pages of a driver.',
    follows: 'Its entries map pages that the kernel counts, apart from the zero page.',
    ...ofMappings((vma) => !isRawKind(vma)),
  },
  changed: { meaning: 'This is what the step has just changed.', follows: 'Step back to see how it was before.' },
  different: {
    meaning: 'Here the machines are not in the same state, although they ran the same statements.',
    follows: 'The chart beside the picture shows which question they answer differently.',
  },
  wrong: {
    meaning: 'vm_normal_page disagrees with what the installer of the entry meant, or a frame is leaked.',
    follows: 'A lost page is never freed. A phantom page is freed although nobody gave it away.',
    rules: ['R-IV-14', 'R-IV-16'],
    count: ({ view }) => entriesOf(view).filter((entry) => entry.wrong).length + leakedFrames(view).size,
  },
  selected: {
    meaning: 'What you picked, on every machine.',
    follows: 'The chart and the bits beside the picture are about it.',
  },
  stripOpen: {
    meaning: 'The piece of a large mapping that is drawn below.',
    follows: 'Drag along the strip, or use the arrow keys, to open another.',
  },
  stripWritable: {
    meaning: 'Entries of a large mapping that may be written through, on its strip.',
    follows: 'A write there does not fault.',
  },
  stripChanged: { meaning: 'What the step changed, on the strip.', follows: 'Open the piece to see the entries.' },
  stripDifferent: {
    meaning: 'Where the machines differ, on the strip.',
    follows: 'Open the piece to see the entries.',
  },
};

/** `2 entries on x86-64, none on ARM`. */
function countText({ count, of }: Mark, { machines, snapshot }: Scene): string {
  if (!count) return '';
  const told = snapshot.machines.flatMap((view, i) => {
    const info = machines[i];
    if (!info) return [];
    const n = count({ info, view });
    const what = of === undefined ? String(n) : counted(n, of, of === 'entry' ? 'entries' : undefined);
    return [`${n === 0 ? 'none' : what} on ${info.title}`];
  });
  return listed(told);
}

export function markWords(id: LegendId, scene: Scene): Words {
  const mark = MARKS[id];
  const value = countText(mark, scene);
  return {
    name: LEGEND[id],
    meaning: mark.meaning,
    follows: mark.follows,
    rules: mark.rules ?? [],
    ...(value === '' ? {} : { value }),
  };
}

export const isMark = (id: string): id is LegendId => id in MARKS;
