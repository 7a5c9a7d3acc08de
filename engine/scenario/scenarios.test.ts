// Every built-in scenario: well written, playable to its end, and as the real kernels were seen to do it.
import { describe, expect, test } from 'vitest';
import { replayProgram } from '../cli/replay.ts';
import { RECORDED, readTraceFolder } from '../cli/traceFolder.ts';
import { parse } from '../language/parse.ts';
import { format } from '../language/print.ts';
import { createRun } from '../run/run.ts';
import { SCENARIOS, THEMES, type Scenario } from './index.ts';
import { KERNELS } from './scenario.ts';

const { sets } = readTraceFolder(RECORDED);
const recordedText = (name: string): string | undefined =>
  sets.flatMap(({ scenarios }) => scenarios).find((scenario) => scenario.name === name)?.text;

/** Statements in their canonical form, without head lines, narration, questions and comments. */
const statementsOf = (text: string): string[] => parse(format(text)).steps.map((step) => step.text);

const play = (scenario: Scenario) => {
  const run = createRun(parse(scenario.text));
  return { run, steps: [...run.play()] };
};

describe('built-in scenarios', () => {
  test('there are many, each theme has some, and names are good for links', () => {
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

  test('links that were given out name scenarios that exist', () => {
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
    expect(run.notYet).toBeNull();
    expect(steps.length).toBe(run.program.steps.length);
    const asks = steps.flatMap((step) => step.asks);
    expect(asks.length).toBeGreaterThan(0);
    for (const { answers, choices } of asks) {
      expect(answers.length).toBe(run.machines.length);
      for (const answer of answers) expect(choices).toContain(answer);
    }
  });

  test('breaks no invariant but those that it is about', () => {
    const { run, steps } = play(scenario);
    run.program.machines.forEach((machine, i) => {
      const broken = new Set(steps.flatMap((step) => (step.broken[i] ?? []).map((text) => text.split(':')[0])));
      expect(broken).toEqual(new Set(scenario.breaks?.[machine]));
    });
    expect(
      Object.keys(scenario.breaks ?? {}).filter((machine) => !run.program.machines.some((m) => m === machine)),
    ).toEqual([]);
  });

  const { witness } = scenario;
  if ('none' in witness) {
    test('says why no recording bears it out', () => {
      expect(witness.none).toMatch(/^[A-Z][^\n]{20,}\.$/);
      // Linux 6.12 as it is, and somebody played exactly this: then it would have one.
      const statements = statementsOf(scenario.text).join('\n');
      const recorded = sets.flatMap(({ scenarios }) => scenarios);
      const same = recorded.filter(({ text }) => statementsOf(text).join('\n') === statements);
      if (Object.keys(parse(scenario.text).rules).length === 0) expect(same).toEqual([]);
      for (const [, name] of witness.none.matchAll(/the recorded program ([a-z0-9-]+)/g)) {
        expect(recordedText(name!)).toBeDefined();
      }
    });
  } else {
    test('has the statements of its recorded program', () => {
      expect(statementsOf(scenario.text)).toEqual(statementsOf(recordedText(witness.recorded) ?? ''));
      expect(parse(scenario.text).rules).toEqual({});
      expect([...witness.machines].sort()).toEqual([...KERNELS].sort());
    });

    test.each(witness.machines)('agrees with the kernel that was recorded on %s', (machine) => {
      const lines = sets
        .map(({ traces }) => traces.get(machine)?.get(witness.recorded))
        .find((found) => found !== undefined);
      const statements = statementsOf(scenario.text);
      const recorded = (lines ?? []).map((line) => ({ ...line, statement: statements[line.step - 1] ?? '' }));
      expect(recorded.length).toBe(statements.length);
      const { first, agreed, total } = replayProgram(scenario.text, machine, recorded);
      expect(first).toBeNull();
      expect(agreed).toBe(total);
    });
  }
});
