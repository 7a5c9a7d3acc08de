/**
 * Reads the words of one line from left to right. Keeps the words in canonical order as they are read, so that a line can
 * be printed again with its numbers spelled as the author spelled them.
 */
import type { Diagnostic } from './program.ts';
import type { Made, Scope } from './scope.ts';
import { nearest } from './spelling.ts';
import type { Token } from './tokens.ts';

/** What stops the reading of a line. Thrown by `Cursor.fail`, caught where lines are read. */
export class LineError extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** A word in a message, cut where it is long. */
export const quote = (text: string): string => '`' + (text.length > 40 ? text.slice(0, 39) + '…' : text) + '`';

/** So many words are listed even where it is clear which was meant. */
const FEW = 8;

export class Cursor {
  readonly line: number;
  readonly scope: Scope;
  /** The words read so far in canonical order, as spelled; a mark belongs to the word before it. */
  words: string[] = [];
  /** What this line makes, once it has been read. */
  readonly makes: Made[] = [];
  /** What is wrong with words that could be read. */
  readonly problems: Diagnostic[] = [];
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[], line: number, scope: Scope) {
    this.#tokens = tokens;
    this.line = line;
    this.scope = scope;
  }

  /** The next word, not yet read; undefined at the end of the line. */
  peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  /** Reads one token and keeps it as spelled. `what` says what should stand here: `a place like \`io+1\``. */
  take(what: string): Token {
    const token = this.peek();
    if (token === undefined) throw this.#missing(what);
    if (token.kind === 'open') this.fail(token, 'This string has no closing quote.');
    this.#next++;
    if (token.kind === 'mark') this.words[this.words.length - 1] += token.text;
    else this.words.push(token.text);
    return token;
  }

  /** Reads a word that is no string and no mark. */
  word(what: string): Token {
    const token = this.peek();
    if (token !== undefined && token.kind !== 'word') this.fail(token, `Here ${what} is expected.`);
    return this.take(what);
  }

  /** Reads the word if it stands here. */
  takeIf(text: string): boolean {
    const token = this.peek();
    if (token?.kind === 'string' || token?.text !== text) return false;
    this.take(text);
    return true;
  }

  /** Reads a word that must stand here. */
  expect(text: string): void {
    const token = this.peek();
    if (this.takeIf(text)) return;
    if (token === undefined) throw this.#missing(quote(text));
    this.fail(token, `Here ${quote(text)} is expected, not ${quote(token.text)}.`, text);
  }

  /** Reads one of a closed set of words. `what` names the set: `an advice of madvise`. */
  oneOf<T extends string>(what: string, words: readonly T[]): T {
    const token = this.word(`${what} (${words.map((w) => quote(w)).join(', ')})`);
    const found = words.find((w) => w === token.text);
    if (found !== undefined) return found;
    return this.failAmong(token, `${quote(token.text)} is not ${what}.`, words);
  }

  /** Gives up at a word that is none of a set: with the one that was meant, and all of them where they are few or it is not clear. */
  failAmong(token: Token, message: string, words: readonly string[]): never {
    const near = nearest(token.text, words);
    const all = near === undefined || words.length <= FEW ? ` There are ${words.map(quote).join(', ')}.` : '';
    return this.fail(token, message + all, near);
  }

  /** Nothing may stand behind the last word read. */
  end(): void {
    const token = this.peek();
    if (token !== undefined) this.fail(token, `The statement is complete before ${quote(token.text)}.`);
  }

  /** Notes that something is wrong with a word, and goes on. */
  problem(at: Token, message: string, suggestion?: string): void {
    this.problems.push(this.#diagnostic(at.column, at.text.length, message, suggestion));
  }

  /** Stops the reading of this line. */
  fail(at: Token, message: string, suggestion?: string): never {
    throw new LineError(this.#diagnostic(at.column, at.text.length, message, suggestion));
  }

  /** Stops the reading of this line, with all of it marked. */
  failLine(message: string, suggestion?: string): never {
    const first = this.#tokens[0]!;
    const last = this.#tokens[this.#tokens.length - 1]!;
    const length = last.column + last.text.length - first.column;
    throw new LineError(this.#diagnostic(first.column, length, message, suggestion));
  }

  #missing(what: string): LineError {
    const last = this.#tokens[this.#tokens.length - 1];
    const column = last === undefined ? 1 : last.column + last.text.length;
    return new LineError(this.#diagnostic(column, 1, `The line ends where ${what} is expected.`));
  }

  #diagnostic(column: number, length: number, message: string, suggestion?: string): Diagnostic {
    return { line: this.line, column, length, message, ...(suggestion === undefined ? {} : { suggestion }) };
  }
}
