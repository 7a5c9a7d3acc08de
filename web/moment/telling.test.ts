import { beadText } from '../../engine/say/index.ts';
import { describe, expect, test } from 'vitest';
import { createRun } from '../../engine/play.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import type { Predictions } from './reply.ts';
import { endingOf, questionText, transcript } from './telling.ts';

function play(text: string) {
  const program = parse(text);
  const run = createRun(program);
  return { program, machines: run.machines, steps: [run.start, ...run.play()] };
}
const builtIn = (name: string) => play(SCENARIOS.find((scenario) => scenario.name === name)?.text ?? '');

function ending(name: string, step: number, predictions: Predictions | null = null): string[] {
  const { program, machines, steps } = builtIn(name);
  const asks = program.steps[step - 1]?.asks ?? [];
  const now = steps[step];
  if (!now) throw new Error(`${name} has no step ${step}.`);
  return endingOf(now, steps[step - 1], asks, machines, predictions);
}

describe('the end of a statement', () => {
  test('a plain ok needs no words', () => {
    expect(ending('private-pfn-cow', 1)).toEqual([]);
    expect(ending('private-pfn-cow', 2)).toEqual(['Outcome: ok: "mmio+0".']);
  });

  test('what each machine answers, where the answers differ; of several numbers those that differ', () => {
    expect(ending('lost-page', 11)).toEqual([
      'Outcome: arm LPAE: ok. arm 2-level: EINVAL. Here on arm 2-level the test driver answers.',
    ]);
    expect(ending('collision', 6)).toEqual([
      'Outcome: x86-64: ok: Rss=4 Pss=4 Private_Dirty=4 Anonymous=4. arm: ok: Rss=0 Pss=0 Private_Dirty=0 Anonymous=0.',
    ]);
  });

  test('a new difference is announced with the value on each machine', () => {
    expect(ending('collision', 10)).toEqual([
      'The machines differ in io+1 of A. x86-64: it maps driver+9. arm: it maps anon#2.',
      'The machines differ in the page counters of A. x86-64: 1 anon. arm: 2 anon.',
      'Broken, arm: R-IV-3: A counts 2 anon pages, but its entries show 1.',
    ]);
    expect(ending('collision', 11)).toEqual([]);
  });

  test('a process that one machine does not have is one difference', () => {
    expect(ending('fork-refused', 3).filter((text) => text.includes('process B'))).toEqual([
      'The machines differ in process B. x86-64: not there. arm LPAE: there. arm 2-level: there.',
    ]);
  });

  test('what only one kernel prints is attributed to it', () => {
    expect(ending('collision', 13)).toContain('The kernel prints, arm: bad rss-counter MM_ANONPAGES 1.');
  });

  test('machines that agree again are news', () => {
    expect(ending('lost-page', 11)).not.toContain('The machines agree again.');
    const { machines, steps } = builtIn('lost-page');
    const [, calm] = steps;
    const apart = steps[5];
    expect(calm && apart && endingOf(calm, apart, [], machines)).toEqual(['The machines agree again.']);
  });

  test('an answer comes with the question, and with what was predicted', () => {
    const question = 'Question: After this statement, what does vm_normal_page() give for io+1 of A?';
    expect(ending('collision', 5)).toContain(
      `${question} The answer on x86-64: a page. The answer on arm: NULL (no page).`,
    );
    // Those who passed the question are not given the answer.
    expect(ending('collision', 5, [])).toContain(`${question} Not predicted yet.`);
    expect(ending('collision', 5, [['NULL', 'NULL']])).toContain(
      `${question} Wrong on x86-64: a page. Right on arm: NULL (no page).`,
    );
    expect(ending('private-pfn-cow', 5, [null])).toEqual([
      'Question: After this statement, what does vm_normal_page() give for io+2 of B? The answer: a page.',
    ]);
  });

  test('an outcome that was asked about is announced once', () => {
    const told = ending('fork-refused', 3).filter((text) => text.includes('ENOMEM'));
    expect(told).toEqual([
      'Question: What will the outcome of this statement be? The answer on x86-64: ENOMEM. The answer on arm LPAE: ok. The answer on arm 2-level: ok.',
    ]);
  });
});

test('a question is announced with its choices and their keys', () => {
  const ask = builtIn('collision').program.steps[4]?.asks[0];
  const tell = (choices: readonly string[]) =>
    ask && questionText('A write io+1 "boom"', ask, { choices, labels: choices, names: ['x86-64', 'arm'] });
  expect(tell(['a page', 'NULL'])).toBe(
    'Predict: A write io+1 "boom". After this statement, what does vm_normal_page() give for io+1 of A? Answer for x86-64, then for arm. 1: a page. 2: NULL. Or continue to see the answer.',
  );
  // (property: what is said is what the keyboard does) A number takes its own digit.
  expect(tell(['0', '1', 'no struct page'])).toContain('then for arm. 0: 0. 1: 1. 9: no struct page. Or');
});

describe('a transcript', () => {
  test.each(SCENARIOS.map(({ name }) => name))('%s: everything that is seen, in order, and no blanks', (name) => {
    const lesson = builtIn(name);
    const text = transcript(lesson);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|: \.|\.\.$/m);
    let at = 0;
    const comes = (words: string) => {
      const found = text.indexOf(words, at);
      expect(found, words).toBeGreaterThanOrEqual(at);
      at = found;
    };
    comes(lesson.program.title ?? '');
    for (const step of lesson.steps) {
      comes(step.text);
      for (const { machines } of step.beads)
        for (const machine of machines) if (machine) comes(beadText(machine, step.text));
      for (const said of step.says) comes(said);
    }
  });

  test('a statement looks like this', () => {
    expect(transcript(builtIn('private-pfn-cow'))).toContain(`
2. A read io+0
  access: A reads io+0, mmio+0: "mmio+0".
  Outcome: ok: "mmio+0".
  The entry is already filled`);
  });

  test('what outcomes depend on is told: the configuration of each machine, and warnings of DEBUG_VM (origin: mm/memory.c)', () => {
    const text = transcript(builtIn('zero-as-page'));
    expect(text).toMatch(/^Machines\n {2}.+\n {4}Linux 6\.12, 4 KiB pages, DEBUG_VM, .*no STRICT_DEVMEM/m);
    expect(text).toContain('folio_add_file_rmap_ptes (only with DEBUG_VM)');
    expect(transcript(builtIn('warn-once'))).not.toContain('only with DEBUG_VM');
  });

  test('a machine that does not enter a function is not named there', () => {
    const [, told = ''] = transcript(builtIn('shared-pfn')).split('\n3. ');
    expect(told.split('\n4. ')[0]).toContain('handle_mm_fault: arm: A write fault');
    for (const absent of ['has no such step', 'is done with']) expect(told).not.toContain(absent);
  });

  test('a scenario that cannot be played to its end is written out as far as it was played', () => {
    expect(transcript(play('A mmap h 512 private rw vmf_insert_pfn_pmd driver+512\nA read h\nA status'))).not.toContain(
      '3. ',
    );
  });
});
