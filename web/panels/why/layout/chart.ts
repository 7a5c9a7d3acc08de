/** The parts of a drawn decision, and the sizes that they share. */
import type { Decision, TableInfo, TableQuestion, TableVerdict } from '../../../../engine/facts.ts';

/** What one or several machines said at a question. */
export interface Voice {
  /** Machines that said it. */
  readonly machines: readonly number[];
  readonly lines: readonly string[];
  readonly answer: boolean;
}

export interface QuestionBox {
  readonly question: TableQuestion;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: readonly string[];
  /** A question that nobody asked here, while others were asked: small and pale. */
  readonly thin: boolean;
  /** Empty where no machine came by. */
  readonly voices: readonly Voice[];
  /** Answers stand beside what was said, not beside the label. */
  readonly answersBelow: boolean;
  /** Answers that lead to a verdict and were not taken: a stub at the side. */
  readonly stubs: readonly {
    readonly answer: boolean;
    readonly verdict: TableVerdict;
    readonly x: number;
    readonly y: number;
    readonly out: number;
  }[];
}

/** Where a verdict that was reached stands, directly below the chart. */
export interface VerdictPort {
  readonly verdict: TableVerdict;
  readonly machines: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface FlowEdge {
  readonly key: string;
  /** Of a line that nobody took: drawn pale. */
  readonly path: string;
  /** Machines that took it, each with a line of its own, side by side. */
  readonly ways: readonly { readonly machine: number; readonly path: string }[];
  /** A word at its beginning: where lanes part. */
  readonly label: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'end';
  } | null;
}

export interface Flow {
  readonly width: number;
  readonly height: number;
  readonly questions: readonly QuestionBox[];
  readonly verdicts: readonly VerdictPort[];
  readonly edges: readonly FlowEdge[];
}

/** Heights: of a line, of what a box adds to its lines, and between boxes. */
export interface Density {
  readonly line: number;
  readonly pad: number;
  readonly gap: number;
  /** Where lanes part, for the words yes and no. */
  readonly fork: number;
  /** After a question that nobody asked. */
  readonly thin: number;
}
/** Height of a line of text. */
export const LINE = 13;
export const ROOMY: Density = { line: LINE, pad: 8, gap: 9, fork: 18, thin: 5 };
export const TIGHT: Density = { line: 12, pad: 5, gap: 5, fork: 12, thin: 1 };

export interface FlowInput {
  readonly table: TableInfo;
  /** One a machine; null where it did not ask. */
  readonly decisions: readonly (Decision | null)[];
  /** Short names of the machines. */
  readonly names: readonly string[];
  readonly width: number;
  readonly density?: Density;
}

export const FLOW_FONT = 10.5;
export const FLOW_SMALL = 10;
/** At the sides of a box. */
export const PAD = 6;
/** For the word at the right of a question. */
export const ANSWER = 24;
/** Between the lines of machines that go side by side. */
export const BESIDE = 4;
/** Beside a box, for the ends of answers that were not given. */
export const ENDS = 13;
/** Beside the chart, for those ends, and beyond them a line to a verdict for each machine. */
export const outerOf = (machines: number): number => ENDS + BESIDE * machines - 2;
/** Between the lanes, for lines around a box. */
export const MIDDLE = 18;
