/** A frame, or several that are drawn as one. */
import { frameNameText, type FrameView } from '../../../engine/facts.ts';
import { hex } from '../../../engine/say/index.ts';
import { holdersOf } from '../../moment/holders.ts';
import { kindText } from '../../moment/pageWords.ts';
import { leakedFrames, staleFrames } from '../look.ts';
import { mapperNames } from './entry.ts';
import { listed, type Here, type Words } from './part.ts';

const OWNERS: Readonly<Record<FrameView['kind'], string>> = {
  anon: 'Memory of a process and of no file',
  file: 'A page of a file, which the page cache owns',
  shmem: 'A page of shared memory, which the page cache owns',
  driver: 'A page that a driver allocated and owns',
  mmio: 'An address of a device instead of RAM',
  zero: 'The frame full of zeroes that the kernel owns',
  table: 'A page that holds page tables',
  free: 'A page that nobody owns',
};

function followsText(here: Here, frame: FrameView): string {
  const { view } = here;
  if (leakedFrames(view).has(frame.pfn)) return 'It counts a mapping, but no entry maps it: nobody will ever free it.';
  if (staleFrames(view).has(frame.pfn)) {
    return 'An entry still maps it: whoever gets it next can be read and written through that entry.';
  }
  switch (frame.kind) {
    case 'free':
      return 'The next allocation may take it.';
    case 'mmio':
      return 'There is no struct page to count in, so nothing that pins or counts pages can use it.';
    case 'zero':
      return 'vm_normal_page says no page for it: no entry counts it, and a write gets a page of its own.';
    case 'table':
      return 'It is freed with the last entry that it is needed for, or when its process exits.';
    default: {
      const { wrong } = holdersOf(view, frame);
      if (wrong.length > 0) return wrong.join(' ');
      const kept =
        frame.refcount === 1
          ? 'It is freed with its only reference.'
          : `It is freed with the last of its ${frame.refcount} references.`;
      const pinned =
        frame.pinned && frame.kind === 'anon' ? ' It is pinned: fork copies it for the child at once.' : '';
      const alone = frame.exclusive ? ' One process alone owns it: a write needs no copy.' : '';
      return kept + alone + pinned;
    }
  }
}

export function frameWords(here: Here, pfn: number): Words {
  const frame = here.view.frames.find((one) => one.pfn === pfn);
  if (!frame) {
    return {
      name: `Frame ${hex(pfn)}`,
      meaning: 'A piece of physical memory that this scenario does not use.',
      rules: [],
    };
  }
  const name = frame.name === null ? '' : ` (${frameNameText(frame.name)})`;
  const mappers = mapperNames(here, frame);
  const counts =
    frame.refcount === null ? ['no struct page'] : [`refcount ${frame.refcount}`, `mapcount ${frame.mapcount ?? 0}`];
  return {
    name: `Frame ${hex(pfn)}${name}: ${kindText(frame)}`,
    meaning: `${OWNERS[frame.kind]}.`,
    value: listed([
      ...counts,
      frame.exclusive && 'exclusive',
      frame.pins.length > 0 && `held as ${frame.pins.join(', ')}`,
      mappers.length > 0 &&
        `mapped by ${listed([...mappers.slice(0, 4), mappers.length > 4 && `${mappers.length - 4} more`])}`,
      frame.content !== '' && `holds “${frame.content}”`,
    ]),
    follows: followsText(here, frame),
    rules: frame.refcount === null ? ['R-V-3'] : ['R-V-4', 'R-V-5'],
  };
}

export function framesWords(here: Here, from: number, count: number, by: 'entry' | 'fold'): Words {
  const inside = here.view.frames.filter(({ pfn }) => pfn >= from && pfn < from + count);
  const kinds = [...new Set(inside.map(kindText))];
  return {
    name: `×${count}: frames ${hex(from)} to ${hex(from + count - 1)}`,
    meaning:
      by === 'entry'
        ? 'Frames that one entry maps as a block.'
        : 'Frames next to each other, folded into one cell. A click opens them.',
    value: listed([kinds.length === 0 ? 'not used' : kinds.join(', ')]),
    follows: by === 'entry' ? 'They are mapped, counted and freed together.' : 'Nothing here changes in this step.',
    rules: [],
  };
}
