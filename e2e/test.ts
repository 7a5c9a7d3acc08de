/** Every browser test also fails on uncaught errors of the page. */
import { expect, test as base } from '@playwright/test';

export { expect };

/** Firefox also reports as errors what it refused to load, although the page caught the refusal. */
const REFUSED = /^(Content at .* may not load data from|The page’s settings blocked) /;

export const test = base.extend<{ calm: void }>({
  calm: [
    async ({ page }, use) => {
      const thrown: string[] = [];
      page.on('pageerror', ({ message }) => !REFUSED.test(message) && thrown.push(message));
      await use();
      expect(thrown, 'thrown on the page, and not caught').toEqual([]);
    },
    { auto: true },
  ],
});
