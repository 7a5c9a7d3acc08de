/**
 * Parser and printer combinators: each part describes its syntax once, for both directions. Knows nothing about memory
 * management.
 */
import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import { meantAmong } from './otherNames.ts';

export interface Part<T> {
  readonly usage: string;
  read(c: Cursor): T;
  write(value: T): string[];
}

interface AnyPart {
  readonly usage: string;
  read(c: Cursor): unknown;
  write(value: never): string[];
}
type Meet<P extends readonly AnyPart[]> = P extends readonly [Part<infer T>, ...infer Rest extends readonly AnyPart[]]
  ? T & Meet<Rest>
  : unknown;

export const nothing: Part<Record<never, never>> = { usage: '', read: () => ({}), write: () => [] };

export function field<K extends string, T>(name: K, part: Part<T>): Part<Readonly<Record<K, T>>> {
  return {
    usage: part.usage,
    read: (c) => ({ [name]: part.read(c) }) as Record<K, T>,
    write: (value) => part.write(value[name]),
  };
}

export function seq<P extends readonly AnyPart[]>(...parts: P): Part<Meet<P>> {
  const all = parts as readonly AnyPart[] as readonly Part<object>[];
  return {
    usage: joinUsage(all.map((p) => p.usage)),
    read: (c) => Object.assign({}, ...all.map((p) => p.read(c))) as Meet<P>,
    write: (value) => all.flatMap((p) => p.write(value as object)),
  };
}

export function literal(text: string): Part<Record<never, never>> {
  return {
    usage: text,
    read: (c) => (c.expect(text), {}),
    write: () => [text],
  };
}

export function oneOf<const T extends string>(what: string, words: readonly T[]): Part<T> {
  return { usage: words.join('|'), read: (c) => c.oneOf(what, words), write: (value) => [value] };
}

/** Null if absent. `begins` decides by the next word. */
export function maybe<T>(part: Part<T>, begins: (c: Cursor) => boolean): Part<T | null> {
  return {
    usage: `[${part.usage}]`,
    read: (c) => (begins(c) ? part.read(c) : null),
    write: (value) => (value === null ? [] : part.write(value)),
  };
}

/** A word, with or without a value after it. */
export interface Option<T> {
  readonly word: string;
  readonly usage: string;
  readonly absent: T;
  readonly read: (c: Cursor) => T;
  readonly write: (value: T) => string[];
}

export const flag = (word: string): Option<boolean> => ({
  word,
  usage: `[${word}]`,
  absent: false,
  read: () => true,
  write: (value) => (value ? [word] : []),
});

export const value = <T>(word: string, part: Part<T>): Option<T | null> => ({
  word,
  usage: `[${word} ${part.usage}]`,
  absent: null,
  read: (c) => part.read(c),
  write: (v) => (v === null ? [] : [word, ...part.write(v)]),
});

/** In any order, each at most once; printed in the order given here. */
export function options<T extends object>(choices: { readonly [K in keyof T]: Option<T[K]> }): Part<Readonly<T>> {
  const entries = Object.entries(choices) as [string, Option<unknown>][];
  const words = entries.map(([, o]) => o.word);
  return {
    usage: joinUsage(entries.map(([, o]) => o.usage)),
    read(c) {
      const values = new Map<string, unknown>();
      const spelled = new Map<string, string[]>();
      const before = c.words;
      for (;;) {
        const token = c.peek();
        const entry = entries.find(([, o]) => token?.kind === 'word' && o.word === token.text);
        if (token === undefined) break;
        if (entry === undefined) {
          const { word, why } = token.kind === 'word' ? meantAmong(token.text, words) : { word: undefined, why: null };
          if (why !== null) c.fail(token, `${quote(token.text)} ${why}.`);
          if (word !== undefined) c.fail(token, `${quote(token.text)} is not an option here.`, word);
          break;
        }
        const [name, option] = entry;
        if (values.has(name)) c.fail(token, `${quote(option.word)} is given twice.`);
        c.words = [];
        c.take(option.word);
        values.set(name, option.read(c));
        spelled.set(name, c.words);
      }
      c.words = [...before, ...entries.flatMap(([name]) => spelled.get(name) ?? [])];
      return Object.fromEntries(
        entries.map(([name, o]) => [name, values.has(name) ? values.get(name) : o.absent]),
      ) as unknown as T;
    },
    write: (fields) => entries.flatMap(([name, o]) => o.write((fields as Record<string, unknown>)[name])),
  };
}

/** No space before `,`. */
export const joinWords = (words: readonly string[]): string =>
  words.reduce((line, word) => (line === '' || line.endsWith(',') ? line + word : `${line} ${word}`), '');

const joinUsage = (usages: readonly string[]): string => usages.filter((u) => u !== '').join(' ');
