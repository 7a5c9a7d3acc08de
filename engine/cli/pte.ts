/**
 * `pte MACHINE WORD [LEVEL]`: what a raw entry says. LEVEL is `pte`, or the name of the tables above: `pmd`, `pud`, …
 */
import type { Arch } from '../arch/arch.ts';
import { decodeWord } from '../arch/decode.ts';
import { emptyAt } from '../arch/geometry.ts';
import { archOf } from '../arch/index.ts';
import { decodedText } from '../say/decoded.ts';
import { asPte } from '../types.ts';
import { machineNamed } from './machineNamed.ts';
import { aligned, say, UsageError } from './output.ts';

const hex = (word: bigint, bits: number): string => word.toString(16).padStart(bits / 4, '0');

/** What a word above the levels that map memory here says. */
function tableSentence(arch: Arch, depth: number, word: bigint): string {
  if (word === emptyAt(arch, depth)) return decodedText({ kind: 'empty' });
  const pfn = arch.tableOf(asPte(word), depth);
  return pfn === null
    ? 'Leads to no table: not present, or memory that is mapped at this level, which this model does not do.'
    : decodedText({ kind: 'table', pfn });
}

/** The place of a level from the top, by the name of its tables; `pte` is the last. */
function depthOf(arch: Arch, level: string): number {
  const names = arch.levels.map(({ name }, i) => (i === arch.levels.length - 1 ? 'pte' : name.toLowerCase()));
  const depth = names.indexOf(level.toLowerCase());
  if (depth < 0) throw new UsageError(`\`${level}\` is not a level of ${arch.name}: use ${names.join(' or ')}.`);
  return depth;
}

export function pte(args: readonly string[]): number {
  const [machine, text, level = 'pte', ...more] = args;
  if (machine === undefined || text === undefined || more.length > 0) {
    throw new UsageError('Write `pte MACHINE WORD [LEVEL]`, like `pte arm64 0x0160000080000fc3`.');
  }
  const name = machineNamed(machine);
  const arch = archOf(name);
  if (!/^(0x)?[0-9a-f]+$/i.test(text))
    throw new UsageError(`\`${text}\` is not a word: write it in hexadecimal digits.`);
  const word = BigInt(`0x${text.replace(/^0x/i, '')}`);
  if (word >> BigInt(arch.entryBits) !== 0n) {
    throw new UsageError(`\`${text}\` does not fit: entries of ${arch.name} have ${arch.entryBits} bits.`);
  }
  const depth = depthOf(arch, level);
  const fromLast = arch.levels.length - 1 - depth;
  say(`0x${hex(word, arch.entryBits)}  ${level.toLowerCase()} of ${name}`);
  if (arch.bigEndian) say(`In memory, highest byte first: ${hex(word, arch.entryBits).replace(/..(?=.)/g, '$& ')}`);
  const leaf = fromLast === 0 ? 'pte' : fromLast === 1 && arch.pmd !== null ? 'pmd' : null;
  if (leaf === null) {
    say(tableSentence(arch, depth, word));
    return 0;
  }
  const { means, fields, unnamed } = decodeWord(arch, leaf, word);
  say(decodedText(means));
  if (leaf === 'pte' && arch.twin !== undefined && means.kind === 'entry') {
    say(`The processor reads another word for it: 0x${hex(arch.twin.of(asPte(word)), arch.entryBits)}.`);
  }
  const rows = fields.map(({ bit, width, name: field, value, help }) => [
    width === 1 ? `${bit}` : `${bit + width - 1}-${bit}`,
    field,
    width === 1 ? String(value) : `0x${value.toString(16)}`,
    help,
  ]);
  for (const line of aligned(rows)) say(line);
  if (unnamed !== 0n) say(`Bits without a name are set: 0x${unnamed.toString(16)}.`);
  return 0;
}
