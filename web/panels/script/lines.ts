/** The lines of a text, cut at errors. */
import type { Diagnostic } from '../../../engine/text.ts';

export interface Part {
  readonly text: string;
  /** From 1, as in diagnostics. */
  readonly column: number;
  readonly bad: boolean;
}

export interface Line {
  readonly text: string;
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

const lineOf = (text: string, faults: readonly Place[]): Line => ({
  text,
  parts: partsOf(text, faults),
  bad: faults.length > 0,
});

const isSame = (a: Line, b: Line): boolean =>
  a.text === b.text &&
  a.bad === b.bad &&
  a.parts.length === b.parts.length &&
  a.parts.every((part, i) => part.bad === b.parts[i]?.bad && part.column === b.parts[i].column);

function kept(before: readonly Line[], texts: readonly string[]): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, texts.length);
  let start = 0;
  while (start < most && before[start]?.text === texts[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end]?.text === texts[texts.length - 1 - end]) end++;
  return { start, end };
}

/**
 * The lines of a text. Those that stay as they were `before` are the same objects, wherever they stand now, so that only
 * others are drawn again. `diagnostics` null: not known yet; lines that stay keep their marks.
 */
export function linesOf(text: string, diagnostics: readonly Place[] | null, before: readonly Line[] = []): Line[] {
  const texts = text.split('\n');
  const { start, end } = kept(before, texts);
  const old = (i: number): Line | undefined =>
    i < start ? before[i] : i >= texts.length - end ? before[before.length - texts.length + i] : undefined;
  if (diagnostics === null) return texts.map((line, i) => old(i) ?? lineOf(line, []));
  const faults = new Map<number, Place[]>();
  for (const fault of diagnostics) faults.set(fault.line, [...(faults.get(fault.line) ?? []), fault]);
  return texts.map((line, i) => {
    const known = old(i);
    const here = faults.get(i + 1);
    if (known !== undefined && here === undefined && !known.bad) return known;
    const fresh = lineOf(line, here ?? []);
    return known !== undefined && isSame(known, fresh) ? known : fresh;
  });
}

export function offsetOf(text: string, { line, column }: Place): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}
