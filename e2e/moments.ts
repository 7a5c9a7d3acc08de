/** What the page must say at each micro-step, as the engine says it. */
import { expect } from '@playwright/test';
import type { Step } from '../engine/facts.ts';
import { brokenText, logText, outcomeParts, outcomesBriefly, outcomeText } from '../engine/say/index.ts';
import { engineRun, expectedSentences, expectedTwins, plain, type Moment, type Playground } from './playground.ts';

function outcomeWords({ step, outcomes }: Step): string[] {
  const apart = new Set(outcomes.map((outcome) => outcome && outcomeText(outcome))).size > 1;
  const differing = outcomesBriefly(outcomes);
  const words = outcomes.map((outcome, i) => {
    const { word, told } = outcome ? outcomeParts(outcome) : { word: 'stopped', told: '' };
    return apart ? (differing[i] ?? 'stopped') : told || word;
  });
  return [String(step), ...words].map(plain);
}

const lastBead = (step: Step): number => Math.max(1, step.beads.length) - 1;

function expected(name: string, step: Step, bead: number): Moment {
  const { run, machines } = engineRun(name);
  const over = bead === lastBead(step);
  return {
    sentences: expectedSentences(step, bead, machines).map(plain),
    twins: expectedTwins(run, { step: step.step, bead }),
    row: over && step.step > 0 ? outcomeWords(step) : [],
    about: over
      ? [...step.says, ...step.log.flat().map(logText), ...step.broken.flat().map(brokenText)].map(plain)
      : [],
    asks: false,
    broken: 0,
  };
}

async function see(playground: Playground, moment: Moment, where: string): Promise<void> {
  expect(await playground.showsInTheEnd(moment), where).toEqual(moment);
}

export async function walkMicroSteps(playground: Playground, name: string, from: Step, to: Step): Promise<void> {
  const { steps } = engineRun(name);
  const arrived = { ...expected(name, from, lastBead(from)), row: [], about: [] };
  await see(
    playground,
    from.asks.length > 0 ? arrived : expected(name, from, lastBead(from)),
    `${name}, step ${from.step}`,
  );
  let before = expected(name, from, lastBead(from));
  for (const step of steps.slice(from.step + 1, to.step + 1)) {
    for (let bead = 0; bead <= lastBead(step); bead++) {
      await playground.press('Shift+ArrowRight');
      if (bead === 0 && step.asks.length > 0) {
        const held = { ...before, row: [], about: [], asks: true };
        await see(playground, held, `${name}, the question before step ${step.step}`);
        await playground.press('Shift+ArrowRight');
      }
      before = expected(name, step, bead);
      await see(playground, before, `${name}, step ${step.step}, micro-step ${bead}`);
    }
  }
}
