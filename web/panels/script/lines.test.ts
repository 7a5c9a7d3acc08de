import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../engine/text.ts';
import { linesOf, offsetOf } from './lines.ts';

const TEXT = 'A mmap io 1 private rw anon\nA raed io\n\nA read nowhere';
const { diagnostics } = parse(TEXT);

describe('lines of a text', () => {
  test('are all there, letter by letter', () => {
    const lines = linesOf(TEXT, diagnostics);
    expect(lines.map(({ parts }) => parts.map(({ text }) => text).join('')).join('\n')).toBe(TEXT);
  });
  test('say which letters are wrong', () => {
    const lines = linesOf(TEXT, diagnostics);
    expect(lines.map(({ bad }) => bad)).toEqual([false, true, false, true]);
    expect(lines.map(({ parts }) => parts.filter(({ bad }) => bad).map(({ text }) => text))).toEqual([
      [],
      ['raed'],
      [],
      ['nowhere'],
    ]);
  });
  test('may be wrong at their end, where there is no letter, or in two places that overlap', () => {
    expect(linesOf('A', [{ line: 1, column: 2, length: 0 }])).toEqual([
      {
        text: 'A',
        parts: [{ text: 'A', column: 1, bad: false }],
        bad: true,
      },
    ]);
    const twice = [
      { line: 1, column: 1, length: 3 },
      { line: 1, column: 2, length: 5 },
    ];
    expect(linesOf('abcd', twice)[0]?.parts.map(({ text, bad }) => [text, bad])).toEqual([
      ['a', true],
      ['bc', true],
      ['d', true],
    ]);
  });
});

test('drawn again is only what changed, and it looks as if all were (property)', () => {
  const steps = ['A read m', 'A raed m', ''];
  const text = fc.array(fc.constantFrom(...steps), { maxLength: 8 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const before = linesOf(first, parse(first).diagnostics);
      const after = linesOf(second, parse(second).diagnostics, linesOf(second, null, before));
      expect(after).toEqual(linesOf(second, parse(second).diagnostics));
      if (first === second) expect(after.every((line, i) => line === before[i])).toBe(true);
    }),
  );
  const lines = linesOf('A read m\nA read n\nA read o', []);
  const longer = linesOf('A read m\nA raed n\n\nA read o', null, lines);
  expect([longer[0], longer[3]]).toEqual([lines[0], lines[2]]);
  expect(longer[3]).toBe(lines[2]);
});

test('a diagnostic has its place in the text', () => {
  expect(diagnostics.map((d) => TEXT.slice(offsetOf(TEXT, d), offsetOf(TEXT, d) + d.length))).toEqual([
    'raed',
    'nowhere',
  ]);
});
