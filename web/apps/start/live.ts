/** The playground behind the picture, for whoever steps on from it. */
import { loadText, scenarioNamed } from '../../../engine/atlas.ts';
import { SCENARIO, STEP, withoutQuestions } from '../../../engine/front.ts';
import { Playground } from '../../playground/playground.svelte.ts';

export async function openPlayground(): Promise<Playground> {
  const scenario = scenarioNamed(SCENARIO);
  if (!scenario) throw new Error(`There is no scenario ${SCENARIO}.`);
  const text = await loadText(scenario);
  const playground = new Playground();
  playground.open(withoutQuestions(text), { step: STEP, micro: null, selection: null });
  return playground;
}
