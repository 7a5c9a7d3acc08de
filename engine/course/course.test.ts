/** What lessons say is so: claims are filled in by the engine, and questions are answered by it. */
import { describe, expect, test } from 'vitest';
import { readRecorded } from '../cli/traceFolder.ts';
import { decodeLink } from '../language/link.ts';
import { START_TARGET } from '../language/linkTarget.ts';
import { fragmentOf } from '../language/linkParts.ts';
import { parse } from '../language/parse.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { fillClaims } from './claims.ts';
import { Figures } from './figures.ts';
import { LESSONS } from './index.ts';
import type { Lesson, ReadQuestion } from './lesson.ts';

const lessons: readonly Lesson[] = (await Promise.all(LESSONS.map((load) => load()))).map(({ LESSON }) => LESSON);
const questionsOf = ({ parts }: Lesson): ReadQuestion[] => parts.flatMap((part) => (part.kind === 'ask' ? [part] : []));
const statements = (text: string): string =>
  parse(text)
    .steps.map((step) => step.text)
    .join('\n');

const recorded = readRecorded()
  .sets.filter(({ name }) => name === 'course' || name === 'hand')
  .flatMap(({ scenarios }) => scenarios.map(({ text }) => statements(text)));

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))('%s', (_, lesson) => {
  const questions = questionsOf(lesson);

  test('asks at least three questions', () => expect(questions.length).toBeGreaterThanOrEqual(3));

  test.each(
    questions.map((question) => [`${question.scene.figure}~${question.scene.step} ${question.prompt}`, question]),
  )('%s', (_, question) => {
    const answers = question.choices.map(({ answer }) => answer);
    const labels = question.choices.map(({ label }) => label);
    expect(answers.length).toBeGreaterThan(1);
    expect(new Set(answers).size).toBe(answers.length);
    expect(new Set(labels).size).toBe(labels.length);
    expect(question.answers.length).toBe(question.ofLinux ? 1 : lesson.figures[question.scene.figure]?.machines.length);
    const unexplained = question.answers.flatMap((right, machine) => {
      expect(answers.filter((answer) => answer === right)).toHaveLength(1);
      const wrong = answers.filter((answer) => answer !== right);
      const explains = (answer: string) => (theory: ReadQuestion['theories'][number]) =>
        theory.answer === answer && theory.machines.includes(machine);
      return wrong.filter((answer) => question.theories.filter(explains(answer)).length !== 1);
    });
    expect(unexplained, 'each wrong answer has one reason on each machine').toEqual([]);
    const dark = question.theories.filter(({ lit, way }) => !lit && !way);
    expect(question.ofLinux ? [] : dark, 'each wrong answer lights where it leaves the kernel’s way').toEqual([]);
  });

  test('nothing that was shown before gives an answer away', () => {
    lesson.parts.forEach((part, i) => {
      if (part.kind !== 'ask' || part.scene.whatIf) return;
      const { figure, step } = part.scene;
      const shown = lesson.parts.slice(0, i).filter(({ scene }) => scene.figure === figure && scene.step >= step);
      expect(shown.map(({ scene }) => `${figure}~${scene.step} before ~${step}`)).toEqual([]);
    });
  });

  test('what it shows was recorded on real kernels, but for texts with rules that no kernel has', () => {
    const own = Object.entries(lesson.figures).filter(
      ([, { builtIn, text }]) => builtIn === null && !/^rules /m.test(text),
    );
    expect(own.filter(([, { text }]) => !recorded.includes(statements(text))).map(([name]) => name)).toEqual([]);
  });

  test('it leans on earlier lessons only', () => {
    const names = lessons.map(({ name }) => name);
    const texts = JSON.stringify(lesson.parts);
    const linked = [...texts.matchAll(/\{lesson ([a-z-]+)\}/g)].map(([, name = '']) => name);
    const from = questions.flatMap((question) => question.from ?? []);
    const own = lesson.after === null ? names.indexOf(lesson.name) : names.indexOf(lesson.after) + 1;
    for (const name of [...lesson.before, ...linked, ...from]) {
      expect(names).toContain(name);
      expect(names.indexOf(name), name).toBeLessThan(own);
    }
  });
});

test('every lesson of the course but the last ends with a question, which the next one answers', () => {
  const course = lessons.filter(({ after }) => after === null);
  for (const { name, onward } of course.slice(0, -1)) expect(onward, name).toMatch(/\?$/);
  for (const { name, onward } of lessons.filter((lesson) => !course.slice(0, -1).includes(lesson)))
    expect(onward, name).toBeUndefined();
});

test('every question of a figure that is built in stays the same text without what tells of it', () => {
  for (const { figures } of lessons) {
    for (const { builtIn, payload, text } of Object.values(figures)) {
      const link = decodeLink(
        fragmentOf(payload, START_TARGET),
        (name) => SCENARIOS.find((scenario) => scenario.name === name)?.text,
      );
      expect(link.ok && link.name).toBe(builtIn);
      expect(link.ok && statements(link.text)).toBe(statements(text));
      expect(text).not.toMatch(/^(say|ask|title) /m);
    }
  }
});

describe('a claim that does not hold is refused', () => {
  const figures = new Figures({ own: 'A mmap m 3 private rw anon\nA write m\nA fork B\n' });
  const at = (step: number, text: string) => () => fillClaims(figures, { figure: 'own', step, fn: null }, text);

  test.each([
    ['of a function that did not run', 2, '{ran do_wp_page}'],
    ['of a function that did', 2, '{not do_anonymous_page}'],
    ['of an answer that no machine gave', 3, '{yes copy_present_ptes: maybe pinned?}'],
    ['of a function that nobody knows', 1, '{fn do_anonymous_pages}'],
    ['that differs between machines', 5, '{collision~6 smaps Rss}'],
    ['of a function that is misspelt in the prose', 1, 'See remap_pnf_range.'],
    ['of a number typed by hand', 1, 'There are 3 pages.'],
    ['of a number typed by hand in code', 1, 'There are `3` pages.'],
  ])('%s', (_, step, text) => expect(at(step, text)).toThrow());

  test('and one that holds is filled in', () => {
    expect(at(2, 'A has {A: anon} page, from {ran do_anonymous_page}; see `m+1`.')()).toBe(
      'A has `1` page, from `do_anonymous_page`; see `m+1`.',
    );
    expect(at(1, '{collision~6 smaps Rss @x86_64} against {collision~6 smaps Rss @arm}')()).toBe(
      '`4 kB` against `0 kB`',
    );
  });
});
