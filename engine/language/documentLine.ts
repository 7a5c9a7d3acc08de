import type { AskBody } from './ask.ts';
import type { Head } from './head.ts';
import type { Program, Statement } from './program.ts';

export type Meaning =
  | { readonly kind: 'blank' }
  | { readonly kind: 'head'; readonly head: Partial<Head> }
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'ask'; readonly ask: AskBody };

export interface DocumentLine {
  /** Counts from 1. */
  readonly line: number;
  readonly raw: string;
  readonly text: string;
  /** From `#` on; null: none. */
  readonly comment: string | null;
  /** null: the line has an error, or exceeds a limit of the language. */
  readonly meaning: Meaning | null;
  /** Without comment; null where `meaning` is. */
  readonly canonical: string | null;
}

export interface ScenarioDocument {
  readonly lines: readonly DocumentLine[];
  readonly program: Program;
}
