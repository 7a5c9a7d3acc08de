/** Rows of facts, a column a machine. A row that counts as a difference is marked where the machines do not share it. */
import { placeText, type EntryView, type FrameView, type MachineInfo, type VmaView } from '../../engine/facts.ts';
import { backingText, frameText, hex, pgoffText } from '../../engine/say/index.ts';
import { wordText } from './bits.ts';
import { kindText, wrongText } from './pageWords.ts';

export interface Fact {
  readonly name: string;
  /** Per machine; null where there is nothing to say. */
  readonly values: readonly (string | null)[];
  readonly help: string;
  readonly differs: boolean;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** Words, addresses and depth differ by nature and never count as a difference. */
export function fact<T>(
  name: string,
  items: readonly (T | null)[],
  say: (item: T, machine: number) => string,
  help: string,
  counts = true,
): Fact {
  const values = items.map((item, i) => (item === null ? null : say(item, i)));
  // A machine without the thing has nothing to compare; its absence is a fact of its own.
  const said = values.filter((v) => v !== null);
  return { name, values, help, differs: counts && new Set(said).size > 1 };
}

export function entryFacts(entries: readonly (EntryView | null)[], machines: readonly MachineInfo[]): Fact[] {
  const bit = (i: number): boolean => machines[i]?.hasPteSpecial ?? false;
  const present = entries.map((e) => yesNo(e !== null));
  return [
    fact('present', present, (p) => p, 'The page has an entry.'),
    fact('word', entries, (e) => wordText(e.word), 'The value in memory, as Linux reads and writes it.', false),
    fact('level', entries, (e) => e.level, 'The level of the table that holds the entry.', false),
    fact('index', entries, (e) => e.indices.join(' · '), 'Index in each table, from the top.', false),
    fact('table', entries, (e) => hex(e.table), 'The frame of the table that holds the entry.', false),
    fact(
      'frame',
      entries,
      (e) => frameText({ pfn: e.pfn, name: e.frame }),
      'What the frame is called in this scenario.',
    ),
    fact('pfn', entries, (e) => hex(e.pfn), 'Frame number: physical address shifted by 12.', false),
    fact(
      'linear rule',
      entries,
      (e) => (e.linear === null ? '-' : hex(e.linear)),
      'The frame that the linear rule predicts.',
      false,
    ),
    fact(
      'special',
      entries,
      (e, i) => (bit(i) ? yesNo(e.special) : 'no such bit'),
      'The bit that means: do not look for a struct page.',
      false,
    ),
    fact('writable', entries, (e) => yesNo(e.write), 'pte_write(): may be written through this entry.'),
    fact('dirty', entries, (e) => yesNo(e.dirty), 'pte_dirty(): written through this entry.', false),
    fact('accessed', entries, (e) => yesNo(e.young), 'pte_young(): used through this entry.', false),
    fact(
      'normal page',
      entries,
      (e) => (e.bad ? 'no, bad page map' : yesNo(e.normal)),
      'The answer of vm_normal_page(), or for a huge entry vm_normal_page_pmd().',
    ),
    fact('meant as', entries, (e) => e.meant, 'What it was installed as. The kernel cannot see this.'),
    ...(entries.some((e) => e?.wrong)
      ? [fact('wrong', entries, (e) => (e.wrong ? wrongText(e.wrong) : 'no'), 'The kernel is mistaken here.')]
      : []),
  ];
}

export function frameFacts(frames: readonly (FrameView | null)[]): Fact[] {
  const count = (n: number | null): string => (n === null ? '-' : String(n));
  return [
    fact('frame', frames, frameText, 'What it is called in this scenario.'),
    fact('pfn', frames, (f) => hex(f.pfn), 'Frame number.', false),
    fact('kind', frames, kindText, 'What it is used for.'),
    fact('struct page', frames, (f) => yesNo(f.struct), 'Whether the kernel keeps a record of it.'),
    fact('refcount', frames, (f) => count(f.refcount), 'References that keep it from being freed. A pin takes 1,024.'),
    fact('mapcount', frames, (f) => count(f.mapcount), 'Counted entries that map it.'),
    fact('exclusive', frames, (f) => yesNo(f.exclusive), 'PageAnonExclusive: it belongs to one process only.'),
    fact('pinned', frames, (f) => yesNo(f.pinned), 'folio_maybe_dma_pinned(): pinned, as far as its references tell.'),
    fact('held as', frames, (f) => f.pins.join(', ') || '-', 'Named gup and pin statements that hold it.', false),
    fact('content', frames, (f) => f.content || 'zeroes', 'The text at the start of the page.', false),
  ];
}

export function vmaFacts(vmas: readonly (VmaView | null)[]): Fact[] {
  return [
    fact('backing', vmas, (v) => backingText(v.backing), 'What it maps.'),
    fact('starts at', vmas, (v) => placeText(v.place), 'Its first page.'),
    fact('pages', vmas, (v) => String(v.pages), 'Its length.'),
    fact('address', vmas, (v) => wordText(`${hex(v.start)}000`), 'Virtual address of its first page.', false),
    fact(
      'pgoff',
      vmas,
      (v) => hex(v.pgoff),
      'vm_pgoff. In a private PFN mapping the linear rule counts from it.',
      false,
    ),
    fact('pgoff is', vmas, (v) => String(pgoffText(v.pgoffMeans)), 'What this number stands for.'),
    fact('COW mapping', vmas, (v) => yesNo(v.cow), 'Private, and may become writable: pages can be copied here.'),
    fact('entries', vmas, (v) => String(v.entries.length), 'Page-table entries in use.', false),
  ];
}
