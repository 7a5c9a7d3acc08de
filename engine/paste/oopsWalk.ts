/**
 * The walk through page tables that the kernel prints when an access of its own fails. Kernel: dump_pagetable() (arch/x86/mm/fault.c),
 * show_pte() (arch/arm64/mm/fault.c, arch/arm/mm/fault.c).
 */
import type { MachineName } from '../types.ts';
import { wordFound } from './entry.ts';
import { found, hexOf, whichMachine, type Recogniser } from './found.ts';

interface Form {
  readonly line: RegExp;
  readonly words: RegExp;
  /** The machine that prints so, where the form tells; null: it does not. */
  readonly machine: (lines: readonly string[]) => MachineName | null;
}

const ARM64_PAGES: Readonly<Record<string, MachineName>> = { '4k': 'arm64', '16k': 'arm64_16k', '64k': 'arm64_64k' };

const FORMS: readonly Form[] = [
  {
    line: /^\s*PGD [0-9a-f]+ (?:P4D|PUD) [0-9a-f]+/,
    words: /\b(PGD|P4D|PUD|PMD|PTE) ([0-9a-f]+)/g,
    machine: () => 'x86_64',
  },
  { line: /\*pde = [0-9a-f]+/, words: /\*(pdpt|pde|pte) = ([0-9a-f]+)/g, machine: () => null },
  {
    line: /^\s*\[[0-9a-f]{16}\] \*?pgd=[0-9a-f]+/,
    words: /\b(pgd|p4d|pud|pmd|pte)=([0-9a-f]+)/g,
    machine: (lines) =>
      ARM64_PAGES[lines.flatMap((line) => /pgtable: (\d+k) pages/i.exec(line)?.[1] ?? [])[0] ?? ''] ?? null,
  },
  {
    line: /^\s*\[[0-9a-f]{8}\] \*pgd=[0-9a-f]+/,
    words: /\b(pgd|p4d|pud|pmd|pte|ppte)=([0-9a-f]+)/g,
    machine: () => null,
  },
];

/** Entries of upper tables lead on, so the last that is printed is the one in question. */
export const oopsWalk: Recogniser = (lines, { machine }) =>
  lines.flatMap((line) => {
    const form = FORMS.find((one) => one.line.test(line));
    if (!form) return [];
    const rows = [...line.matchAll(form.words)].flatMap(([, name, digits]) => {
      const word = hexOf(digits);
      return name === undefined || word === null ? [] : [{ name: name.toLowerCase(), word }];
    });
    const last = rows.findLast(({ name }) => name !== 'ppte');
    if (!last) return [];
    const name = machine?.name ?? form.machine(lines);
    return [
      found('A walk through page tables, printed by the kernel', {
        says: [
          'An access failed in the kernel, and this is the way to its address, from the top table down.',
          last.word === 0n
            ? `It ends at the ${last.name}, which is empty: nothing is mapped there.`
            : `The last entry that it read is the ${last.name}.`,
        ],
        items: rows.map((row) => ({
          name: row.name,
          value: `0x${row.word.toString(16)}`,
          means: 'The word of the entry.',
        })),
        unknown: name === null && last.word !== 0n ? [whichMachine('the words', 'arm_lpae')] : [],
      }),
      ...(name !== null && last.word !== 0n ? wordFound({ name, level: last.name }, last.word) : []),
    ];
  });
