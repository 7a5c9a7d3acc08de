/** The parts of a drawn decision, and the sizes that they share. */
import type { Decision, TableInfo, TableQuestion, TableVerdict } from '../../../engine/index.ts';

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
  /** Empty where no machine came by. */
  readonly voices: readonly Voice[];
  /** Answers that lead to a verdict and were not taken: a stub at the side. */
  readonly stubs: readonly {
    readonly answer: boolean;
    readonly verdict: TableVerdict;
    readonly x: number;
    readonly y: number;
    readonly out: number;
  }[];
}

export interface VerdictBox {
  readonly verdict: TableVerdict;
  readonly machines: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: readonly string[];
  readonly help: readonly string[];
}

export interface FlowEdge {
  readonly key: string;
  readonly path: string;
  /** Machines that took it; empty: drawn pale. */
  readonly machines: readonly number[];
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
  readonly verdicts: readonly VerdictBox[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowInput {
  readonly table: TableInfo;
  /** One a machine; null where it did not ask. */
  readonly decisions: readonly (Decision | null)[];
  /** Short names of the machines. */
  readonly names: readonly string[];
  readonly width: number;
}

export const FLOW_FONT = 10.5;
export const FLOW_SMALL = 10;
export const LINE = 13;
export const PAD = 8;
/** Beside the chart, for lines to verdicts; and between the lanes, for lines around a box. */
export const OUTER = 16;
export const MIDDLE = 22;
export const GAP = 9;
/** More room where lanes part, for the words yes and no. */
export const FORK_GAP = 20;
