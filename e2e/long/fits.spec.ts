/** No text overlaps other text, leaves its box, is cut off or covered: at any statement, size and view. */
import { expect, test } from '../test.ts';
import { Playground } from '../playground.ts';
import { SIZES, stopsOf, walk, WALKED } from '../walk.ts';

// Only what is at rest can be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const walked of WALKED) {
  test(`${walked.title}: every word has its place, at every step and size`, async ({ page }) => {
    const playground = new Playground(page);
    const stops = stopsOf(walked, 0, Infinity);
    const found: Record<string, string[]> = {};
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      // Passed questions are not asked again.
      await page.goto('about:blank');
      await playground.open(walked.at(0));
      found[size] = await walk(page, stops);
    }
    await page.setViewportSize(SIZES.low);
    await playground.open(walked.at(0), '?view=slide');
    found['slide'] = await walk(page, stops);
    expect(Object.values(found).flat(), JSON.stringify(found, null, 2)).toEqual([]);
  });
}
