/**
 * Every recorded program on every machine it was recorded on, in all fields. Origin of every expected value: real Linux
 * 6.12 kernels (traces/FORMAT.md).
 */
import { afterAll, describe, expect, test } from 'vitest';
import { replayProgram, type ProgramReplay } from '../cli/replay.ts';
import { readTraceFolder, RECORDED } from '../cli/traceFolder.ts';

/** The first statement that differs, with both sides. */
function told(scenario: string, { differences: [first] }: ProgramReplay): string {
  if (first === undefined) return '';
  const { step, line, statement, fields } = first;
  const rows = fields.slice(0, 12).map((d) => `    ${d.field}: kernel ${d.recorded}, ours ${d.ours}`);
  return [`${scenario}, statement ${step}, line ${line}: ${statement}`, ...rows].join('\n');
}

const counts: string[] = [];
afterAll(() => console.log(counts.join('\n')));

const { sets, unplaced } = readTraceFolder(RECORDED);

describe.each(sets.map((set) => [set.name, set] as const))('%s (origin: traces)', (name, { scenarios, traces }) => {
  test.each([...traces.keys()])('on %s', (machine) => {
    let programs = 0;
    let agreed = 0;
    let total = 0;
    const differing: string[] = [];
    for (const { name: scenario, text } of scenarios) {
      const recorded = traces.get(machine)?.get(scenario);
      if (recorded === undefined) continue;
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
});

test('no recorded trace is left out', () => {
  // Words of entries have their own test, words.test.ts.
  expect(unplaced).toEqual([
    { where: '', what: ['FORMAT.md', 'README.md'], why: 'neither texts nor a trace' },
    {
      where: 'words',
      what: ['arm.jsonl.gz', 'arm_lpae.jsonl.gz', 'x86_64.jsonl.gz'],
      why: 'not named SET.MACHINE.jsonl',
    },
  ]);
  expect(sets.map(({ name }) => name)).toEqual([
    'builtin',
    'course',
    'hand',
    'hand2',
    'hand3',
    'fresh2',
    'random',
    'random2',
    'random3',
  ]);
});
