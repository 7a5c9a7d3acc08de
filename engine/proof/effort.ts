/** How much randomised tests try: `npm test` takes a sample of what `npm run long` takes. */
import process from 'node:process';

export const LONG = process.env['LONG'] === '1';

/** TEST_SEED=n replaces the usual seed. */
export const seed = (usual: number): number => Number(process.env['TEST_SEED'] ?? usual);

export const runs = (long: number): number => (LONG ? long : Math.ceil(long / 10));

/** In a long run the whole list, otherwise one item, chosen by `turn`. */
export const some = <T>(list: readonly T[], turn: number): readonly T[] =>
  LONG ? list : list.slice(turn % list.length, (turn % list.length) + 1);

export const share = <T>(list: readonly T[]): readonly T[] => (LONG ? list : list.filter((_, i) => i % 10 === 0));
