/** What is looked up is plain data (property: it survives being written down). */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const modules = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.data.ts'));

test.each(modules)('%s', async (file) => {
  const exports = { ...((await import(/* @vite-ignore */ `./${file}`)) as Record<string, unknown>) };
  expect(Object.keys(exports).length).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(exports))).toStrictEqual(exports);
});
