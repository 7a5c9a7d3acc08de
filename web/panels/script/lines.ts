/** The lines of a text, cut at errors. */
import type { Diagnostic } from '../../../engine/text.ts';

export interface Part {
  readonly text: string;
  /** From 1, as in diagnostics. */
  readonly column: number;
  readonly bad: boolean;
}

export interface Line {
  readonly parts: readonly Part[];
  /** The line has an error, even if no character of it is marked. */
  readonly bad: boolean;
}

type Place = Pick<Diagnostic, 'line' | 'column' | 'length'>;

function partsOf(text: string, faults: readonly Place[]): Part[] {
  const ends = faults.flatMap(({ column, length }) => [column, column + length]);
  const cuts = [...new Set([1, ...ends])].filter((column) => column <= text.length).sort((a, b) => a - b);
  return cuts.map((column, i) => ({
    column,
    text: text.slice(column - 1, (cuts[i + 1] ?? text.length + 1) - 1),
    bad: faults.some((fault) => fault.column <= column && column < fault.column + fault.length),
  }));
}

export function linesOf(text: string, diagnostics: readonly Place[]): Line[] {
  const faults = new Map<number, Place[]>();
  for (const fault of diagnostics) faults.set(fault.line, [...(faults.get(fault.line) ?? []), fault]);
  return text.split('\n').map((line, i) => {
    const here = faults.get(i + 1) ?? [];
    return { parts: partsOf(line, here), bad: here.length > 0 };
  });
}

/** Offset of a diagnostic in the text. */
export function offsetOf(text: string, { line, column }: Place): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}
