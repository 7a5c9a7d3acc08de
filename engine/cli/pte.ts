/**
 * `pte MACHINE WORD [LEVEL]`: what a raw entry says.
 */
import { decodeWord } from '../arch/decode.ts';
import { archOf } from '../arch/index.ts';
import { decodedText } from '../say/decoded.ts';
import { LEVELS, type Level } from '../types.ts';
import { machineNamed } from './machineNamed.ts';
import { aligned, say, UsageError } from './output.ts';

export function pte(args: readonly string[]): number {
  const [machine, text, level = 'pte', ...more] = args;
  if (machine === undefined || text === undefined || more.length > 0) {
    throw new UsageError('Write `pte MACHINE WORD [LEVEL]`, like `pte arm64 0x0160000080000fc3`.');
  }
  const arch = archOf(machineNamed(machine));
  if (!/^(0x)?[0-9a-f]+$/i.test(text))
    throw new UsageError(`\`${text}\` is not a word: write it in hexadecimal digits.`);
  const word = BigInt(`0x${text.replace(/^0x/i, '')}`);
  if (word >> BigInt(arch.entryBits) !== 0n) {
    throw new UsageError(`\`${text}\` does not fit: entries of ${arch.name} have ${arch.entryBits} bits.`);
  }
  const at = LEVELS.find((known): known is Level => known === level);
  if (at === undefined) throw new UsageError(`\`${level}\` is not a level: use ${LEVELS.join(' or ')}.`);
  if (at === 'pmd' && arch.pmd === null)
    throw new UsageError(`${arch.name} maps no memory by pmd entries in this model.`);
  const { means, fields, unnamed } = decodeWord(arch, at, word);
  say(`0x${word.toString(16).padStart(arch.entryBits / 4, '0')}  ${at} of ${arch.name}`);
  say(decodedText(means));
  const rows = fields.map(({ bit, width, name, value, help }) => [
    width === 1 ? `${bit}` : `${bit + width - 1}-${bit}`,
    name,
    width === 1 ? String(value) : `0x${value.toString(16)}`,
    help,
  ]);
  for (const line of aligned(rows)) say(line);
  if (unnamed !== 0n) say(`Bits without a name are set: 0x${unnamed.toString(16)}.`);
  return 0;
}
