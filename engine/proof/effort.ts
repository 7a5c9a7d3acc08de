/** How much is tried by chance: `npm test` takes a part of what `npm run long` takes. */
import process from 'node:process';

export const LONG = process.env['LONG'] === '1';

/** What a generator starts from. TEST_SEED=n takes another seed than the usual one. */
export const seed = (usual: number): number => Number(process.env['TEST_SEED'] ?? usual);

/** How many random examples to try, of those that a long run tries. */
export const runs = (long: number): number => (LONG ? long : Math.ceil(long / 5));

/** What to go through of a list: in a long run all of it, else one, and another one for each `turn`. */
export const some = <T>(list: readonly T[], turn: number): readonly T[] =>
  LONG ? list : list.slice(turn % list.length, (turn % list.length) + 1);
