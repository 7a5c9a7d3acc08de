/**
 * The canonical form differs from a text only in spaces and the order of options. Source: docs/language.md, Canonical
 * form and links.
 */
import { ASK } from './ask.ts';
import type { AskBody } from './ask.ts';
import { parseDocument } from './document.ts';
import type { ScenarioDocument } from './documentLine.ts';
import { joinWords } from './grammar.ts';
import { writeHead } from './head.ts';
import { byteLength, MAX_TEXT_BYTES } from './limits.ts';
import type { Program, Statement } from './program.ts';
import { writeStatement } from './statements.ts';

/** Keeps lines with an error, and whether there is a final line end. */
const print = (document: ScenarioDocument): string =>
  document.lines
    .map(({ raw, canonical, comment }) => {
      if (canonical === null) return raw;
      return canonical === '' || comment === null ? canonical + (comment ?? '') : `${canonical} ${comment}`;
    })
    .join('\n');

export function format(text: string): string {
  const formatted = print(parseDocument(text));
  // The canonical form can be longer, and must not exceed the limit.
  return byteLength(formatted) > MAX_TEXT_BYTES ? text : formatted;
}

const printStatement = (statement: Statement): string => joinWords(writeStatement(statement));

const printAsk = (ask: AskBody): string => joinWords(['ask', ...ASK.write(ask)]);

/** Without comments. Parsing it gives the program again, except for line numbers and spellings. */
export function printProgram(program: Program): string {
  const lines = [...writeHead(program), ...program.opening.map((text) => `say ${text}`)];
  for (const { statement, says, asks } of program.steps) {
    lines.push(...asks.map(printAsk), printStatement(statement), ...says.map((text) => `say ${text}`));
  }
  return lines.map((line) => line + '\n').join('');
}
