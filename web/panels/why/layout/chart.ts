/** The parts of a drawn decision, and common sizes. */
import type { Decision, TableInfo, TableQuestion, TableVerdict } from '../../../../engine/facts.ts';

export interface Voice {
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
  /** Not asked, while others were: small and pale. */
  readonly thin: boolean;
  /** Empty if no machine got here. */
  readonly voices: readonly Voice[];
  /** Answers are beside the values, not beside the label. */
  readonly answersBelow: boolean;
  /** Untaken answers that lead to a verdict: stubs at the side. */
  readonly stubs: readonly {
    readonly answer: boolean;
    readonly verdict: TableVerdict;
    readonly x: number;
    readonly y: number;
    readonly out: number;
  }[];
}

export interface VerdictPort {
  readonly verdict: TableVerdict;
  readonly machines: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface FlowEdge {
  readonly key: string;
  readonly path: string;
  readonly ways: readonly { readonly machine: number; readonly path: string }[];
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

export interface Density {
  readonly line: number;
  readonly pad: number;
  readonly gap: number;
  readonly fork: number;
  /** After a question that was not asked. */
  readonly thin: number;
}
export const LINE = 13;
export const ROOMY: Density = { line: LINE, pad: 8, gap: 9, fork: 18, thin: 5 };
export const TIGHT: Density = { line: 12, pad: 5, gap: 5, fork: 12, thin: 1 };

export interface FlowInput {
  readonly table: TableInfo;
  /** Per machine; null where it did not ask. */
  readonly decisions: readonly (Decision | null)[];
  readonly names: readonly string[];
  readonly width: number;
  readonly density?: Density;
}

export const FLOW_FONT = 10.5;
export const FLOW_SMALL = 10;
export const PAD = 6;
/** For the answer at the right of a question. */
export const ANSWER = 24;
export const BESIDE = 4;
/** Beside a box, for stubs. */
export const ENDS = 13;
export const outerOf = (machines: number): number => ENDS + BESIDE * machines - 2;
export const MIDDLE = 18;
