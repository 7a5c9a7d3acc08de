/** Finds built-in scenarios by title, narration and what happens in them. */
import { PROMISES, SCENARIO_INDEX, type ScenarioInfo } from '../../../engine/atlas.ts';
import { parse } from '../../../engine/text.ts';
import { STATEMENT_TERMS } from '../../../engine/glossary.ts';

/** A text about a scenario, with the weight of a match. */
interface Said {
  readonly weight: number;
  readonly text: string;
}

function saidOf({ title, name, theme }: ScenarioInfo, text: string): Said[] {
  const { opening, steps, machines } = parse(text);
  const meanings = new Set(
    steps.map(({ statement }) => STATEMENT_TERMS.find(({ id }) => id === `op-${statement.op}`)?.meaning ?? ''),
  );
  return [
    { weight: 8, text: `${title} ${name}` },
    { weight: 4, text: `${theme} ${PROMISES[name]?.promise ?? ''}` },
    { weight: 2, text: [...opening, ...steps.flatMap(({ says }) => says)].join(' ') },
    {
      weight: 1,
      text: [...machines, ...steps.flatMap((step) => [step.text, ...step.asks.map((ask) => ask.text)])].join(' '),
    },
    // The name of a function finds statements that call it.
    { weight: 0.5, text: [...meanings].join(' ') },
  ].map((said) => ({ ...said, text: said.text.toLowerCase() }));
}

/** A word counts where a word begins with it: `pin` is not in `mapping`. */
const begins = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\d]/u.test(text[at - 1] ?? '') || !/[\p{L}\d]/u.test(word[0] ?? '')) return true;
  }
  return false;
};

/**
 * Finds those that contain every word, best first; without words all of them, in order. Of one whose text is missing it
 * knows only what the list says.
 */
export function searchIn(texts: ReadonlyMap<ScenarioInfo, string>): (wanted: string) => readonly ScenarioInfo[] {
  const index = SCENARIO_INDEX.map((scenario) => ({ scenario, said: saidOf(scenario, texts.get(scenario) ?? '') }));
  return (wanted) => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return SCENARIO_INDEX;
    return index
      .map(({ scenario, said }) => {
        const weights = words.map((word) => said.find(({ text }) => begins(text, word))?.weight ?? 0);
        return { scenario, rank: weights.includes(0) ? 0 : weights.reduce((a, b) => a + b, 0) };
      })
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank)
      .map(({ scenario }) => scenario);
  };
}
