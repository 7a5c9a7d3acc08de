import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { QUESTIONS } from './questions.ts';
import { questionsPage } from './questionsPage.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('docs/questions.md says the same; `npm run docs` writes it', async () => {
  await expect(questionsPage()).toMatchFileSnapshot(`${ROOT}/docs/questions.md`);
});

test('its links lead to files (origin: the repository)', () => {
  const page = readFileSync(`${ROOT}/docs/questions.md`, 'utf8');
  const links = [...page.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file!);
  expect(links.length).toBeGreaterThan(25);
  expect(links.filter((file) => !existsSync(`${ROOT}/${file}`))).toEqual([]);
});

test('each is a question with an answer of one paragraph', () => {
  expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  for (const { asked, answer, words, beyond } of QUESTIONS) {
    expect(asked).toMatch(/^\S.*\?$/);
    expect(answer).toMatch(/^\S[^\n]*\.$/);
    expect(words.length).toBeGreaterThan(0);
    if (beyond) expect(answer).toContain('not modelled');
  }
});
