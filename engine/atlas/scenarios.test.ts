import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCENARIOS } from '../scenario/all.ts';
import { loadText, scenarioNamed, scenarioOfText } from './scenarios.ts';

test.each(SCENARIOS.map(({ name, text }) => [name, text]))(
  '%s is known by its name and by its text',
  async (name, text) => {
    const scenario = scenarioNamed(name);
    expect(scenario?.name).toBe(name);
    expect(scenarioOfText(text)).toBe(scenario);
    expect(scenario && (await loadText(scenario))).toBe(text);
  },
);

test('a text that differs in one letter is a text of one’s own (property)', () => {
  const changed = fc
    .tuple(fc.constantFrom(...SCENARIOS.map(({ text }) => text)), fc.nat(), fc.string({ maxLength: 1 }))
    .map(([text, n, letter]) => ({ text, at: n % text.length, letter }))
    .filter(({ text, at, letter }) => text[at] !== letter);
  fc.assert(
    fc.property(changed, ({ text, at, letter }) => {
      expect(scenarioOfText(text.slice(0, at) + letter + text.slice(at + 1))).toBeNull();
    }),
  );
});

test('what is no scenario has no name', () => {
  expect(scenarioNamed('no-such')).toBeNull();
});
