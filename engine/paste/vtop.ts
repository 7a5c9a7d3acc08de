/** What the command `vtop` of crash prints: the way from an address to a frame. */
import { wordFound } from './entry.ts';
import { found, hexOf, whichMachine, type MachineNamed, type Recogniser } from './found.ts';

const LEVEL =
  /^\s*(PML4|PGD|P4D|PUD|PMD|PTE|PAGE DIRECTORY|PAGE TABLE|SEGMENT TABLE|REGION\w*):?\s+([0-9a-f]+)\s*=>\s*([0-9a-f]+)/i;
const FLAGS = /^\s*([0-9a-f]+)\s+([0-9a-f]+)\s+\(([A-Z|_ ]+)\)/;

const MEANINGS: Readonly<Record<string, string>> = {
  PRESENT: 'The processor may use the entry.',
  RW: 'User mode may write.',
  USER: 'User mode may use it.',
  PWT: 'Written through the cache.',
  PCD: 'Not cached: usual for device memory.',
  ACCESSED: 'It was used.',
  DIRTY: 'It was written through.',
  NX: 'Nothing may be executed here.',
  PSE: 'A huge entry.',
  GLOBAL: 'Stays in the TLB across processes; without PRESENT: PROT_NONE.',
  VALID: 'The processor may use the entry.',
  SHARED: 'Shareable between processors.',
  AF: 'It was used.',
  NG: 'Belongs to one address space.',
  RDONLY: 'User mode may not write.',
};

export const vtop: Recogniser = (lines, { machine: named }) => {
  const levels =
    lines.flatMap((line) => LEVEL.exec(line) ?? []).length > 0 ? lines.filter((line) => LEVEL.test(line)) : [];
  if (levels.length === 0) return [];
  const flags = lines.flatMap((line) => {
    const match = FLAGS.exec(line);
    return match ? [match] : [];
  })[0];
  const rows = levels.map((line) => {
    const [, name = '', at = '', to = ''] = LEVEL.exec(line)!;
    return { name, at, to };
  });
  // Only x86 with 64 bits has such a table.
  const machine: MachineNamed | null =
    named ?? (rows.some(({ name }) => name === 'PML4') ? { name: 'x86_64', level: 'pte' } : null);
  const last = rows.findLast(({ name }) => /PTE|PMD|PAGE TABLE/i.test(name));
  const word = hexOf(last?.to);
  const names = flags?.[3]!.split('|').map((flag) => flag.trim()) ?? [];
  return [
    found('A walk through page tables, by vtop', {
      says: [
        'Each line is a table: where the entry stands, and its word.',
        ...(flags ? [`The last entry leads to physical address 0x${flags[2]}.`] : []),
      ],
      items: [
        ...rows.map(({ name, at, to }) => ({ name, value: `0x${to}`, means: `The entry at 0x${at}.` })),
        ...names.map((name) => ({ name, value: '', means: MEANINGS[name] ?? 'A flag that crash names.' })),
      ],
      decides:
        'crash does not print the special bit. With the architecture, the word of the last entry says it; without a bit, the flags of the mapping decide.',
      unknown: machine === null ? [whichMachine('the words', 'x86_64')] : [],
    }),
    ...(machine !== null && word !== null
      ? wordFound({ ...machine, level: /PMD/i.test(last!.name) ? 'pmd' : 'pte' }, word)
      : []),
  ];
};
