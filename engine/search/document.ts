/** What can be found: plain data, made when the page is built. */

export type DocumentKind =
  'question' | 'statement' | 'term' | 'scenario' | 'lesson' | 'reader' | 'machine' | 'rule' | 'unmodelled';

/** What a hit is called. */
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

/** A step of a built-in scenario: 0 is its start. */
export interface Sight {
  readonly scenario: string;
  readonly step: number;
}

export interface Document {
  /** Its kind, and its name among those of the kind: `scenario:collision`. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly title: string;
  /** One or two sentences. */
  readonly text: string;
  /** Other names: whoever types one of them means this. */
  readonly words: readonly string[];
  /** The words of what else it says, each once. They are searched, and not shown. */
  readonly body: string;
  /** The statements that it plays: what finds one of them also finds this. */
  readonly ops: readonly string[];
  /** Where it can be seen; null: nowhere. */
  readonly at: Sight | null;
}
