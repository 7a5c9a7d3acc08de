/** Expected: the sentence of a kernel function that refuses ends with what the program gets (engine/say/told.ts). */
import { expect, test } from 'vitest';
import { createRun } from '../../engine/play.ts';
import { beadText } from '../../engine/say/index.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import { refusalOf } from './refusal.ts';

test('where no table decided, it tells what the statement ends with; nothing is found where all went well', () => {
  let refused = 0;
  for (const { name, text } of SCENARIOS) {
    const program = parse(text);
    if (!program.steps.some(({ asks }) => asks.some(({ question }) => question === 'outcome'))) continue;
    for (const step of createRun(program).play()) {
      step.outcomes.forEach((outcome, machine) => {
        const bead = refusalOf(step, machine);
        if (outcome?.kind !== 'error' && outcome?.kind !== 'signal') return expect(bead).toBeNull();
        const decided = step.beads.some(({ machines }) => (machines[machine]?.decisions.length ?? 0) > 0);
        if (bead === null || decided) return expect(decided || outcome.by, `${name}, ${step.step}`).toBeTruthy();
        refused++;
        const word = outcome.kind === 'error' ? outcome.error : outcome.signal;
        expect(beadText(bead.machines[machine]!, ''), `${name}, ${step.step}`).toContain(word);
      });
    }
  }
  expect(refused).toBeGreaterThan(20);
});
