import { describe, expect, test } from 'vitest';
import { LONG } from '../proof/effort.ts';
import { parse } from '../language/parse.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Position, Snapshot } from '../facts.ts';
import { diffSnapshot, patchSnapshot } from './patch.ts';
import { createRun, type Run } from './run.ts';

const played = (text: string): { run: Run; places: Position[] } => {
  const run = createRun(parse(text));
  const steps = [run.start, ...run.play()];
  const places = steps.flatMap((s) => s.beads.map((_, bead) => ({ step: s.step, bead })));
  return { run, places };
};

const jumping = <T>(list: readonly T[]): T[] => {
  const stride = [7, 11, 13, 17].find((n) => list.length % n !== 0) ?? 1;
  return list.map((_, i) => list[(i * stride) % list.length]!);
};

/** More changes than the engine keeps per statement. */
const PAGES = LONG ? 1200 : 600;
const LARGE = `A mmap m ${PAGES} private rw anon
A madvise m* populate_write
A write m+${PAGES - 200} "x"
A fork B
B write m+3
B munmap m+100..180
B mprotect m+${PAGES / 2}..${PAGES / 2 + 10} r
A mremap m* to n
A pin n+5 write as p
A munmap n+0..${PAGES / 2}
unpin p
B exit
`;
const some = (places: readonly Position[]): Position[] =>
  places.filter(({ bead }, i) => bead === 0 || i === places.length - 1 || places[i + 1]?.bead === 0 || i % 500 === 0);

describe.each([...SCENARIOS.map((s) => [s.name, s.text]), ['large', LARGE]])('%s', (_, text) => {
  test('a state looks the same, whatever was looked at before', () => {
    const inOrder = played(text ?? '');
    const { run, places } = played(text ?? '');
    const walk = some(places);
    const states = new Map(walk.map((at) => [at, inOrder.run.snapshot(at)]));
    let told: Snapshot | null = null;
    let known: Snapshot | null = null;
    for (const at of [...jumping(walk), ...[...walk].reverse()]) {
      const snapshot = run.snapshot(at);
      expect(snapshot).toEqual(states.get(at));
      known = patchSnapshot(known, structuredClone(diffSnapshot(told, snapshot)));
      told = snapshot;
      expect(known).toEqual(snapshot);
    }
  });
});

test('neighbours share what did not change, on both sides', () => {
  const { run } = played(LARGE);
  const before = run.snapshot({ step: 4, bead: 99999 });
  const after = run.snapshot({ step: 5, bead: 99999 });
  const [a, b] = [before, after].map((s) => s.machines[0]!.processes[0]!);
  expect(a).toBe(b);
  const patch = diffSnapshot(before, after);
  expect(JSON.stringify(patch).length).toBeLessThan(5000);
  const known = structuredClone(before);
  expect(patchSnapshot(known, patch).machines[0]?.processes[0]).toBe(known.machines[0]?.processes[0]);
});
