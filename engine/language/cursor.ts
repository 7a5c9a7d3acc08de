/**
 * Reads the words of a line and keeps them in canonical order, so that the line can be printed with its numbers as
 * spelled.
 */
import type { Diagnostic } from './program.ts';
import type { Made, Scope } from './scope.ts';
import { meantAmong } from './otherNames.ts';
import { nearest } from './spelling.ts';
import type { Token } from './tokens.ts';

/** Thrown by `Cursor.fail`, caught where lines are read. */
export class LineError extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

export const quote = (text: string): string => '`' + (text.length > 40 ? text.slice(0, 39) + '…' : text) + '`';

const FEW = 8;

export class Cursor {
  readonly line: number;
  readonly scope: Scope;
  /** In canonical order, as spelled; a mark is appended to the word before it. */
  words: string[] = [];
  readonly makes: Made[] = [];
  /** Problems that did not stop the reading. */
  readonly problems: Diagnostic[] = [];
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[], line: number, scope: Scope) {
    this.#tokens = tokens;
    this.line = line;
    this.scope = scope;
  }

  /** Undefined at the end of the line. */
  peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  take(what: string): Token {
    const token = this.peek();
    if (token === undefined) throw this.#missing(what);
    if (token.kind === 'open') this.fail(token, 'This string has no closing quote.');
    this.#next++;
    if (token.kind === 'mark') this.words[this.words.length - 1] += token.text;
    else this.words.push(token.text);
    return token;
  }

  /** Not a string or a mark. */
  word(what: string): Token {
    const token = this.peek();
    if (token !== undefined && token.kind !== 'word') this.fail(token, `Expected ${what} here.`);
    return this.take(what);
  }

  takeIf(text: string): boolean {
    const token = this.peek();
    if (token?.kind === 'string' || token?.text !== text) return false;
    this.take(text);
    return true;
  }

  expect(text: string): void {
    const token = this.peek();
    if (this.takeIf(text)) return;
    if (token === undefined) throw this.#missing(quote(text));
    const fix = nearest(token.text, [text]) ?? `${text} ${token.text}`;
    this.fail(token, `Expected ${quote(text)} here, not ${quote(token.text)}.`, fix);
  }

  /** `what` names the set: `advice for madvise`. `listed`: those that messages list, if not all. */
  oneOf<T extends string>(what: string, words: readonly T[], listed: readonly string[] = words): T {
    const token = this.word(`${what} (${listed.map((w) => quote(w)).join(', ')})`);
    const found = words.find((w) => w === token.text);
    if (found !== undefined) return found;
    return this.failAmong(token, `${quote(token.text)} is not ${what}.`, words, listed);
  }

  failAmong(token: Token, message: string, words: readonly string[], listed = words): never {
    const { word, why } = meantAmong(token.text, words);
    const all = word === undefined || words.length <= FEW ? ` Use one of ${listed.map(quote).join(', ')}.` : '';
    return this.fail(token, (why === null ? message : `${quote(token.text)} ${why}.`) + all, word);
  }

  end(): void {
    const token = this.peek();
    if (token !== undefined) this.fail(token, `Unexpected ${quote(token.text)}: the statement is already complete.`);
  }

  /** Reading continues. */
  problem(at: Token, message: string, suggestion?: string): void {
    this.problems.push(this.#diagnostic(at.column, at.text.length, message, suggestion));
  }

  /** Ends the line. */
  fail(at: Token, message: string, suggestion?: string): never {
    throw new LineError(this.#diagnostic(at.column, at.text.length, message, suggestion));
  }

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
