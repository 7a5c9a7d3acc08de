/** The page, as a person sees and handles it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { createRun, parse, SCENARIOS, type MachineInfo, type Step } from '../engine/index.ts';
import { shortNames } from '../web/why/agreement.ts';

export class Playground {
  readonly page: Page;
  readonly caption: Locator;
  readonly statements: Locator;
  readonly current: Locator;
  readonly about: Locator;
  readonly question: Locator;
  readonly editor: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.caption = page.getByRole('status', { name: 'What happens' });
    this.statements = page.getByRole('list', { name: 'Statements' }).getByRole('button');
    this.current = page.getByRole('list', { name: 'Statements' }).locator('[aria-current="step"]');
    this.about = page.getByRole('region', { name: 'About this step' });
    this.question = page.getByRole('region', { name: 'Predict' });
    this.editor = page.getByRole('textbox', { name: 'Scenario text' });
    this.notices = page.getByRole('region', { name: 'Notices' });
  }

  /** Opens the page; `fragment` with its `#`, `query` with its `?`. */
  async open(fragment = '', query = ''): Promise<void> {
    await this.page.goto(`./${query}${fragment}`);
    await this.ready();
  }

  /** Something has been run and is shown. */
  async ready(): Promise<void> {
    await expect(this.page.getByText('Running the scenario…')).toHaveCount(0);
    await expect(this.caption).not.toBeEmpty();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The sentences of the micro-step, as shown. */
  sentences(): Locator {
    return this.caption.locator('p');
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}

/** What the engine itself says of a built-in scenario. */
export function engineRun(name: string): {
  machines: readonly MachineInfo[];
  /** What is played; fewer than the text's statements if all machines stop before. */
  steps: readonly Step[];
  statements: number;
} {
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (!scenario) throw new Error(`There is no scenario ${name}.`);
  const program = parse(scenario.text);
  const run = createRun(program);
  return { machines: run.machines, steps: [run.start, ...run.play()], statements: program.steps.length };
}

/** The sentences that a micro-step must show: one if all machines do the same, else one a machine. */
export function expectedSentences(step: Step, bead: number, machines: readonly MachineInfo[]): string[] {
  const said = step.beads[bead]?.machines.map((machine) => machine?.sentence ?? null) ?? [];
  const [first] = said;
  if (said.every((sentence) => sentence === first)) return first ? [first] : [];
  const absent = (i: number) => (step.outcomes[i] === null ? 'has stopped.' : 'does not come here.');
  return said.map((sentence, i) => `${shortNames(machines)[i]}: ${sentence ?? absent(i)}`);
}

/** The built-in scenario in which the machines come apart most often. */
export function mostDifferent(): { name: string; step: number } {
  const found = SCENARIOS.map(({ name }) => {
    const apart = engineRun(name).steps.filter(({ differences }) => differences.length > 0);
    return { name, step: apart[0]?.step ?? 0, count: apart.length };
  }).sort((a, b) => b.count - a.count)[0];
  if (!found || found.count === 0) throw new Error('The machines agree in every scenario.');
  return found;
}
