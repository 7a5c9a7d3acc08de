/**
 * Random programs over the whole language. Origin of what is expected: properties that hold of any program, and rules R-IV
 * of the reference.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { CHOICES, randomStatements, type RandomOptions } from '../kernel/randomProgram.ts';
import { parseText, playOn, playStep, startOn } from '../kernel/play.ts';
import { structPage, type RawChange } from '../mm/cx.ts';
import { listEntries } from '../mm/entryList.ts';
import { entries } from '../mm/sparse.ts';
import { pristine, type World } from '../mm/world.ts';
import { ARCH_NAMES, type ArchName } from '../types.ts';
import { canonical } from './debug.ts';
import { createRun } from './run.ts';

const SEED = 20261123;
/** Programs of each property, and statements of each program. */
const SHORT = 20;
const machine = fc.constantFrom(...ARCH_NAMES);
const numbersOf = (statements: number) =>
  fc.array(fc.array(fc.nat(0xffff), { minLength: CHOICES, maxLength: CHOICES }), {
    minLength: statements,
    maxLength: statements,
  });

let statements = 0;
const outcomes = new Map<string, number>();
const met = (outcome: string): void => {
  statements++;
  const kind = outcome.split(':')[0]!;
  outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
};
afterAll(() => {
  const told = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, n]) => `${outcome} ${n}`);
  console.log(`random programs: seed ${SEED}, ${statements} statements: ${told.join(', ')}`);
});

/** A property of random programs on a random machine. */
function forAll(
  options: RandomOptions,
  numRuns: number,
  holds: (lines: readonly string[], machine: ArchName) => void,
  length = SHORT,
): void {
  fc.assert(
    fc.property(numbersOf(length), machine, (numbers, name) => {
      const lines = randomStatements(numbers, options);
      try {
        holds(lines, name);
      } catch (error) {
        throw new Error(`${name}\n${lines.join('\n')}`, { cause: error });
      }
    }),
    { seed: SEED, numRuns },
  );
}

/** Where a program of this kind may break an invariant: a lost page on N, or the zero page handed out as a page. */
const NAMED = ['R-IV-2', 'R-IV-3', 'R-IV-8', 'R-IV-13', 'R-IV-14'];

test('what is generated is well-formed, and uses every statement (property)', () => {
  const words = new Map<string, number>();
  forAll({ kernel: true, wildPages: true }, 500, (lines) => {
    const program = parse(lines.join('\n'));
    expect(program.diagnostics).toEqual([]);
    expect(program.steps.length).toBe(lines.length);
    for (const { statement } of program.steps) words.set(statement.op, (words.get(statement.op) ?? 0) + 1);
  });
  expect([...words.keys()].length).toBe(28);
});

describe('one machine (property)', () => {
  test('never throws, always ends, keeps every invariant', () => {
    forAll({ kernel: false }, 1500, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        expect(done.broken).toEqual([]);
      }
    });
  });

  test('with kernel statements only what D-1 explains breaks, and only where the bit is missing', () => {
    forAll({ kernel: true }, 1000, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        if (done.broken.length === 0) continue;
        expect(['arm', 'arm_lpae_nobit']).toContain(name);
        for (const { rule } of done.broken) expect(NAMED).toContain(rule);
      }
    });
  });

  test('a driver that hands out the zero page or somebody’s page as its own breaks only counters of its own making', () => {
    forAll({ kernel: false, wildPages: true }, 500, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) met(done.outcome);
    });
  });

  test('the same program leads to the same lines and to the same state', () => {
    forAll({ kernel: true }, 250, (lines, name) => {
      const program = parseText(lines.join('\n'));
      const play = () => {
        const states: string[] = [];
        for (const { done } of playOn(name, program)) {
          met(done.outcome);
          states.push(done.outcome, done.log.join(), done.path.join());
        }
        return states;
      };
      expect(play()).toEqual(play());
      const [a, b] = [startOn(name, program), startOn(name, program)];
      for (const step of program.steps) if (playStep(a, step) === null || playStep(b, step) === null) break;
      expect(canonical(a.cx.world)).toBe(canonical(b.cx.world));
    });
  });

  test('R-IV-11: when every process has ended and every pin is given back, every counter is as it was', () => {
    forAll({ kernel: false }, 700, (lines, name) => {
      const pins = new Set(lines.flatMap((line) => / as (\w+)$/.exec(line)?.[1] ?? []));
      const processes = ['A', ...lines.flatMap((line) => / fork (\w)$/.exec(line)?.[1] ?? [])];
      const end = [...[...pins].map((pin) => `unpin ${pin}`), ...processes.map((process) => `${process} exit`)];
      const playing = startOn(name, parseText([...lines, ...end].join('\n')));
      for (const step of playing.program.steps) {
        const done = playStep(playing, step);
        if (done === null) return;
        met(done.outcome);
        expect(done.log.filter((line) => line.startsWith('bad'))).toEqual([]);
      }
      expect(leftOver(playing.cx.world)).toEqual([]);
    });
  });

  test('R-IV-15: a write through a private mapping, by whomever, never changes a frame of a driver, device or file', () => {
    forAll({ kernel: true }, 700, (lines, name) => {
      const playing = startOn(name, parseText(lines.join('\n')));
      for (const step of playing.program.steps) {
        const before = playing.last;
        const done = playStep(playing, step);
        if (done === null) return;
        met(done.outcome);
        const { statement } = step;
        if (!/write$/.test(statement.op) || !('place' in statement) || !('actor' in statement)) continue;
        const wrote = done.beads.flatMap(({ changes }) => changes.filter((c): c is Content => c.kind === 'content'));
        for (const { pfn, after } of wrote) {
          const mapped = listEntries(done.world, playing.cx.arch, playing.cx.rules).filter(
            (e) => e.pfn === pfn && e.process === statement.actor,
          );
          const shared = mapped.some((e) => e.vma.file !== null && (e.vma.flags & 0x8) !== 0);
          const fresh = structPage(before.world, pfn).ref === 0 || structPage(before.world, pfn).anon;
          expect(shared || fresh || after === '', `${step.text} wrote frame ${pfn}`).toBe(true);
        }
      }
    });
  });

  test('R-IV-7: the zero page and device memory are never counted', () => {
    forAll({ kernel: true }, 500, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        const { world } = done;
        expect(structPage(world, world.map.zero).map).toBe(0);
        for (const [pfn] of entries(world.pages)) expect(pfn).toBeLessThan(world.map.mmio.from);
      }
    });
  });
});

type Content = Extract<RawChange, { kind: 'content' }>;

/** What is not as at the start, once nobody is left. */
function leftOver(world: World): string[] {
  const left: string[] = [];
  for (const [pfn, page] of entries(world.pages)) {
    const cached = page.use.kind === 'cache' && world.files[page.use.file]?.kind === 'tmpfs';
    const wanted = cached ? 1 : page.use.kind === 'free' ? 0 : pristine(world.map, pfn).ref;
    if (page.map !== 0 || page.ref !== wanted)
      left.push(`frame ${pfn} (${page.use.kind}): ref ${page.ref} map ${page.map}`);
  }
  for (const [pfn] of entries(world.tables)) left.push(`table ${pfn}`);
  for (const [name, file] of Object.entries(world.files)) if (file.kind !== 'tmpfs') left.push(`file ${name}`);
  return [...left, ...Object.keys(world.mms), ...Object.keys(world.pins)];
}

describe('all machines together (property)', () => {
  const HEAD = `machines ${ARCH_NAMES.join(' ')}`;

  test('a snapshot at every bead shows a state between its neighbours, and never throws', () => {
    forAll(
      { kernel: true, wildPages: true },
      120,
      (lines) => {
        const run = createRun(parseText([HEAD, ...lines].join('\n')));
        let last = run.snapshot({ step: 0, bead: 0 });
        for (const step of run.play()) {
          for (const outcome of step.outcomes) if (outcome !== null) met(outcome);
          expect(step.beads.length).toBeGreaterThan(0);
          step.beads.forEach((bead, at) => {
            const snapshot = run.snapshot({ step: step.step, bead: at });
            expect([snapshot.step, snapshot.bead]).toEqual([step.step, at]);
            bead.machines.forEach((own, i) => {
              const [a, b] = [last.machines[i]!, snapshot.machines[i]!];
              // A machine that does not come here holds its state; but at the end every one has its names settled.
              if (own === null && at < step.beads.length - 1) expect(unnamed(b)).toEqual(unnamed(a));
              // What a bead says that it changed is what the pictures show.
              for (const change of own?.changes ?? []) {
                if (change.kind === 'log') expect(b.log.length).toBeGreaterThan(0);
              }
            });
            last = snapshot;
          });
          const end = run.snapshot({ step: step.step, bead: 1e9 });
          expect(end).toEqual(last);
          expect(run.snapshot({ step: step.step, bead: -1 }).bead).toBe(0);
          expect(structuredClone(step)).toEqual(step);
        }
      },
      10,
    );
  });

  test('the same text gives the same steps and lines', () => {
    forAll(
      { kernel: true, wildPages: true },
      100,
      (lines) => {
        const play = () => {
          const run = createRun(parseText([HEAD, ...lines].join('\n')));
          return [...run.play()].map((step) => {
            for (const outcome of step.outcomes) if (outcome !== null) met(outcome);
            return [step, run.machines.map((_, i) => run.traceLine(step.step, i))];
          });
        };
        expect(play()).toEqual(play());
      },
      10,
    );
  });

  test('machines do not disturb each other: alone, each does what it does among others', () => {
    forAll(
      { kernel: true },
      120,
      (lines) => {
        const text = lines.join('\n');
        const together = createRun(parseText(`${HEAD}\n${text}`));
        const alone = ARCH_NAMES.map((name) => createRun(parseText(`machines ${name}\n${text}`)));
        const steps = alone.map((run) => [...run.play()]);
        for (const { step, outcomes } of together.play()) {
          for (const outcome of outcomes) if (outcome !== null) met(outcome);
          alone.forEach((run, i) => {
            if (steps[i]!.length < step) return;
            expect(together.traceLine(step, i)).toEqual(run.traceLine(step, 0));
          });
        }
      },
      12,
    );
  });
});

/** A state without the names of frames, which are settled when a statement ends. */
const unnamed = (machine: object): unknown =>
  JSON.parse(
    JSON.stringify(machine, (key, value: unknown) =>
      key === 'frame' || key === 'name' || key === 'pgoff' ? null : value,
    ),
  );
