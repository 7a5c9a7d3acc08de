/** A raw entry of a page table, and a word of pagemap. */
import { hasPteSpecial } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { entryBitsOf, readWord } from '../arch/readWord.ts';
import { decodedText, digitsText, fieldTexts, unnamedText } from '../say/decoded.ts';
import { ARCH_NAMES, type MachineName } from '../types.ts';
import { found, hexOf, type Found, type MachineNamed, type Recogniser } from './found.ts';

function decides(machine: MachineName, special: boolean): string {
  if (!hasPteSpecial(archOf(machine))) {
    return 'The entry has no room for a special bit, so the flags of the mapping decide, and in a private PFN mapping `pfn == linear?`.';
  }
  return special
    ? '`pte_special(pte)?` says yes: not a page. The mapping has to have VM_PFNMAP or VM_MIXEDMAP, unless this is the zero page.'
    : '`pte_special(pte)?` says no: a page, if the frame number is not beyond the last struct page (`pfn > highest_memmap_pfn?`).';
}

export function wordFound({ name, level: wanted }: MachineNamed, word: bigint): readonly Found[] {
  const bits = entryBitsOf(name);
  if (word >> BigInt(bits) !== 0n) {
    return [
      found('A number', {
        says: [`${digitsText(word, 64)} does not fit: entries of ${name} have ${bits} bits.`],
      }),
    ];
  }
  const { decoded, level } = readWord(name, wanted, word);
  const { means, fields, unnamed } = decoded;
  return [
    found(`${digitsText(word, bits)}: a ${level} entry of ${name}`, {
      says: [decodedText(means)],
      items: fields.map((field) => {
        const shown = fieldTexts(field);
        return { name: `${shown.bits} ${field.name}`, value: shown.value, means: field.help };
      }),
      decides: means.kind === 'entry' ? decides(name, means.special) : null,
      unknown: unnamed === 0n ? [] : [unnamedText(unnamed)],
    }),
  ];
}

/** What a word would be on every machine whose entries are that long, machines that agree together. */
function wordAnywhere(word: bigint, long: boolean): Found {
  const names = ARCH_NAMES.filter((name) => long === (entryBitsOf(name) === 64));
  const readings = new Map<string, string[]>();
  for (const name of names) {
    const { means, unnamed } = readWord(name, 'pte', word).decoded;
    const text = unnamed === 0n ? decodedText(means) : 'No entry: bits are set that have no meaning.';
    readings.set(text, [...(readings.get(text) ?? []), name]);
  }
  return found(`${digitsText(word, long ? 64 : 32)}: a number in hexadecimal digits`, {
    says: ['Read as an entry of a last-level table, it means something else on each machine.'],
    items: [...readings].map(([means, on]) => ({ name: on.join(', '), value: '', means })),
    unknown: [
      'Which machine it is from: write its name before it, as in `x86_64 0x8000000012345067` or `arm64 pmd 0x…`. If it is from /proc/PID/pagemap, write `pagemap` before it.',
    ],
  });
}

const bit = (word: bigint, at: number): boolean => ((word >> BigInt(at)) & 1n) === 1n;

/** Kernel: fs/proc/task_mmu.c, 6.12. */
function pagemapFound(word: bigint): Found {
  const present = bit(word, 63);
  const swapped = bit(word, 62);
  const low = word & ((1n << 55n) - 1n);
  const items = [
    {
      name: '63 present',
      value: present ? '1' : '0',
      means: 'An entry is there, and the walk was allowed to look at it.',
    },
    { name: '62 swapped', value: swapped ? '1' : '0', means: 'The page is in swap, or is being migrated.' },
    {
      name: '61 file or shared',
      value: bit(word, 61) ? '1' : '0',
      means: 'The page belongs to a file or to shared memory.',
    },
    { name: '57 uffd-wp', value: bit(word, 57) ? '1' : '0', means: 'Write-protected for userfaultfd.' },
    { name: '56 exclusive', value: bit(word, 56) ? '1' : '0', means: 'Mapped by one entry only.' },
    { name: '55 soft-dirty', value: bit(word, 55) ? '1' : '0', means: 'Written since the bits were last cleared.' },
    {
      name: '54-0',
      value: `0x${low.toString(16)}`,
      means: swapped ? 'Which swap area, and where in it.' : 'The frame number; 0 for readers without CAP_SYS_ADMIN.',
    },
  ];
  const nothing = word === 0n;
  return found(`${digitsText(word, 64)}: a word of pagemap`, {
    says: [
      nothing
        ? 'Nothing is shown here. That is also what pagemap shows of every page of a mapping with VM_PFNMAP, copies included: the walk passes over it.'
        : present
          ? `A page is mapped here${low === 0n ? '; its number is hidden from this reader' : `, in frame 0x${low.toString(16)}`}.`
          : swapped
            ? 'The page is in swap.'
            : 'Nothing is mapped here.',
    ],
    items,
    decides: nothing ? 'None: `walk_page_test()` looks at VM_PFNMAP first, and vm_normal_page() is not asked.' : null,
    shown: nothing ? { scenario: 'private-pfn-cow', step: 3 } : null,
  });
}

const ALONE = /^(?:(?:[\w@]+|pte|pmd|pud|p4d|pgd|pagemap)[:=]?\s+){0,3}[:=]?\s*(0x[0-9a-f]{1,16}|[0-9a-f]{5,16})$/i;

/** In a text of several lines, the value of something else, such as `ESR = 0x96000006`. */
const OF_SOMETHING = /^(?!(?:pte|pmd|pud|p4d|pgd|pagemap)\b)\w+ = /i;

export const entry: Recogniser = (lines, { machine }) => {
  if (lines.length > 8) return [];
  return lines.flatMap((line) => {
    const text = /^(?:pte|pmd|pud|p4d|pgd)[:=](?=\S)/i.test(line.trim())
      ? line.trim().replace(/[:=]/, ' ')
      : line.trim();
    const [, number] = lines.length > 1 && OF_SOMETHING.test(text) ? [] : (ALONE.exec(text) ?? []);
    const word = hexOf(number);
    // A word of letters is a word, however hexadecimal: a number has a digit.
    if (number === undefined || word === null || !/\d/.test(number)) return [];
    if (/\bpagemap\b/i.test(text)) return [pagemapFound(word)];
    if (machine !== null) return wordFound(machine, word);
    return [wordAnywhere(word, number.replace(/^0x/i, '').length > 8)];
  });
};
