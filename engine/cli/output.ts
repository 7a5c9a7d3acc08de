/**
 * Standard output is a command's answer; standard error is for messages to the person.
 */
import type { Diagnostic } from '../language/program.ts';

export const say = (line: string): void => void process.stdout.write(line + '\n');

export const warn = (line: string): void => void process.stderr.write(line + '\n');

export const sayText = (text: string): void => void process.stdout.write(/(^|\n)$/.test(text) ? text : text + '\n');

/** `file:line:column: text`, the format of compilers, which editors understand. */
export function diagnosticLine(label: string, { line, column, message, suggestion }: Diagnostic): string {
  const meant = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
  return `${label}:${line}:${column}: ${message}${meant}`;
}

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

const WIDTH = 100;

export function folded(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  return lines;
}

export const yesNo = (has: boolean): string => (has ? 'yes' : 'no');

/** Wrong usage: the message is shown, and the exit status is 2. */
export class UsageError extends Error {}
