/**
 * What a command says. Standard output is its answer, standard error is what a person should know besides.
 */
import type { Diagnostic } from '../language/program.ts';

/** A line of the answer. */
export const say = (line: string): void => void process.stdout.write(line + '\n');

/** A line for the person who looks on. */
export const warn = (line: string): void => void process.stderr.write(line + '\n');

/** A text, with a line end behind it where it has none. */
export const sayText = (text: string): void => void process.stdout.write(/(^|\n)$/.test(text) ? text : text + '\n');

/** `file:line:column: text`, as compilers write and editors read it. */
export function diagnosticLine(label: string, { line, column, message, suggestion }: Diagnostic): string {
  const meant = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
  return `${label}:${line}:${column}: ${message}${meant}`;
}

/** Rows of cells as lines, each column as wide as its widest cell. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}

/** Wrong usage: its message is for the person, and the exit status is 2. */
export class UsageError extends Error {}
