/** The counters of a process, and its mappings. */
import { placeText, type Place, type VmaView } from '../../../engine/facts.ts';
import { backingText, hex } from '../../../engine/say/index.ts';
import { findSubject } from '../../moment/subject.ts';
import { counted, listed, type Here, type Words } from './part.ts';

export function counterWords({ view }: Here, process: string): Words | null {
  const owner = view.processes.find(({ name }) => name === process);
  if (!owner) return null;
  const raw = owner.vmas.flatMap(({ entries }) => entries.filter(({ normal }) => !normal)).length;
  return {
    name: `Counters of process ${process} (RSS)`,
    meaning: 'The pages that the process has mapped, by kind. Only entries that map normal pages are counted.',
    value: (['anon', 'file', 'shmem'] as const).map((kind) => `${kind} ${owner.rss[kind]}`).join(', '),
    follows: listed(
      [
        raw > 0 && `${counted(raw, 'raw entry is', 'raw entries are')} in none of them.`,
        'When the process exits, each must come out at 0, or the kernel prints “Bad rss-counter state”.',
      ],
      ' ',
    ),
    rules: ['R-V-8', 'R-V-9'],
  };
}

function followsText({ flags, cow }: VmaView, hasPteSpecial: boolean): string {
  const pfnmap = flags.includes('PFNMAP');
  if (!pfnmap && !flags.includes('MIXEDMAP')) return 'Its entries map pages, apart from the zero page.';
  if (hasPteSpecial) return 'vm_normal_page asks the special bit of each entry.';
  if (!pfnmap) return 'vm_normal_page asks pfn_valid: a frame with a struct page is a page.';
  return cow
    ? 'vm_normal_page goes by the linear rule: an entry that departs from it is taken for a copy.'
    : 'It is never copied on write, so that vm_normal_page finds no page in it.';
}

export function mappingWords({ info, view }: Here, process: string, place: Place): Words | null {
  const { vma } = findSubject(view, { process, place, pfn: null });
  if (!vma) return null;
  return {
    name: `Mapping ${placeText(vma.place)}, process ${process}`,
    meaning: `A VMA: ${counted(vma.pages, 'page')} with the same flags and backing: ${backingText(vma.backing)}.`,
    value: listed([
      vma.flags.includes('SHARED') ? 'shared' : 'private',
      ...vma.flags.filter((flag) => flag !== 'SHARED').map((flag) => `VM_${flag}`),
      `pgoff ${hex(vma.pgoff)}`,
    ]),
    follows: followsText(vma, info.hasPteSpecial),
    rules: [],
  };
}
