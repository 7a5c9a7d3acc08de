/**
 * Random programs over the whole language. Origin of the expected values: properties of any program, and rules R-IV.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { runs, seed } from '../proof/effort.ts';
import { CHOICES, randomStatements, type RandomOptions } from '../proof/randomProgram.ts';
import { parseText, playOn, startOn } from '../proof/play.ts';
import { hasPteSpecial } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { baseOf, structPage } from '../mm/cx.ts';
import { entryKey } from '../mm/entryIndex.ts';
import { listEntries } from '../mm/entryList.ts';
import { checkInvariants } from '../mm/invariants.ts';
import { entries } from '../mm/sparse.ts';
import { findVma } from '../mm/vma.ts';
import { pristine, type World } from '../mm/world.ts';
import { OPS } from '../ops/index.ts';
import { asVpn, MACHINE_NAMES, VM, type MachineName } from '../types.ts';
import { canonical } from './canonical.ts';
import { createRun } from './run.ts';
import type { Broken, Outcome } from '../facts.ts';
import { brokenText } from '../say/broken.ts';
import { logText } from '../say/log.ts';
import { outcomeParts, outcomeText } from '../say/outcome.ts';

const SEED = seed(20261123);
const SHORT = 20;
const machine = fc.constantFrom(...MACHINE_NAMES);
const numbersOf = (statements: number) =>
  fc.array(fc.array(fc.nat(0xffff), { minLength: CHOICES, maxLength: CHOICES }), {
    minLength: statements,
    maxLength: statements,
  });

let statements = 0;
const outcomes = new Map<string, number>();
const met = (outcome: Outcome): void => {
  statements++;
  const kind = outcomeParts(outcome).word;
  outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
};
afterAll(() => {
  const told = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, n]) => `${outcome} ${n}`);
  console.log(`random programs: seed ${SEED}, ${statements} statements: ${told.join(', ')}`);
});

function forAll(
  options: RandomOptions,
  numRuns: number,
  holds: (lines: readonly string[], machine: MachineName) => void,
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
    { seed: SEED, numRuns: runs(numRuns) },
  );
}

const D1 = ['R-IV-2', 'R-IV-3', 'R-IV-8', 'R-IV-13', 'R-IV-14'];

test('what is generated is well-formed, and uses every statement (property)', () => {
  const words = new Map<string, number>();
  forAll({ kernel: true, zeroPages: true, unflagged: true }, 2000, (lines) => {
    const program = parse(lines.join('\n'));
    expect(program.diagnostics).toEqual([]);
    expect(program.steps.length).toBe(lines.length);
    for (const { statement } of program.steps) words.set(statement.op, (words.get(statement.op) ?? 0) + 1);
  });
  expect([...words.keys()].sort()).toEqual(Object.keys(OPS).sort());
});

describe('one machine (property)', () => {
  test('never throws, always ends, keeps every invariant; device memory has no struct page', () => {
    forAll({ kernel: false }, 1300, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        if (done.broken.length > 0) throw new Error(JSON.stringify(done.broken));
        for (const [pfn] of entries(done.world.pages))
          if (pfn >= done.world.map.mmio.from) throw new Error(`frame ${pfn}`);
      }
    });
  });

  test('with kernel statements only what D-1 explains breaks, and only where the bit is missing', () => {
    const rules = new Set<string>();
    forAll({ kernel: true }, 1100, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        if (done.broken.length === 0) continue;
        if (hasPteSpecial(archOf(name))) throw new Error(JSON.stringify(done.broken));
        for (const { rule } of done.broken) rules.add(rule);
      }
    });
    expect([...rules].filter((rule) => !D1.includes(rule))).toEqual([]);
  });

  test('a driver that hands out the zero page as its own breaks what D-15 explains (R-FT-35)', () => {
    const rules = { S: new Set<string>(), N: new Set<string>() };
    forAll({ kernel: false, zeroPages: true }, 600, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        for (const { rule } of done.broken) rules[hasPteSpecial(archOf(name)) ? 'S' : 'N'].add(rule);
      }
    });
    expect([...rules.S].sort()).toEqual(['R-IV-7']);
    expect([...rules.N].filter((rule) => ![...D1, 'R-IV-7'].includes(rule))).toEqual([]);
  });

  test('a driver that loses the flags of its mapping breaks counts only where the bit is missing', () => {
    const rules = new Set<string>();
    forAll({ kernel: false, unflagged: true }, 300, (lines, name) => {
      for (const { done } of playOn(name, parseText(lines.join('\n')))) {
        met(done.outcome);
        if (done.broken.length === 0) continue;
        if (hasPteSpecial(archOf(name))) throw new Error(JSON.stringify(done.broken));
        for (const { rule } of done.broken) rules.add(rule);
      }
    });
    expect([...rules].filter((rule) => ![...D1, 'R-IV-1', 'R-IV-12'].includes(rule))).toEqual([]);
    expect(rules.size).toBeGreaterThan(2);
  });

  test('the same program leads to the same steps and to the same state', () => {
    forAll({ kernel: true }, 150, (lines, name) => {
      const program = parseText(lines.join('\n'));
      const play = (): string => {
        const machine = startOn(name, program);
        const told: string[] = [];
        for (const step of program.steps) {
          const done = machine.play(step);
          if (done === null) break;
          met(done.outcome);
          told.push(outcomeText(done.outcome), done.log.map(logText).join(), done.path.join());
        }
        return `${told.join('\n')}\n${canonical(machine.cx.world)}`;
      };
      if (play() !== play()) throw new Error('twice is not the same');
    });
  });

  test('what is kept from statement to statement is what a fresh look at the state gives', () => {
    forAll({ kernel: true, zeroPages: true }, 200, (lines, name) => {
      const program = parseText(lines.join('\n'));
      const { index, cx } = startOn(name, program);
      const machine = startOn(name, program);
      for (const step of program.steps) {
        const done = machine.play(step);
        if (done === null) return;
        met(done.outcome);
        const { world } = done;
        const fresh = checkInvariants(world, cx, done.log);
        const sorted = (broken: readonly Broken[]): string => broken.map(brokenText).sort().join('\n');
        if (sorted(done.broken) !== sorted(fresh))
          throw new Error(`${sorted(done.broken)}\nbut fresh:\n${sorted(fresh)}`);
        const listed = listEntries(world, cx);
        for (const e of listed) {
          const kept = machine.index.get(entryKey(e.process, e.vpn));
          const alike = kept !== null && kept.pte === e.pte && kept.vma === e.vma && kept.normal === e.normal;
          if (!alike || !machine.index.of(e.pfn).has(kept)) throw new Error(`${step.text}: ${e.process} ${e.vpn}`);
        }
        const kept = index.update(world).entries;
        for (const [key, { after }] of kept) {
          if ((machine.index.get(key) === null) !== (after === null)) throw new Error(`${step.text}: ${key}`);
        }
      }
    });
  });

  test('R-IV-11: when every process has ended and every pin is given back, every counter is as it was', () => {
    forAll({ kernel: false }, 500, (lines, name) => {
      const pins = new Set(lines.flatMap((line) => / as (\w+)$/.exec(line)?.[1] ?? []));
      const processes = ['A', ...lines.flatMap((line) => / fork (\w)$/.exec(line)?.[1] ?? [])];
      const end = [...[...pins].map((pin) => `unpin ${pin}`), ...processes.map((process) => `${process} exit`)];
      const program = parseText([...lines, ...end].join('\n'));
      const machine = startOn(name, program);
      for (const step of program.steps) {
        const done = machine.play(step);
        if (done === null) return;
        met(done.outcome);
        const bad = done.log.map(logText).filter((line) => line.startsWith('bad'));
        if (bad.length > 0) throw new Error(bad.join());
      }
      const left = leftOver(machine.cx.world);
      if (left.length > 0) throw new Error(left.join('\n'));
    });
  });

  test('R-IV-15: a write to private memory, by whomever, never changes a frame that is not that memory’s own', () => {
    let checked = 0;
    forAll({ kernel: true }, 500, (lines, name) => {
      const program = parseText(lines.join('\n'));
      const machine = startOn(name, program);
      for (const step of program.steps) {
        const before = machine.cx.world;
        const done = machine.play(step);
        if (done === null) return;
        met(done.outcome);
        const { statement } = step;
        if (!/write$/.test(statement.op) || !('place' in statement) || !('actor' in statement)) continue;
        const mm = done.world.mms[statement.actor];
        const vpn = asVpn(baseOf(machine.cx, statement.place.name) + statement.place.from);
        const vma = mm === undefined ? null : findVma(mm, vpn);
        if (vma === null || (vma.flags & VM.SHARED) !== 0 || done.outcome.kind !== 'ok') continue;
        checked++;
        for (const change of done.beads.flatMap(({ changes }) => changes)) {
          if (change.kind !== 'content') continue;
          const old = structPage(before, change.pfn);
          // Fresh or already anonymous. A private write may also fill the file's own empty page with zeroes.
          const own = old.ref === 0 || old.anon || change.after === '';
          if (!own) throw new Error(`${step.text} wrote frame ${change.pfn}`);
        }
      }
    });
    expect(checked).toBeGreaterThan(runs(200));
  });
});

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
  /** With and without the bit, small and large pages, an empty entry that is not 0. */
  const TOGETHER = ['x86_64', 'arm', 's390x', 'alpha'] as const;
  const HEAD = `machines ${TOGETHER.join(' ')}`;
  const count = (outcomes: readonly (Outcome | null)[]): void => outcomes.forEach((o) => o !== null && met(o));

  test('a snapshot at every bead shows a state between its neighbours, and never throws', () => {
    forAll(
      { kernel: true, zeroPages: true },
      50,
      (lines) => {
        const run = createRun(parseText([HEAD, ...lines].join('\n')));
        let last = run.snapshot({ step: 0, bead: 0 }).machines.map(unnamed);
        for (const step of run.play()) {
          count(step.outcomes);
          if (step.beads.length === 0) throw new Error(`no bead: ${step.text}`);
          step.beads.forEach((bead, at) => {
            const snapshot = run.snapshot({ step: step.step, bead: at });
            if (snapshot.step !== step.step || snapshot.bead !== at) throw new Error(`${step.text}: bead ${at}`);
            const now = snapshot.machines.map(unnamed);
            bead.machines.forEach((own, i) => {
              const idle = own === null || own.changes.length === 0;
              const end = at === step.beads.length - 1;
              if (idle && !end && now[i] !== last[i]) throw new Error(`${step.text}: bead ${at} of machine ${i}`);
            });
            last = now;
          });
          const end = run.snapshot({ step: step.step, bead: 1e9 });
          if (JSON.stringify(end.machines.map(unnamed)) !== JSON.stringify(last))
            throw new Error(`end of ${step.text}`);
          expect(run.snapshot({ step: step.step, bead: -1 }).bead).toBe(0);
        }
      },
      10,
    );
  });

  test('the same text gives the same steps and lines, and both can be sent to another thread', () => {
    forAll(
      { kernel: true, zeroPages: true },
      40,
      (lines) => {
        const play = (): string => {
          const run = createRun(parseText([HEAD, ...lines].join('\n')));
          const steps = [...run.play()];
          for (const step of steps) count(step.outcomes);
          structuredClone(steps);
          return JSON.stringify(
            steps.map((step) => [step, run.machines.map(({ name }) => run.record(step.step, name))]),
          );
        };
        if (play() !== play()) throw new Error('twice is not the same');
      },
      10,
    );
  });

  test('machines do not affect each other: each does the same alone', () => {
    forAll(
      { kernel: true },
      50,
      (lines) => {
        const text = lines.join('\n');
        const together = createRun(parseText(`${HEAD}\n${text}`));
        const alone = TOGETHER.map((name) => createRun(parseText(`machines ${name}\n${text}`)));
        const steps = alone.map((run) => [...run.play()]);
        for (const { step, outcomes } of together.play()) {
          count(outcomes);
          alone.forEach((run, i) => {
            if (steps[i]!.length < step) return;
            const name = TOGETHER[i]!;
            const [a, b] = [together.record(step, name), run.record(step, name)];
            if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`statement ${step} on ${name}`);
          });
        }
      },
      12,
    );
  });
});

const unnamed = (machine: object): string =>
  JSON.stringify(machine, (key, value: unknown) =>
    key === 'frame' || key === 'name' || key === 'pgoff' || key === 'log' || key === 'stopped' ? null : value,
  );
