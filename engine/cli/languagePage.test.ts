// docs/language.md against the language: nothing of it may be missing there, and every example must be what it says.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { QUESTIONS } from '../language/ask.ts';
import { HEAD_WORDS } from '../language/head.ts';
import {
  MAX_MACHINES,
  MAX_NAMES,
  MAX_PAGES,
  MAX_STATEMENTS,
  MAX_TEXT_BYTES,
  RESERVED_NAMES,
} from '../language/limits.ts';
import { parse } from '../language/parse.ts';
import { ADVICE } from '../language/program.ts';
import { SOURCE_USAGES } from '../language/sources.ts';
import { USAGES } from '../language/statements.ts';
import { MEMMAP } from '../mm/memmap.ts';
import { traceLine } from '../say/trace.ts';
import { createRun } from '../run/run.ts';
import { ARCH_NAMES, RULE_SWITCHES } from '../types.ts';
import { main } from './main.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/language.md', import.meta.url)), 'utf8');
const CODE = new Set([...PAGE.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!.replaceAll('\\|', '|')));
const missing = (words: readonly string[]): string[] => words.filter((word) => !CODE.has(word));
const blocks = (kind: string): string[] =>
  [...PAGE.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].flatMap(([, info, text]) => (info === kind ? [text!] : []));

/** The commands that the command line's own help lists, as it writes them. */
async function commands(): Promise<string[]> {
  let help = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((help += String(text)), true));
  await main(['help']).finally(() => out.mockRestore());
  return [...help.matchAll(/^ {2}(\S.*?) {2,}\S/gm)].map(([, usage]) => usage!);
}

describe('docs/language.md names all of (origin: the parser itself)', () => {
  test.each([
    ['statements', Object.values(USAGES)],
    ['sources', SOURCE_USAGES],
    ['advice', ADVICE],
    ['machines', [...ARCH_NAMES, 'ARCH@nobit', 'arm_lpae_nobit']],
    ['reserved names', RESERVED_NAMES],
  ])('the %s', (_, words) => expect(missing(words)).toEqual([]));

  test('the questions', () => {
    expect(
      QUESTIONS.filter(
        (question) => ![...CODE].some((code) => code.replace(/^ask (A: )?/, '').split(' ')[0] === question),
      ),
    ).toEqual([]);
  });

  test('the head lines and the switches of the rules', () => {
    expect(HEAD_WORDS.filter((word) => ![...CODE].some((code) => code.startsWith(`${word} `)))).toEqual([]);
    const switches = Object.entries(RULE_SWITCHES).flatMap(([name, values]) => values.map((v) => `rules ${name}=${v}`));
    expect(missing(switches)).toEqual([]);
  });

  test('the commands of the command line', async () => {
    const usages = await commands();
    expect(usages.length).toBeGreaterThan(5);
    expect(missing(usages)).toEqual([]);
  });

  test('the limits', () => {
    const table = PAGE.slice(PAGE.indexOf('## Limits'), PAGE.indexOf('## Canonical form'));
    const limits = [MAX_STATEMENTS, MAX_MACHINES, MAX_NAMES, MAX_PAGES, MEMMAP.highestMemmapPfn + 1];
    for (const limit of limits) expect(table).toMatch(new RegExp(`\\| ${limit.toLocaleString('en')} +\\|`));
    expect(table).toContain(`${MAX_TEXT_BYTES / 1024} KiB`);
  });

  test('the fields of a line of JSON', () => {
    const run = createRun(parse('A status\n'));
    const [{ step } = {}] = [...run.play()];
    const fields = Object.keys(traceLine(run.record(step!, 'arm')!, 'a'));
    expect(fields.length).toBeGreaterThan(8);
    expect(missing(fields)).toEqual([]);
  });
});

describe('examples of docs/language.md', () => {
  test('parse', () => {
    const examples = blocks('folioscope');
    expect(examples.length).toBeGreaterThan(1);
    for (const text of examples) expect(parse(text).diagnostics).toEqual([]);
  });

  test('have an error in every line, where they are marked so', () => {
    const examples = blocks('folioscope error');
    expect(examples.length).toBeGreaterThan(0);
    for (const text of examples) {
      const wrong = new Set(parse(text).diagnostics.map(({ line }) => line));
      expect(
        text
          .trim()
          .split('\n')
          .flatMap((line, i) => (wrong.has(i + 1) ? [] : [line])),
      ).toEqual([]);
    }
  });
});
