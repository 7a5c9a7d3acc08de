/** A text as lines: meaning, canonical form, errors. Comments and blank lines are kept for printing. */
import { ASK } from './ask.ts';
import { buildProgram } from './build.ts';
import { Cursor, LineError, quote } from './cursor.ts';
import type { DocumentLine, Meaning, ScenarioDocument } from './documentLine.ts';
import { joinWords } from './grammar.ts';
import type { Head } from './head.ts';
import { DEFAULT_HEAD, HEAD_WORDS, readHead } from './head.ts';
import { byteLength, MAX_STATEMENTS, MAX_TEXT_BYTES } from './limits.ts';
import type { Diagnostic } from './program.ts';
import { otherNameAmong } from './otherNames.ts';
import { Scope, type Made } from './scope.ts';
import { nearest } from './spelling.ts';
import { pagesMade, readStatement, startsStatement, WORDS } from './statements.ts';
import type { Cut } from './tokens.ts';
import { cut, linesOf } from './tokens.ts';

/** Reads any text. Errors are in `program.diagnostics`; never throws. */
export function parseDocument(text: string): ScenarioDocument {
  const bytes = byteLength(text);
  if (bytes <= MAX_TEXT_BYTES) return new Reader().read(linesOf(text));
  const message = `The text has ${bytes} bytes; the limit is ${MAX_TEXT_BYTES} (64 KiB).`;
  const lines = linesOf(text).map((raw, i) => unread(i + 1, raw, { tokens: [], comment: null, text: raw }));
  const diagnostic = { line: 1, column: 1, length: Math.max(1, lines[0]!.raw.length), message };
  return { lines, program: buildProgram([], DEFAULT_HEAD, new Scope(), [diagnostic]) };
}

const unread = (line: number, raw: string, { text, comment }: Cut): DocumentLine => ({
  line,
  raw,
  text,
  comment,
  meaning: null,
  canonical: null,
});

/** A question about the next statement: it may name what that statement creates. */
interface Waiting {
  readonly line: number;
  readonly raw: string;
  readonly parts: Cut;
}

interface Fix {
  readonly diagnostic: Diagnostic;
  readonly head: string | null;
  readonly makes: readonly Made[];
}

interface Reading {
  readonly meaning: Meaning | null;
  readonly found: readonly Diagnostic[];
}

function readWith(c: Cursor, meaningOf: (c: Cursor) => Meaning): Reading {
  try {
    const meaning = meaningOf(c);
    return { meaning, found: c.problems };
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    return { meaning: null, found: [error.diagnostic, ...c.problems] };
  }
}

function meaningAlone(c: Cursor): Meaning {
  const first = c.peek()!;
  if (HEAD_WORDS.includes(first.text)) {
    const head = readHead(c);
    return { kind: 'head', head };
  }
  if (c.takeIf('say')) {
    const { text } = c.word('a text');
    c.end();
    return { kind: 'say', text };
  }
  if (c.takeIf('ask')) {
    const ask = ASK.read(c);
    c.end();
    return { kind: 'ask', ask };
  }
  if (!startsStatement(first)) return failAtStart(c);
  return { kind: 'statement', statement: readStatement(c) };
}

class Reader {
  readonly #scope = new Scope();
  readonly #lines: DocumentLine[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #headLines = new Map<string, number>();
  #head: Head = DEFAULT_HEAD;
  #waiting: Waiting[] = [];
  #statements = 0;
  /** Fixes that are offered, with what their lines would then create. */
  readonly #fixes: Fix[] = [];
  /** `say` and `ask` count as statements: no head line may follow. */
  #pastHead = false;

  read(texts: readonly string[]): ScenarioDocument {
    for (const [i, raw] of texts.entries()) this.#readLine(i + 1, raw, cut(raw));
    this.#answerWaiting(false);
    const diagnostics = this.#withoutRivals().sort((a, b) => a.line - b.line || a.column - b.column);
    const wrong = new Set(diagnostics.map((d) => d.line));
    const lines = this.#lines.map((l) => (wrong.has(l.line) ? { ...l, meaning: null, canonical: null } : l));
    return { lines, program: buildProgram(lines, this.#head, this.#scope, diagnostics) };
  }

  #readLine(line: number, raw: string, parts: Cut): void {
    const first = parts.tokens[0];
    if (this.#statements > MAX_STATEMENTS) {
      this.#lines.push(unread(line, raw, parts));
    } else if (first === undefined) {
      this.#lines.push({ ...unread(line, raw, parts), meaning: { kind: 'blank' }, canonical: '' });
    } else if (first.text === 'ask') {
      this.#pastHead = true;
      this.#waiting.push({ line, raw, parts });
      this.#lines.push(unread(line, raw, parts));
    } else {
      this.#readNow(line, raw, parts, (c) => this.#meaningOf(c));
      if (isStatement(parts)) this.#answerWaiting(true);
    }
  }

  #answerWaiting(followed: boolean): void {
    for (const { line, raw, parts } of this.#waiting) {
      this.#readNow(line, raw, parts, (c) => {
        const token = c.peek()!;
        const meaning = meaningAlone(c);
        if (!followed) c.problem(token, 'No statement follows this `ask`.');
        return meaning;
      });
    }
    this.#waiting = [];
  }

  #readNow(line: number, raw: string, parts: Cut, meaningOf: (c: Cursor) => Meaning): void {
    const c = new Cursor(parts.tokens, line, this.#scope);
    const { meaning, found } = readWith(c, meaningOf);
    for (const diagnostic of found) this.#diagnostics.push(this.#withSoundFix(diagnostic, raw));
    // A line with an error still creates its names, so that one mistake gives one diagnostic.
    const pages = meaning?.kind === 'statement' ? pagesMade(meaning.statement) : 1;
    for (const made of c.makes) this.#scope.make(made, line, pages);
    const canonical = meaning === null ? null : joinWords(c.words);
    this.#lines[line - 1] = { ...unread(line, raw, parts), meaning, canonical };
  }

  /** A fix is offered only if the line can be read as far as it goes, and no later line minds. */
  #withSoundFix(diagnostic: Diagnostic, raw: string): Diagnostic {
    const { line, column, length, suggestion, ...rest } = diagnostic;
    if (suggestion === undefined) return diagnostic;
    const { tokens } = cut(raw.slice(0, column - 1) + suggestion + raw.slice(column - 1 + length));
    const c = new Cursor(tokens, line, new Scope(this.#scope));
    const { meaning, found } = readWith(c, meaningAlone);
    const sound = found.every((d) => d.column >= column + suggestion.length);
    if (!sound) return { line, column, length, ...rest };
    this.#fixes.push({ diagnostic, head: meaning?.kind === 'head' ? tokens[0]!.text : null, makes: c.makes });
    return diagnostic;
  }

  /** Drops fixes that would take a process or a head line from a later line. */
  #withoutRivals(): Diagnostic[] {
    const rivals = this.#fixes.filter(
      ({ diagnostic: { line }, head, makes }) =>
        (head !== null && (this.#headLines.get(head) ?? line) !== line) ||
        makes.some(({ kind, name }) => kind === 'process' && (this.#scope.processes.get(name) ?? line) !== line),
    );
    const dropped = new Set(rivals.map(({ diagnostic }) => diagnostic));
    return this.#diagnostics.map((diagnostic) => {
      const { suggestion: _, ...rest } = diagnostic;
      return dropped.has(diagnostic) ? rest : diagnostic;
    });
  }

  #meaningOf(c: Cursor): Meaning {
    const first = c.peek()!;
    if (HEAD_WORDS.includes(first.text)) return this.#readHead(c);
    if (first.text !== 'say' && ++this.#statements > MAX_STATEMENTS) {
      c.failLine(`A text can have at most ${MAX_STATEMENTS} statements.`);
    }
    // A misspelt head line is not a statement: head lines may follow it.
    if (!this.#pastHead && nearest(first.text, HEAD_WORDS) === undefined) this.#pastHead = true;
    return meaningAlone(c);
  }

  #readHead(c: Cursor): Meaning {
    const word = c.peek()!;
    const before = this.#headLines.get(word.text);
    if (this.#pastHead) c.fail(word, `The ${quote(word.text)} line must come before the first statement.`);
    if (before !== undefined) c.fail(word, `There is already a ${quote(word.text)} line: line ${before}.`);
    this.#headLines.set(word.text, c.line);
    const head = readHead(c, this.#head);
    this.#head = { ...this.#head, ...head };
    return { kind: 'head', head };
  }
}

function isStatement({ tokens }: Cut): boolean {
  const first = tokens[0]?.text ?? 'say';
  return first !== 'say' && !HEAD_WORDS.includes(first);
}

function failAtStart(c: Cursor): never {
  const first = c.peek()!;
  if (first.kind !== 'word') c.fail(first, `A line cannot start with ${quote(first.text)}.`);
  const { text } = first;
  if (WORDS.process.includes(text))
    c.fail(first, `${quote(text)} needs a process before it: \`A ${text}\`.`, `A ${text}`);
  if (WORDS.kernel.includes(text)) {
    c.fail(first, `${quote(text)} needs \`kernel\` before it: \`kernel ${text}\`.`, `kernel ${text}`);
  }
  if (/^[a-z]$/.test(text)) {
    c.fail(first, `${quote(text)} is not a process: a process is one capital letter.`, text.toUpperCase());
  }
  const other = otherNameAmong(text, WORDS.process);
  if (other !== undefined) {
    c.fail(first, `Here, ${quote(text)} is \`${other}\`, and needs a process before it: \`A ${other}\`.`, `A ${other}`);
  }
  const near = nearest(text, [...HEAD_WORDS, 'kernel', 'device', 'say', 'ask', ...WORDS.nobody]);
  const starts = 'a process, `kernel` or `device`';
  c.fail(first, `A line cannot start with ${quote(text)}: a statement starts with ${starts}.`, near);
}
