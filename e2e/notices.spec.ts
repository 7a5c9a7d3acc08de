// Origin: package.json.
import { readFileSync } from 'node:fs';
import { expect, test } from './test.ts';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };

test('the built page comes with the licence of every package in it', async ({ request }) => {
  const answer = await request.get('third-party-notices.txt');
  expect(answer.headers()['content-type']).toContain('text/plain');
  const text = await answer.text();
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`\n${name} ${version} (`);
});
