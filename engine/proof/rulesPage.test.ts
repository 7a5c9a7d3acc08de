// Every cited rule exists, every rule is cited, and docs/rules.md is up to date.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RULE_FAMILIES, ruleOf } from '../rules/index.ts';
import { CASES } from './cases.ts';
import { ELSEWHERE, UNREACHED } from './reference.ts';
import { rulesPage } from './rulesPage.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CODE = /\.(ts|svelte|mjs)$/;
const DEFINITIONS = /^engine\/(rules\/|proof\/(cases|rulesPage)\b)/;
const MADE_UP = ['R-XX-1', 'R-IV-99'];

const lists = [...RULE_FAMILIES.map(({ rules }) => Object.keys(rules)), Object.keys(CASES)];
const known = new Set(lists.flat());

const ID = 'R-[A-Z0-9]+-\\d+[a-z]?|[DT]-\\d+';

/** `R-NP-1 to R-NP-20` stands for all of them, even across lines of a comment. */
function idsIn(source: string): string[] {
  const text = source.replace(/\n\s*(?:\*|\/\/)/g, '');
  return [...text.matchAll(new RegExp(`\\b(${ID})\\b(?: to (${ID})\\b)?`, 'g'))].flatMap(([, first, last]) => {
    if (last === undefined) return [first!];
    const list = lists.find((ids) => ids.includes(first!) && ids.includes(last));
    return list === undefined ? [first!, last] : list.slice(list.indexOf(first!), list.indexOf(last) + 1);
  });
}

const cited = new Map<string, string>();
for (const folder of ['engine', 'web', 'e2e', 'scripts']) {
  for (const name of readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })) {
    const file = `${folder}/${name.replaceAll('\\', '/')}`;
    if (!CODE.test(file) || DEFINITIONS.test(file)) continue;
    for (const id of idsIn(readFileSync(`${ROOT}/${file}`, 'utf8'))) cited.set(id, file);
  }
}
for (const { ids } of ELSEWHERE) for (const id of ids) cited.set(id, 'engine/proof/reference.ts');
for (const { rules, tests } of UNREACHED)
  for (const id of [...rules, ...tests]) cited.set(id, 'engine/proof/reference.ts');

test('ids are found one by one and as ranges (origin: what the comments write)', () => {
  expect(idsIn('Rules R-NP-1 to\n * R-NP-3, R-GU-5a; not R-NP- or AR-1.')).toEqual([
    'R-NP-1',
    'R-NP-2',
    'R-NP-3',
    'R-GU-5a',
  ]);
  expect(idsIn("'T-286 after fork', 'R-PR-5 R-PR-6'")).toEqual(['T-286', 'R-PR-5', 'R-PR-6']);
});

describe('rules (origin: readers must be able to look up every id)', () => {
  test('every id that is cited has an entry', () => {
    const unknown = [...cited].filter(([id]) => !known.has(id) && !MADE_UP.includes(id));
    expect(unknown.map(([id, file]) => `${id} in ${file}`)).toEqual([]);
    expect(cited.size).toBeGreaterThan(600);
  });

  test('every entry is cited', () => {
    expect([...known].filter((id) => !cited.has(id))).toEqual([]);
  });

  test('no id is in two families', () => {
    const ids = lists.flat();
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const { code, rules } of RULE_FAMILIES.slice(1)) {
      for (const id of Object.keys(rules)) expect(id.startsWith(`${code}-`), id).toBe(true);
    }
  });

  test('each is one sentence, and names function and file or neither', () => {
    for (const { rules } of RULE_FAMILIES) {
      for (const [id, { says, fn, file }] of Object.entries(rules)) {
        expect(says, id).toMatch(/^\S.*[^.]\.$/);
        expect(says, id).not.toMatch(/\. [A-Z]/);
        if (file === null) expect(fn, id).toBeNull();
        else expect(file, id).toMatch(/^(arch|drivers|fs|include|kernel|lib|mm|net|virt)\//);
      }
    }
    for (const says of Object.values(CASES)) expect(says).toMatch(/[^.]\.$/);
  });

  test('ruleOf finds a rule by its id', () => {
    expect(ruleOf('R-NP-11')).toMatchObject({ fn: 'vm_normal_page', file: 'mm/memory.c' });
    expect(ruleOf('R-XX-1')).toBeUndefined();
  });
});

test('docs/rules.md says the same; `npm run docs` writes it', async () => {
  await expect(rulesPage()).toMatchFileSnapshot(`${ROOT}/docs/rules.md`);
});
