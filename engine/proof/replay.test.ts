/**
 * Recorded programs on the machines they were recorded on, in all fields: of random ones and of those of the other
 * architectures a part on each machine, in a long run all. Origin of every expected value: real Linux
 * 6.12 kernels (traces/FORMAT.md).
 */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { archOf } from '../arch/index.ts';
import { replayProgram, type ProgramReplay } from '../cli/replay.ts';
import { readRecorded, type NamedText, type TraceSet } from '../cli/traceFolder.ts';
import { ARCH_NAMES, type MachineName } from '../types.ts';
import { LONG, seed } from './effort.ts';

function told(scenario: string, { differences: [first] }: ProgramReplay): string {
  if (first === undefined) return '';
  const { step, line, statement, fields } = first;
  const rows = fields.slice(0, 12).map((d) => `    ${d.field}: kernel ${d.recorded}, ours ${d.ours}`);
  return [`${scenario}, statement ${step}, line ${line}: ${statement}`, ...rows].join('\n');
}

const counts: string[] = [];
afterAll(() => console.log(counts.join('\n')));

const { sets, unplaced } = readRecorded();

function played(name: string, scenarios: readonly NamedText[], traces: TraceSet['traces'], machine: MachineName) {
  const programs = scenarios.flatMap((scenario) => {
    const recorded = traces.get(machine)?.get(scenario.name);
    return recorded === undefined ? [] : [{ ...scenario, recorded }];
  });
  // The machines of a set take turns, so that nearly every program is played on one of them.
  const parts = LONG ? 1 : name.startsWith('arch/') ? 4 : /^(random|fresh)/.test(name) ? 3 : 1;
  const turn = [...traces.keys()].indexOf(machine) + seed(0);
  return programs.filter((_, i) => i % parts === turn % parts);
}

describe.each(sets.map((set) => [set.name, set] as const))(
  'rule 21: %s (origin: traces)',
  (name, { scenarios, traces }) => {
    test.each([...traces.keys()])('on %s', (machine) => {
      let programs = 0;
      let agreed = 0;
      let total = 0;
      const differing: string[] = [];
      for (const { name: scenario, text, recorded } of played(name, scenarios, traces, machine)) {
        const result = replayProgram(text, machine, recorded);
        programs++;
        agreed += result.agreed;
        total += result.total + result.notPlayed;
        if (result.differences.length > 0) differing.push(told(scenario, result));
        else if (result.stop !== null) differing.push(`${scenario}, line ${result.stop.line}: ${result.stop.why}`);
      }
      counts.push(`${name} on ${machine}: ${programs} programs, agreed ${agreed} of ${total} statements`);
      expect(differing.slice(0, 5).join('\n')).toBe('');
      expect(agreed).toBe(total);
      // An empty trace agrees with anything.
      expect(total).toBeGreaterThan(programs);
    });
  },
);

const RECORDED_ARCHES = ARCH_NAMES.filter((name) => archOf(name).origin === undefined);

test('every architecture was recorded, unless it says that it was not (R-AR-1 to R-AR-28)', () => {
  const machines = new Set(sets.flatMap(({ traces }) => [...traces.keys()]));
  expect([...machines].sort()).toEqual([...RECORDED_ARCHES, 'arm_lpae_nobit'].sort());
});

test('the README says how many machines there are, and which were not compared', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  expect(readme).toContain(`on ${ARCH_NAMES.length} machines`);
  const [, names = ''] = /Every machine but (.*?), which follow the source alone/.exec(readme) ?? [];
  const unrecorded = ARCH_NAMES.filter((name) => !RECORDED_ARCHES.includes(name));
  expect([...names.matchAll(/`(.*?)`/g)].map(([, name]) => name ?? '').sort()).toEqual(unrecorded.sort());
});

test('no recorded trace is left out', () => {
  // Words of entries and calls have tests of their own: words.test.ts, callPaths.test.ts.
  expect(unplaced).toEqual([
    { where: '', what: ['FORMAT.md', 'README.md'], why: 'neither texts nor a trace' },
    { where: 'arch', what: ['facts.txt'], why: 'neither texts nor a trace' },
    { where: 'paths', what: ['arm.jsonl.gz', 'x86_64.jsonl.gz'], why: 'not named SET.MACHINE.jsonl' },
    {
      where: 'words',
      what: [...RECORDED_ARCHES].sort().map((machine) => `${machine}.jsonl.gz`),
      why: 'not named SET.MACHINE.jsonl',
    },
  ]);
  expect(sets.map(({ name }) => name)).toEqual([
    'builtin',
    'course',
    'hand',
    'hand2',
    'hand3',
    'arch/hand',
    'arch/random',
    'fresh2',
    'random',
    'random2',
    'random3',
  ]);
});
