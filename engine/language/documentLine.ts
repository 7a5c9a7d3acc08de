/**
 * A line of a text: what it says, and how it is printed.
 */
import type { AskBody } from './ask.ts';
import type { Head } from './head.ts';
import type { Program, Statement } from './program.ts';

/** What a line says. */
export type Meaning =
  | { readonly kind: 'blank' }
  | { readonly kind: 'head'; readonly head: Partial<Head> }
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'ask'; readonly ask: AskBody };

export interface DocumentLine {
  /** Counts from 1. */
  readonly line: number;
  /** As it stands in the text, without its end. */
  readonly raw: string;
  /** Without comment and without spaces around it. */
  readonly text: string;
  /** From `#` on; null: the line has none. */
  readonly comment: string | null;
  /** null: the line has an error, or stands behind a bound of the language. */
  readonly meaning: Meaning | null;
  /** In canonical form without comment; null as `meaning` is. */
  readonly canonical: string | null;
}

export interface ScenarioDocument {
  readonly lines: readonly DocumentLine[];
  readonly program: Program;
}
