/** Every browser test also fails on uncaught errors of the page. */
import { expect, test as base } from '@playwright/test';

export { expect };
export const test = base.extend<{ calm: void }>({
  calm: [
    async ({ page }, use) => {
      const thrown: string[] = [];
      page.on('pageerror', ({ message }) => thrown.push(message));
      await use();
      expect(thrown, 'thrown on the page, and not caught').toEqual([]);
    },
    { auto: true },
  ],
});
