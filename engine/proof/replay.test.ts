/**
 * Every recorded program on every machine that it was recorded on: all statements, all fields. Origin of every expected
 * value: real Linux 6.12 kernels (traces/FORMAT.md).
 */
import { afterAll, describe, expect, test } from 'vitest';
import { replayProgram, type ProgramReplay } from '../cli/replay.ts';
import { readTraceFolder, RECORDED } from '../cli/traceFolder.ts';
import { ARCH_NAMES } from '../types.ts';

/** The first statement that differs, with both sides. */
function told(scenario: string, { first }: ProgramReplay): string {
  if (first === null) return '';
  const { step, line, statement, fields } = first;
  const rows = fields.slice(0, 12).map((d) => `    ${d.field}: kernel ${d.recorded}, ours ${d.ours}`);
  return [`${scenario}, statement ${step}, line ${line}: ${statement}`, ...rows].join('\n');
}

const counts: string[] = [];
afterAll(() => console.log(counts.join('\n')));

const sets = readTraceFolder(RECORDED);

describe('recorded kernels (origin: traces)', () => {
  test.for(ARCH_NAMES)('%s', (machine) => {
    let programs = 0;
    let agreed = 0;
    let total = 0;
    const differing: string[] = [];
    for (const { scenarios, traces } of sets) {
      for (const { name, text } of scenarios) {
        const recorded = traces.get(machine)?.get(name);
        if (recorded === undefined) continue;
        const result = replayProgram(text, machine, recorded);
        programs++;
        agreed += result.agreed;
        total += result.total + result.notYet;
        if (result.first !== null) differing.push(told(name, result));
        else if (result.notYet > 0) differing.push(`${name}: cannot be played yet: ${result.notYetWord}`);
      }
    }
    counts.push(`${machine}: ${programs} programs, ${total} statements, agreed ${agreed} of ${total}`);
    expect(differing.slice(0, 5).join('\n')).toBe('');
    expect(agreed).toBe(total);
    // A folder that was not found, or a trace that is empty, agrees with anything.
    expect(programs).toBeGreaterThan(100);
  });

  test('no recorded trace is left out', () => {
    const known: readonly string[] = ARCH_NAMES;
    for (const { scenarios, traces } of sets) {
      expect([...traces.keys()].filter((machine) => !known.includes(machine))).toEqual([]);
      const names = new Set(scenarios.map(({ name }) => name));
      for (const trace of traces.values()) expect([...trace.keys()].filter((name) => !names.has(name))).toEqual([]);
    }
  });
});
