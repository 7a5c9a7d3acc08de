/** What is offered as a fix does not break the text (property). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { parse } from './parse.ts';
import type { Diagnostic } from './program.ts';

function fixed(text: string, { line, column, length, suggestion = '' }: Diagnostic): string {
  const lines = text.split('\n');
  const old = lines[line - 1]!;
  lines[line - 1] = old.slice(0, column - 1) + suggestion + old.slice(column - 1 + length);
  return lines.join('\n');
}

const key = ({ line, column, message }: Diagnostic): string => `${line}:${column} ${message}`;

/** What is wrong after a fix that was not wrong before; what stands behind the fix was not read before. */
function newErrors(text: string, fix: Diagnostic): readonly Diagnostic[] {
  const before = new Set(parse(text).diagnostics.map(key));
  const end = fix.column + fix.suggestion!.length;
  return parse(fixed(text, fix)).diagnostics.filter(
    (now) => !before.has(key(now)) && !(now.line === fix.line && now.column >= end),
  );
}

const TEXTS = SCENARIOS.map(({ text }) => text);
const WORDS = [...new Set(TEXTS.flatMap((text) => text.split(/\s+/)))];

const CHANGES: Readonly<Record<string, (word: string, letter: string, other: string) => string>> = {
  lost: () => '',
  doubled: (word) => `${word} ${word}`,
  replaced: (_, __, other) => other,
  joined: (word, letter) => `${word}${letter}`,
  cut: (word) => word.slice(0, -1),
  beheaded: (word) => word.slice(1),
  swapped: (word) => word.replace(/(.)(.)$/, '$2$1'),
  lower: (word) => word.toLowerCase(),
  upper: (word) => word.toUpperCase(),
};

const mutant = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    changes: fc.array(
      fc.record({
        at: fc.nat(),
        how: fc.constantFrom(...Object.values(CHANGES)),
        letter: fc.constantFrom(...'abxAB:,+*.@-'),
        other: fc.constantFrom(...WORDS),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ text, changes }) => {
    // Every second part is a word, the others are the space between them.
    const parts = text.split(/(\S+)/);
    const words = Math.floor(parts.length / 2);
    for (const { at, how, letter, other } of changes) {
      const i = 2 * (at % words) + 1;
      parts[i] = how(parts[i]!, letter, other);
    }
    return parts.join('');
  });

test('no fix makes anything wrong that was right', () => {
  let offered = 0;
  fc.assert(
    fc.property(mutant, (text) => {
      for (const diagnostic of parse(text).diagnostics) {
        if (diagnostic.suggestion === undefined) continue;
        offered++;
        expect(newErrors(text, diagnostic)).toEqual([]);
      }
    }),
    { numRuns: runs(4_000), seed: seed(15) },
  );
  expect(offered).toBeGreaterThan(100);
});

// Origin: what people typed (a place where a frame, a process or a colon was wanted; the kernel's own words).
test.each([
  ['A mmap m 1 private rw anon\nask m+0 frame\nA read m', 'in A: frame'],
  ['A mmap m 1 private rw anon\nask m+0: frame\nA read m', ' in A:'],
  ['A mmap m 1 private rw anon\nask A anon\nA read m', ': anon'],
  ['A mmap m 1 private rw anon\nA madvise m* MADV_DONTNEED', 'dontneed'],
  ['A mmap m 1 private rw anon\nA get_user_pages m', 'gup'],
])('%s can be mended at once', (text, suggestion) => {
  const [found] = parse(text).diagnostics;
  expect(found?.suggestion).toBe(suggestion);
  expect(parse(fixed(text, found!)).diagnostics).toEqual([]);
});

test('no place is offered where a driver page is meant', () => {
  const [found] = parse('A mmap m 1 private rw anon\nkernel free m+0').diagnostics;
  expect(found?.suggestion).toBeUndefined();
});
