import { quote } from './cursor.ts';
import type { Part } from './grammar.ts';
import { protMeant } from './otherNames.ts';
import { nearest } from './spelling.ts';

const IS_PROT = /^(?:none|(?=[rwx])r?w?x?)$/;

export const PROT: Part<string> = {
  usage: 'PROT',
  read(c) {
    const token = c.word('a protection (`none`, or letters of `rwx`)');
    if (IS_PROT.test(token.text)) return token.text;
    const sorted = [...'rwx'].filter((letter) => token.text.includes(letter)).join('');
    const letters = /^[rwx]+$/.test(token.text);
    const suggestion = letters ? sorted : (protMeant(token.text) ?? nearest(token.text, ['none']));
    return c.fail(
      token,
      `${quote(token.text)} is not a protection: write \`none\`, or letters of \`rwx\` in that order.`,
      suggestion,
    );
  },
  write: (prot) => [prot],
};

export const TEXT: Part<string> = {
  usage: '"text"',
  read(c) {
    const next = c.peek();
    if (next?.kind === 'word') {
      const inner = next.text.replace(/^[“”„'‘]|[“”'’]$/g, '');
      c.fail(next, `${quote(next.text)} is not a string: strings go in straight double quotes.`, JSON.stringify(inner));
    }
    const token = c.take('a string like `"new"`');
    if (token.kind === 'mark') c.fail(token, 'Expected a string like `"new"` here.');
    const text = jsonString(token.text);
    if (text === null) return c.fail(token, 'This is not a JSON string: check its backslashes and control characters.');
    c.words[c.words.length - 1] = JSON.stringify(text);
    return text;
  },
  write: (text) => [JSON.stringify(text)],
};

function jsonString(text: string): string | null {
  try {
    return JSON.parse(text) as string;
  } catch {
    return null;
  }
}
