/** What `npm test` samples of what `npm run long` covers. TEST_SEED=n chooses another sample. */
const SEED = process.env['TEST_SEED'] ?? '1';
export const LONG = process.env['LONG'] === '1';

/**
 * A number in [0, 1) that depends only on the seed and a name: adding a scenario does not change the sample of another.
 */
function chance(name: string): number {
  let hash = 2166136261;
  for (const letter of `${SEED} ${name}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  // The last letters must affect the first bits too.
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export const shuffled = <T>(list: readonly T[], name: string): T[] =>
  list
    .map((one, i) => ({ one, at: chance(`${name} ${i}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

export const groups = <T>(list: readonly T[], size: number): { number: number; members: readonly T[] }[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => ({
    number: i + 1,
    members: list.slice(i * size, (i + 1) * size),
  }));
