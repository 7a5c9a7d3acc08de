/** Where kernel functions are found, by name. */
import { KERNEL_FUNCTIONS } from '../course/kernel.ts';

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

export const LINES: Readonly<Record<string, SourceLine>> = Object.fromEntries(
  KERNEL_FUNCTIONS.map(({ fn, file, line }) => [fn, { file, line }]),
);
