// Every built-in scenario: well written, playable to its end, and as the real kernels were seen to do it.
import { describe, expect, test } from 'vitest';
import { replayProgram } from '../cli/replay.ts';
import { readRecorded, type RecordedLine } from '../cli/traceFolder.ts';
import { parse } from '../language/parse.ts';
import { format } from '../language/print.ts';
import { createRun } from '../run/run.ts';
import type { MachineName } from '../types.ts';
import { SCENARIOS } from './all.ts';
import { KERNELS, THEMES, type Scenario } from './scenario.ts';
import { answersOf, answerText, choicesOf } from '../say/answer.ts';

const statementsOf = (text: string): string[] => parse(format(text)).steps.map((step) => step.text);

const { sets } = readRecorded();
const recordedTexts = new Map<string, string[]>();
for (const set of sets) {
  for (const { name, text } of set.scenarios) {
    const statements = statementsOf(text).join('\n');
    recordedTexts.set(statements, [...(recordedTexts.get(statements) ?? []), `${set.name}/${name}`]);
  }
}
function recordedLines(recorded: string, machine: MachineName): readonly RecordedLine[] {
  const [, set, name] = /^(.*)\/([^/]+)$/.exec(recorded)!;
  return (
    sets
      .find((s) => s.name === set)
      ?.traces.get(machine)
      ?.get(name!) ?? []
  );
}

const play = (scenario: Scenario) => {
  const run = createRun(parse(scenario.text));
  return { run, steps: [...run.play()] };
};

describe('built-in scenarios', () => {
  test('there are many, some in each theme, with names that suit links', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(30);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(SCENARIOS.map(({ title }) => title)).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    // Shown by theme, in the order of themes.
    const themes = SCENARIOS.map(({ theme }) => THEMES.indexOf(theme));
    expect(themes).toEqual([...themes].sort((a, b) => a - b));
    expect(new Set(themes).size).toBe(THEMES.length);
  });

  test('each recording belongs to one', () => {
    const witnesses = SCENARIOS.flatMap(({ witness }) => ('none' in witness ? [] : [witness.recorded]));
    const recorded = sets.find(({ name }) => name === 'builtin')!.scenarios.map(({ name }) => `builtin/${name}`);
    expect(witnesses).toEqual(expect.arrayContaining(recorded));
  });

  test('links in circulation name scenarios that exist', () => {
    const old = ['private-pfn-cow', 'shared-pfn', 'partial-remap', 'zero-page', 'fork-reuse', 'collision'];
    expect(old.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name))).toEqual([]);
  });
});

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  test('is well written', () => {
    expect(parse(scenario.text).diagnostics).toEqual([]);
    expect(format(scenario.text)).toBe(scenario.text);
    expect(scenario.promise).toMatch(/^[^\n]{20,140}[.?]$/);
    expect(scenario.title.length).toBeLessThanOrEqual(64);
  });

  test('plays to its end, and each question has its answers', () => {
    const { run, steps } = play(scenario);
    expect(steps.length).toBe(run.program.steps.length);
    const asks = steps.flatMap((step) => step.asks);
    expect(asks.length).toBeGreaterThan(0);
    for (const ask of asks) {
      expect(ask.answers.length).toBe(run.machines.length);
      const choices = choicesOf(ask).map(answerText);
      for (const answer of answersOf(ask)) expect(choices).toContain(answer && answerText(answer));
    }
  });

  test('breaks no invariant but those that it is about', () => {
    const { run, steps } = play(scenario);
    run.program.machines.forEach((machine, i) => {
      const broken = new Set(steps.flatMap((step) => (step.broken[i] ?? []).map(({ rule }) => rule)));
      expect(broken).toEqual(new Set(scenario.breaks?.[machine]));
    });
    expect(
      Object.keys(scenario.breaks ?? {}).filter((machine) => !run.program.machines.some((m) => m === machine)),
    ).toEqual([]);
  });

  const { witness } = scenario;
  const statements = statementsOf(scenario.text);
  const { rules } = parse(scenario.text);
  if ('none' in witness) {
    test('says why no recording bears it out', () => {
      expect(witness.none).toMatch(/^[A-Z][^\n]{20,}\.$/);
      if (Object.keys(rules).length > 0) expect(witness.none).toContain('`rules` line rules a recording out');
      // Linux 6.12 as it is, and somebody played exactly this: then it would have one.
      else expect(recordedTexts.get(statements.join('\n'))).toBeUndefined();
    });
    return;
  }

  test('has the statements of its recorded program', () => {
    expect(recordedTexts.get(statements.join('\n'))).toContain(witness.recorded);
    expect(rules).toEqual({});
    expect([...witness.machines].sort()).toEqual([...KERNELS].sort());
  });

  test.each(witness.machines)('agrees in every field with the kernel that was recorded on %s', (machine) => {
    const lines = recordedLines(witness.recorded, machine);
    const recorded = lines.map((line) => ({ ...line, statement: statements[line.step - 1] ?? '' }));
    // A kernel that met a BUG played no further.
    if (recorded.at(-1)?.outcome !== 'BUG') expect(recorded.length).toBe(statements.length);
    const { differences, agreed, total } = replayProgram(scenario.text, machine, recorded);
    expect(differences).toEqual([]);
    expect(agreed).toBe(total);
  });
});
