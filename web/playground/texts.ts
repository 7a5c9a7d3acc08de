import { loadText, type ScenarioInfo } from '../../engine/atlas.ts';

/** The text of a built-in scenario on its way. Of what was asked for only the last matters. */
export class Texts {
  #asked = 0;

  load(scenario: ScenarioInfo, then: (text: string) => void, failed: () => void): void {
    const asked = ++this.#asked;
    const ifWanted = (what: () => void) => asked === this.#asked && what();
    loadText(scenario).then(
      (text) => ifWanted(() => then(text)),
      () => ifWanted(failed),
    );
  }

  forget(): void {
    this.#asked++;
  }
}
