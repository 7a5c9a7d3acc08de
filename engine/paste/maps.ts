/** Lines of /proc/PID/maps, and blocks of /proc/PID/smaps. */
import { VM } from '../types.ts';
import { decidingQuestion, isCowMapping, readLetters } from './flags.ts';
import { found, type Found, type Item, type Recogniser } from './found.ts';

const MAPS =
  /^([0-9a-f]{4,16})-([0-9a-f]{4,16}) ([r-])([w-])([x-])([ps]) ([0-9a-f]{8,16}) ([0-9a-f]{2,3}:[0-9a-f]{2,5}) (\d+)(?:\s+(.*))?$/i;
const SUM = /^([A-Za-z][A-Za-z_0-9]+):\s+(\d+) kB$/;
const VM_FLAGS = /^VmFlags:\s*(.*)$/;

const SUMS: Readonly<Record<string, string>> = {
  Size: 'The length of the mapping.',
  Rss: 'What is present and counted: entries that vm_normal_page() calls pages. Raw entries are not in it.',
  Pss: 'Rss, each page divided by the number of its mappings.',
  Anonymous: 'Of Rss, pages without a file: in a PFN mapping, the copies.',
  Private_Dirty: 'Of Rss, written pages that nobody else maps.',
  Swap: 'What was swapped out.',
};

function fieldsOf([, start, end, r, w, x, share, offset, device, inode, path = '']: RegExpExecArray): Item[] {
  const bytes = BigInt(`0x${end}`) - BigInt(`0x${start}`);
  const size = `${bytes / 1024n} kB`;
  return [
    { name: 'addresses', value: `${start}-${end}`, means: `From here to there: ${size}.` },
    {
      name: 'protection',
      value: `${r}${w}${x}`,
      means: 'What a user access may do now: read, write, execute. An entry may still say less.',
    },
    share === 's'
      ? { name: 'sharing', value: 's', means: 'Shared: a write reaches everybody who maps it, and never makes a copy.' }
      : {
          name: 'sharing',
          value: 'p',
          means: 'Private: a write makes a copy. In a PFN mapping the copy is a page among raw entries.',
        },
    {
      name: 'offset',
      value: offset!,
      means:
        'The place in the file, in bytes. In a private PFN mapping made by remap_pfn_range() it is the physical address of the first frame: the line of the linear rule.',
    },
    { name: 'device, inode', value: `${device} ${inode}`, means: 'The file; zeros for none.' },
    { name: 'path', value: path === '' ? '-' : path, means: path === '' ? 'Anonymous memory.' : whatPath(path) },
  ];
}

function whatPath(path: string): string {
  if (/^\/dev\/mem\b/.test(path))
    return 'All of physical memory: each page of it has the frame number that its offset says.';
  if (/^\/dev\/(?!shm\/|zero\b)/.test(path)) return 'A device: its driver decides whether it maps pages or raw frames.';
  if (/^\[vvar|^\[vdso/.test(path)) return 'Pages that the kernel gives to every process.';
  if (path.startsWith('[')) return 'Named by the kernel.';
  return path.endsWith('(deleted)') ? 'A file that has been deleted and is still mapped.' : 'A file.';
}

function mapping(match: RegExpExecArray, details: readonly string[]): Found {
  const path = match[10] ?? '';
  const vmFlags = details.flatMap((line) => VM_FLAGS.exec(line)?.[1] ?? [])[0];
  const sums = details.flatMap((line) => {
    const [, name, kb] = SUM.exec(line) ?? [];
    return name === undefined || !Object.hasOwn(SUMS, name) ? [] : [{ name, value: `${kb} kB`, means: SUMS[name]! }];
  });
  const items = [...fieldsOf(match), ...sums];
  const title = `A mapping${path === '' ? '' : ` of ${path}`}`;
  if (vmFlags === undefined) {
    return found(title, {
      items,
      says: ['This line is from maps, which prints no flags of the mapping.'],
      unknown: [
        'Whether it has VM_PFNMAP or VM_MIXEDMAP: look for `pf` or `mm` in the line VmFlags of the same mapping in smaps.',
      ],
    });
  }
  const read = readLetters(vmFlags);
  const special = (read.flags & (VM.PFNMAP | VM.MIXEDMAP)) !== 0;
  const copies = (read.flags & VM.PFNMAP) !== 0 && isCowMapping(read.flags);
  return found(title, {
    items: [...items, ...read.items],
    says: [
      special
        ? 'Its entries may be raw: frames that the kernel maps and does not count.'
        : 'Its entries map counted pages, or the zero page.',
      ...(copies ? ['It is private and may be written: after copy-on-write it also holds pages of its own.'] : []),
    ],
    decides: decidingQuestion(read.flags),
    unknown: read.left === '' ? [] : [`These letters are not known here: ${read.left}.`],
    shown: copies ? { scenario: 'private-pfn-cow', step: 3 } : special ? { scenario: 'shared-pfn', step: 0 } : null,
  });
}

export const maps: Recogniser = (lines) =>
  lines.flatMap((line, i) => {
    const match = MAPS.exec(line.trim());
    if (!match) return [];
    const rest = lines.slice(i + 1);
    const end = rest.findIndex((next) => MAPS.test(next.trim()));
    return [mapping(match, end < 0 ? rest : rest.slice(0, end))];
  });
