/** A text on other machines: its `machines` line is replaced, and nothing else. */
import type { MachineName } from '../types.ts';
import { HEAD_WORDS } from './head.ts';
import { cut, linesOf } from './tokens.ts';

export function withMachines(text: string, machines: readonly MachineName[]): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(text);
  const own = `machines ${machines.join(' ')}`;
  const words = lines.map((line) => cut(line));
  const at = words.findIndex(({ tokens }) => tokens[0]?.text === 'machines');
  const { comment = null } = words[at] ?? {};
  if (at >= 0) return lines.with(at, comment === null ? own : `${own} ${comment}`).join(end);
  // Only blank lines and comments stand between head lines.
  const first = words.findIndex(({ tokens }) => tokens[0] !== undefined && !HEAD_WORDS.includes(tokens[0].text));
  const head = words.slice(0, first < 0 ? undefined : first);
  const behind = head.findLastIndex(({ tokens }) => tokens[0] !== undefined) + 1;
  return lines.toSpliced(behind, 0, own).join(end);
}
