/**
 * `pte MACHINE WORD [LEVEL]`: what a raw entry says. LEVEL is `pte`, or the name of the tables above: `pmd`, `pud`, …
 */
import { entryBitsOf, readWord } from '../arch/readWord.ts';
import { decodedText, digitsText, fieldTexts, inMemoryText, unnamedText } from '../say/decoded.ts';
import { machineNamed } from './machineNamed.ts';
import { aligned, say, UsageError } from './output.ts';

export function pte(args: readonly string[]): number {
  const [machine, text, wanted = 'pte', ...more] = args;
  if (machine === undefined || text === undefined || more.length > 0) {
    throw new UsageError('Write `pte MACHINE WORD [LEVEL]`, like `pte arm64 0x0160000080000fc3`.');
  }
  const name = machineNamed(machine);
  if (!/^(0x)?[0-9a-f]+$/i.test(text))
    throw new UsageError(`\`${text}\` is not a word: write it in hexadecimal digits.`);
  const word = BigInt(`0x${text.replace(/^0x/i, '')}`);
  const bits = entryBitsOf(name);
  if (word >> BigInt(bits) !== 0n) {
    throw new UsageError(`\`${text}\` does not fit: entries of ${name} have ${bits} bits.`);
  }
  const { decoded, level, levels, bigEndian, twin } = readWord(name, wanted.toLowerCase(), word);
  if (level !== wanted.toLowerCase()) {
    throw new UsageError(`\`${wanted}\` is not a level of ${name}: use ${levels.join(' or ')}.`);
  }
  const { means, fields, unnamed } = decoded;
  say(`${digitsText(word, bits)}  ${level} of ${name}`);
  if (bigEndian) say(inMemoryText(word, bits));
  say(decodedText(means));
  if (twin !== null && means.kind === 'entry') {
    say(`The processor reads another word for it: ${digitsText(twin.word, bits)}.`);
  }
  const rows = fields.map((field) => {
    const shown = fieldTexts(field);
    return [shown.bits, field.name, shown.value, field.help];
  });
  for (const line of aligned(rows)) say(line);
  if (unnamed !== 0n) say(unnamedText(unnamed));
  return 0;
}
