/** Words as people type them. Origin: how dumps print them. */
import { expect, test } from 'vitest';
import { parseWord } from './typedWord.ts';

test.each([
  ['0x80000225', 64, 0x80000225n],
  ['8000 0000 0041 2867', 64, 0x8000000000412867n],
  ['0XFF', 32, 0xffn],
  ['0x8000_0000', 32, 0x80000000n],
])('%s is a word', (text, bits, word) => {
  expect(parseWord(text, bits)).toEqual({ ok: true, word });
});

test.each([
  ['', 64, 'hexadecimal'],
  ['0x', 64, 'hexadecimal'],
  ['12g', 64, 'hexadecimal'],
  ['0x100000000', 32, '32 bits'],
])('%j is not', (text, bits, why) => {
  expect(parseWord(text, bits)).toMatchObject({ ok: false, message: expect.stringContaining(why) as string });
});
