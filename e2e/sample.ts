/** What `npm test` picks of what `npm run long` goes through. TEST_SEED=n picks otherwise. */
const SEED = process.env['TEST_SEED'] ?? '1';
export const LONG = process.env['LONG'] === '1';

/**
 * A number below one that depends on the seed and on a name, and on nothing else: what is picked for one scenario stays the
 * same when another one is added.
 */
function chance(name: string): number {
  let hash = 2166136261;
  for (const letter of `${SEED} ${name}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  // The last letters must tell in the first bits, too.
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A list in an order of chance, which has a name. */
export const shuffled = <T>(list: readonly T[], name: string): T[] =>
  list
    .map((one, i) => ({ one, at: chance(`${name} ${i}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

/** Parts of a list, for a test each: one page goes through many scenarios. */
export const groups = <T>(list: readonly T[], size: number): { number: number; members: readonly T[] }[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => ({
    number: i + 1,
    members: list.slice(i * size, (i + 1) * size),
  }));
