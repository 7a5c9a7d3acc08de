import { logText, outcomeText } from '../../engine/say/index.ts';
import { expect, test } from 'vitest';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { momentsOf } from '../stage/testing.ts';
import { happenedAt } from './happened.ts';

test('log lines appear at the micro-step that prints them, and stay to the end of the statement', () => {
  let seen = 0;
  for (const { text } of SCENARIOS) {
    for (const moment of momentsOf(text)) {
      const { step, bead, machines } = moment;
      machines.forEach((_, machine) => {
        const { log } = happenedAt(moment, machine);
        expect((step.log[machine] ?? []).slice(0, log.length).map(logText)).toEqual(log);
        if (bead < step.beads.length - 1) seen += log.length;
      });
    }
  }
  expect(seen).toBeGreaterThan(0);
});

test('only the header says why a machine stopped', () => {
  const bug = SCENARIOS.find(({ name }) => name === 'fault-pfn-bug')?.text ?? '';
  const end = momentsOf(bug).at(-1)!;
  expect(end.step.log[0]).toHaveLength(1);
  expect(happenedAt(end, 0).log).toEqual([]);
});

test('broken invariants are reported only at the end of the statement', () => {
  const collision = SCENARIOS.find(({ name }) => name === 'collision')?.text ?? '';
  const told = momentsOf(collision).filter((moment) => happenedAt(moment, 1).broken.length > 0);
  expect(told.length).toBeGreaterThan(0);
  expect(told[0]?.step.broken[1]?.map(({ rule }) => rule)).toContain('R-IV-14');
  expect(told.every(({ step, bead }) => bead === step.beads.length - 1)).toBe(true);
});

test('an outcome is shown at the end of a statement if the machines differ, reduced to what differs', () => {
  // x86 reads device memory for a debugger by its physical address; the arm kernels were built without that.
  const sample = (name: string) => momentsOf(SCENARIOS.find((s) => s.name === name)?.text ?? '');
  for (const moment of sample('dev-mem')) {
    const { step, bead, machines } = moment;
    const told = machines.map((_, machine) => happenedAt(moment, machine).outcome);
    const outcomes = step.outcomes.map((outcome) => (outcome ? outcomeText(outcome) : ''));
    const apart = new Set(outcomes).size > 1;
    if (bead < step.beads.length - 1 || !apart) expect(told).toEqual(told.map(() => null));
    else
      expect(told.every((outcome, i) => outcome !== null && outcomes[i]?.startsWith(outcome.slice(0, 2)))).toBe(true);
  }
  // smaps of the collision: 4 KiB that x86-64 counts and arm does not (D-1).
  const smaps = sample('collision').findLast(({ step }) => step.step === 6)!;
  expect(happenedAt(smaps, 0).outcome).toContain('Rss=4');
  expect(happenedAt(smaps, 1).outcome).toContain('Rss=0');
  expect(happenedAt(smaps, 1).outcome).not.toContain('Shared_Clean');
});
