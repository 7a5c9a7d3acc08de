import { SCENARIOS } from '../scenario/all.ts';
import { aligned, say, UsageError } from './output.ts';

export function list(args: readonly string[]): number {
  if (args.length > 0) throw new UsageError('`list` takes no arguments.');
  for (const line of aligned(SCENARIOS.map(({ name, title }) => [name, title]))) say(line);
  return 0;
}
