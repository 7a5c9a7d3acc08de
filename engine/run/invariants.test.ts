/**
 * Invariants (R-IV-1 to R-IV-16) after every statement of all built-in and recorded programs. Origin of every expected
 * value: those rules.
 */
import { brokenText } from '../say/broken.ts';
import { afterAll, describe, expect, test } from 'vitest';
import { recordedTexts } from '../cli/traceFolder.ts';
import { LONG, share } from '../proof/effort.ts';
import { playOn, parseText } from '../proof/play.ts';
import { hasPteSpecial } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { MACHINE_NAMES, type MachineName } from '../types.ts';

const recorded = recordedTexts();

const NAMED: Readonly<
  Record<
    string,
    { programs: readonly string[]; N: readonly string[]; S: readonly string[]; some?: true; notWithPat?: string }
  >
> = {
  'D-1, the collision: a page is lost': {
    programs: [
      'collision-dontneed',
      'collision-fork',
      'collision-mremap',
      'collision-munmap-first',
      'collision-same',
      'collision',
      'lost-page',
      'lost-and-moved',
      'lost-twice',
    ],
    N: ['R-IV-2', 'R-IV-3', 'R-IV-8', 'R-IV-13', 'R-IV-14'],
    S: [],
    // There, track_pfn_copy lets no fork happen (R-PR-22).
    notWithPat: 'R-IV-8',
  },
  'D-15, the zero page as a page: counted, and lost without the bit': {
    programs: ['zero-as-page', 'page-zero-private', 'page-zero-read'],
    N: ['R-IV-2', 'R-IV-3', 'R-IV-7', 'R-IV-13', 'R-IV-14'],
    S: ['R-IV-7'],
  },
  'an anonymous page that a handler returns: counted as shmem, and taken away as anonymous': {
    programs: ['page-of-anon-shared', 'page-collision'],
    N: ['R-IV-3', 'R-IV-4', 'R-IV-13'],
    S: ['R-IV-3', 'R-IV-4', 'R-IV-13'],
  },
  'raw entries in a mapping that lost its flags: nobody counted what the machine without the bit takes for pages': {
    programs: recorded.filter(({ text }) => /remap_pfn_range driver.* unflagged\b/.test(text)).map(({ name }) => name),
    N: ['R-IV-2', 'R-IV-3', 'R-IV-12', 'R-IV-13', 'R-IV-14'],
    S: [],
    some: true,
  },
};

const USUAL: readonly MachineName[] = ['x86_64', 'arm', 'arm_lpae_nobit', 's390x', 'arm64_64k', 'alpha'];
const machines = (LONG ? MACHINE_NAMES : USUAL).map((name) => ({
  name,
  kind: hasPteSpecial(archOf(name)) ? ('S' as const) : ('N' as const),
}));
const disagreeing = new Set(Object.values(NAMED).flatMap((d) => d.programs));
const programs = [
  ...recorded.filter(({ name }) => disagreeing.has(name)),
  ...share(recorded.filter(({ name }) => !disagreeing.has(name))),
  ...SCENARIOS,
].map(({ name, text }) => ({ name, program: parseText(text) }));

let statements = 0;
afterAll(() =>
  console.log(`invariants: ${programs.length} programs on ${machines.length} machines, ${statements} statements`),
);

function broken({ program }: (typeof programs)[number], machine: (typeof machines)[number]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { step, done } of playOn(machine.name, program)) {
    statements++;
    for (const one of done.broken) {
      const { rule } = one;
      if (!found.has(rule)) found.set(rule, `statement ${step.step} (${step.text}): ${brokenText(one)}`);
    }
  }
  return found;
}

describe.each(machines)('$name', (machine) => {
  test('nothing breaks in programs that no disagreement names', () => {
    const wrong = programs
      .filter(({ name }) => !disagreeing.has(name))
      .flatMap((p) => [...broken(p, machine).values()].map((why) => `${p.name}: ${why}`));
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(NAMED))('%s', (_, d) => {
    const met = new Set<string>();
    for (const p of programs.filter(({ name }) => d.programs.includes(name))) {
      const found = broken(p, machine);
      for (const [rule, why] of found) expect(d[machine.kind], `${p.name}: ${why}`).toContain(rule);
      if (d[machine.kind].length > 0 && !d.some) expect([...found.keys()], p.name).not.toEqual([]);
      for (const rule of found.keys()) met.add(rule);
    }
    const expected = d[machine.kind].filter((rule) => !(rule === d.notWithPat && archOf(machine.name).hasPat));
    expect([...met].sort()).toEqual(expected.sort());
  });
});

test('every named program exists', () => {
  const known = new Set(programs.map(({ name }) => name));
  expect(Object.values(NAMED).flatMap((d) => d.programs.filter((name) => !known.has(name)))).toEqual([]);
});
