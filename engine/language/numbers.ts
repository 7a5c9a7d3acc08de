import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import type { Part } from './grammar.ts';
import { MAX_PAGES, MAX_PGOFF } from './limits.ts';
import type { Token } from './tokens.ts';

export const DIGITS = '0x[0-9a-fA-F]+|[0-9]+';
const IS_NUMBER = new RegExp(`^(?:${DIGITS})$`);
const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** Fails with a message if it is not a number or out of range. */
export function numberOf(c: Cursor, at: Token, text: string, min: number, max: number, what: string): number {
  if (!IS_NUMBER.test(text)) c.fail(at, `${quote(text)} is not a number: ${what} is decimal or \`0x…\`.`);
  const n = Number(text);
  if (n < min || n > max) c.fail(at, `${quote(text)} is out of range: ${what} is ${min} to ${thousands(max)}.`);
  return n;
}

const number = (usage: string, what: string, min: number, max: number): Part<number> => ({
  usage,
  read(c) {
    const token = c.word(what);
    return numberOf(c, token, token.text, min, max, what);
  },
  write: (n) => [String(n)],
});

export const PAGES = number('PAGES', 'the number of pages', 1, MAX_PAGES);
export const OFFSET = number('OFFSET', 'the page of the mapping', 0, MAX_PAGES - 1);
export const FILE_OFFSET = number('OFFSET', "the page of the driver's file", 0, MAX_PGOFF);
export const FILE_PAGES = number('N', 'the number of pages', 1, MAX_PGOFF);
