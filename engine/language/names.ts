/** Names of mappings, pins, files and processes, created by some statements and used by others. */
import type { ProcessName } from '../types.ts';
import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import type { Part } from './grammar.ts';
import { MAX_NAMES, MAX_PAGES, RESERVED_NAMES } from './limits.ts';
import { numberOf } from './numbers.ts';
import { nearest } from './spelling.ts';
import type { Token } from './tokens.ts';

const IS_NAME = /^[a-z][a-z0-9_]*$/;
const IS_PROCESS = /^[A-Z]$/;

function checkName(c: Cursor, at: Token, text: string, what: string): void {
  if (!IS_NAME.test(text)) {
    const repaired = text.toLowerCase().replace(/[^a-z0-9_]+/g, '_');
    const message = `${quote(text)} cannot be ${what}: names are lower-case letters, digits and \`_\`, starting with a letter.`;
    c.fail(at, message, IS_NAME.test(repaired) ? repaired : undefined);
  }
  if (RESERVED_NAMES.includes(text)) c.fail(at, `${quote(text)} is reserved: it names physical pages.`);
}

/** A name that exists already stands for the same range again. */
export const NEW_NAME: Part<string> = {
  usage: 'NAME',
  read(c) {
    const token = c.word('the name of a mapping');
    checkName(c, token, token.text, "a mapping's name");
    if (!c.scope.names.has(token.text) && c.scope.names.size >= MAX_NAMES) {
      c.fail(token, `${quote(token.text)} is one name too many: a text can have at most ${MAX_NAMES} mapping names.`);
    }
    c.makes.push({ kind: 'name', name: token.text });
    return token.text;
  },
  write: (name) => [name],
};

/** An earlier statement must have created it. */
export function useName(c: Cursor, at: Token, name: string): void {
  checkName(c, at, name, "a mapping's name");
  if (c.scope.names.has(name)) return;
  c.problem(at, `No earlier statement creates ${quote(name)}.`, nearest(name, c.scope.names.keys()));
}

export const NAME: Part<string> = {
  usage: 'NAME',
  read(c) {
    const token = c.word('the name of a mapping');
    useName(c, token, token.text);
    return token.text;
  },
  write: (name) => [name],
};

export const NEW_PIN: Part<string> = {
  usage: 'NAME',
  read(c) {
    const token = c.word('a name for the page that is held');
    checkName(c, token, token.text, "a pin's name");
    c.makes.push({ kind: 'pin', name: token.text });
    return token.text;
  },
  write: (name) => [name],
};

/** Must hold a page. */
export const PIN: Part<string> = {
  usage: 'NAME',
  read(c) {
    const token = c.word('the name from a `gup`, `pin` or `vfio_pin`');
    checkName(c, token, token.text, "a pin's name");
    if (!c.scope.pins.has(token.text)) {
      const message = `No earlier \`gup\`, \`pin\` or \`vfio_pin\` holds a page as ${quote(token.text)}.`;
      c.problem(token, message, nearest(token.text, c.scope.pins));
    }
    return token.text;
  },
  write: (name) => [name],
};

function processLetter(c: Cursor): Token {
  const token = c.word('a process (one capital letter)');
  if (IS_PROCESS.test(token.text)) return token;
  const upper = token.text.toUpperCase();
  const suggestion = IS_PROCESS.test(upper) ? upper : undefined;
  return c.fail(token, `${quote(token.text)} is not a process: a process is one capital letter.`, suggestion);
}

/** Created by an earlier fork, or `A`. */
export const PROCESS: Part<ProcessName> = {
  usage: 'A',
  read(c) {
    const token = processLetter(c);
    if (!c.scope.processes.has(token.text))
      c.problem(token, `No earlier \`fork\` creates process ${quote(token.text)}.`);
    return token.text;
  },
  write: (name) => [name],
};

/** One letter each, so at most 26. */
export const NEW_PROCESS: Part<ProcessName> = {
  usage: 'B',
  read(c) {
    const token = processLetter(c);
    const line = c.scope.processes.get(token.text);
    if (line === 0) c.problem(token, 'Process `A` exists from the start, so no fork can create it.');
    else if (line !== undefined) c.problem(token, `Process ${quote(token.text)} was already forked on line ${line}.`);
    c.makes.push({ kind: 'process', name: token.text });
    return token.text;
  },
  write: (name) => [name],
};

export const FILE: Part<{ readonly file: string; readonly pgoff: number }> = {
  usage: 'NAME[+PGOFF]',
  read(c) {
    const token = c.word('a file like `notes` or `notes+1`');
    const [file, offset, ...more] = token.text.split('+');
    checkName(c, token, file!, "a file's name");
    if (more.length > 0) c.fail(token, `${quote(token.text)} is not a file: write \`notes\` or \`notes+1\`.`);
    const pgoff = offset === undefined ? 0 : numberOf(c, token, offset, 0, MAX_PAGES - 1, 'a page of a file');
    c.scope.files.add(file!);
    return { file: file!, pgoff };
  },
  write: ({ file, pgoff }) => [`${file}+${pgoff}`],
};
