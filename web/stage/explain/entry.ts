/** An entry, or a page without one. */
import {
  frameNameText,
  placeText,
  type EntryView,
  type FrameView,
  type Place,
  type VmaView,
} from '../../../engine/facts.ts';
import { hex } from '../../../engine/say/index.ts';
import { wrongText } from '../../moment/pageWords.ts';
import { findSubject } from '../../moment/subject.ts';
import { isLeaf, levelName, pagesOf, sizeText } from '../layout/leaves.ts';
import { RIGHTS } from '../words.ts';
import { counted, listed, type Here, type Words } from './part.ts';

interface Reason {
  readonly rule: string;
  readonly why: string;
}

export function reasonOf(
  entry: EntryView,
  { flags, cow }: Pick<VmaView, 'flags' | 'cow'>,
  hasPteSpecial: boolean,
): Reason {
  const { special, bad, normal, linear, pfn } = entry;
  const isZero = entry.frame?.kind === 'zero';
  const pfnmap = flags.includes('PFNMAP');
  const mixed = flags.includes('MIXEDMAP');
  if (hasPteSpecial) {
    if (special && (pfnmap || mixed)) {
      return { rule: 'R-NP-4', why: `the special bit is set, in a ${pfnmap ? 'PFN' : 'mixed'} mapping` };
    }
    if (special) {
      return isZero
        ? { rule: 'R-NP-5', why: 'the special bit is set, for the zero page' }
        : { rule: 'R-NP-7', why: 'the special bit is set, and nothing explains why' };
    }
    return bad
      ? { rule: 'R-NP-1', why: 'no struct page has a number this high' }
      : { rule: 'R-NP-2', why: 'the special bit is clear, and nothing else is asked' };
  }
  if (mixed) {
    if (normal) return { rule: 'R-NP-10', why: 'in a mixed mapping, a frame with a struct page is a page' };
    return isZero
      ? { rule: 'R-NP-9', why: 'it maps the zero page' }
      : { rule: 'R-NP-8', why: 'in a mixed mapping, a frame without a struct page is raw' };
  }
  if (pfnmap) {
    if (linear === pfn) return { rule: 'R-NP-11', why: 'it maps the frame that the linear rule predicts' };
    if (!cow) return { rule: 'R-NP-12', why: 'in a PFN mapping that is never copied on write, all entries are raw' };
    if (isZero) return { rule: 'R-NP-13', why: 'it maps the zero page' };
    return bad
      ? { rule: 'R-NP-14', why: 'it departs from the linear rule, and no struct page has a number this high' }
      : { rule: 'R-NP-15', why: 'it departs from the linear rule, so it is taken for a copy' };
  }
  if (isZero) return { rule: 'R-NP-16', why: 'it maps the zero page' };
  return bad
    ? { rule: 'R-NP-17', why: 'no struct page has a number this high' }
    : { rule: 'R-NP-18', why: 'the mapping is neither a PFN nor a mixed one' };
}

function answerText({ bad, normal, level }: EntryView, why: string | null): string {
  const fn = level === 'pmd' ? 'vm_normal_page_pmd' : 'vm_normal_page';
  const what = normal
    ? 'a page, counted'
    : bad
      ? 'no page, and a bad page map is reported'
      : 'no page, nothing counted';
  return `${fn}: ${what}${why === null ? '' : `, because ${why}`}.`;
}

function accessText({ rights }: EntryView, { flags, cow }: VmaView): string {
  if (rights === 'write') return '';
  if (!flags.includes('WRITE'))
    return rights === 'read' ? 'A write is refused: SIGSEGV.' : 'Access is refused: SIGSEGV.';
  if (rights === 'none') return 'The next access faults.';
  return cow ? 'The next write faults: do_wp_page takes the page over or copies it.' : 'The next write faults once.';
}

function entryWords(process: string, place: Place, entry: EntryView, vma: VmaView, here: Here): Words {
  const { info } = here;
  const leaf = isLeaf(entry, info);
  const level = levelName(entry, info);
  const pages = pagesOf(entry, info);
  const reason = leaf ? null : reasonOf(entry, vma, info.hasPteSpecial);
  const name = entry.frame === null ? '' : ` (${frameNameText(entry.frame)})`;
  return {
    name: `${level} of ${placeText(place)}, process ${process}`,
    meaning: leaf
      ? `One ${level} entry that maps ${counted(pages, 'page')}, ${sizeText(pages, info)}, at once.`
      : 'The entry of one page: a frame number and some bits.',
    value: listed([
      `maps frame ${hex(entry.pfn)}${name}`,
      RIGHTS[entry.rights],
      entry.young && 'accessed',
      entry.dirty && 'dirty',
      info.hasPteSpecial ? `special bit ${entry.special ? 'set' : 'clear'}` : 'no room for a special bit',
    ]),
    follows: listed(
      [
        answerText(entry, reason?.why ?? null),
        entry.wrong && `That is wrong (${wrongText(entry.wrong)}).`,
        accessText(entry, vma),
      ],
      ' ',
    ),
    rules: reason ? [reason.rule] : [],
  };
}

function fillText(vma: VmaView): string {
  const { flags, backing } = vma;
  if (!flags.includes('READ') && !flags.includes('WRITE')) return 'An access is refused: SIGSEGV.';
  const fault = 'The first access faults';
  switch (backing.kind) {
    case 'anon':
      return `${fault}: do_anonymous_page maps the zero page for a read, and a new page for a write.`;
    case 'file':
    case 'shmem':
      return `${fault}: do_fault asks the page cache.`;
    case 'driver':
      return backing.how.startsWith('vmf_')
        ? `${fault}: do_fault asks the driver, which calls ${backing.how}.`
        : `${fault}.`;
  }
}

/** Null: there is no such process. */
export function pageWords(here: Here, process: string, place: Place): Words {
  const { entry, vma } = findSubject(here.view, { process, place, pfn: null });
  if (entry && vma) return entryWords(process, place, entry, vma, here);
  return {
    name: `${placeText(place)}, process ${process}`,
    meaning: vma ? 'A page of the mapping that has no entry.' : 'An address that nothing maps.',
    value: vma ? 'not mapped: the entry is empty' : 'no mapping',
    follows: vma ? fillText(vma) : 'Any access is refused: SIGSEGV.',
    rules: vma ? ['R-FT-14'] : [],
  };
}

/** A folded run of pages, `to` not among them. */
export function runWords({ view }: Here, process: string, name: string, from: number, to: number): Words {
  const vmas = view.processes.find((one) => one.name === process)?.vmas.filter((one) => one.place.name === name) ?? [];
  const entries = vmas.flatMap((vma) => vma.entries.filter(({ place: { page } }) => page >= from && page < to));
  const normal = entries.filter((entry) => entry.normal).length;
  return {
    name: `×${to - from}: ${name}+${from} to ${name}+${to - 1}, process ${process}`,
    meaning: 'Pages next to each other, folded into one cell. A click opens them.',
    value:
      entries.length === 0
        ? 'none is mapped'
        : `${counted(entries.length, 'entry', 'entries')}, ${entries.length - normal} of them raw`,
    follows:
      entries.length === 0
        ? 'Each is brought in by its first access, if anything is.'
        : `vm_normal_page finds ${counted(normal, 'page')} here.`,
    rules: [],
  };
}

/** Who maps a frame, in the order of processes. */
export function mapperNames({ view }: Here, { pfn }: FrameView): string[] {
  return view.processes.flatMap(({ name, vmas }) =>
    vmas.flatMap(({ entries }) => entries.filter((e) => e.pfn === pfn).map((e) => `${name}:${placeText(e.place)}`)),
  );
}
