/** What can be found: plain data, made when the page is built. */
import type { OpName } from '../language/program.ts';

export type DocumentKind =
  'question' | 'statement' | 'term' | 'scenario' | 'lesson' | 'reader' | 'machine' | 'rule' | 'unmodelled';

export const HIT_NAMES: Readonly<Record<DocumentKind, string>> = {
  question: 'Question',
  statement: 'Statement',
  term: 'Term',
  scenario: 'Scenario',
  lesson: 'Lesson',
  reader: 'Reader of a flag',
  machine: 'Architecture',
  rule: 'Rule',
  unmodelled: 'Known, not modelled',
};

/** Its kind, and its name among those of the kind: `scenario:collision`. */
export const documentId = (kind: DocumentKind, name: string): string => `${kind}:${name}`;

export interface Sight {
  readonly scenario: string;
  readonly step: number;
}

export interface Document {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly text: string;
  readonly words: readonly string[];
  /** The words of what else it says, each once. They are searched, and not shown. */
  readonly body: string;
  readonly ops: readonly OpName[];
  /** Where it can be seen; null: nowhere. */
  readonly at: Sight | null;
}
