/** The page, as a person sees and handles it. */
import { answersOf, answerText, beadText, choicesOf } from '../engine/say/index.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import type { AskAnswer, MachineInfo, Position, Step } from '../engine/facts.ts';
import { createRun, type Run } from '../engine/play.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { encodeLink, parse, START_TARGET } from '../engine/text.ts';
import { twinOf, type TwinNode } from '../web/stage/words.ts';
import { absentText } from '../web/moment/microStepWords.ts';
import { shortNames } from '../web/moment/shortNames.ts';

export interface Moment {
  readonly sentences: readonly string[];
  readonly twins: readonly string[];
  readonly row: readonly string[];
  readonly about: readonly string[];
  readonly asks: boolean;
  readonly broken: number;
}

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

  /** `fragment` with its `#`, `query` with its `?`. */
  async open(fragment = '', query = ''): Promise<void> {
    await this.page.goto(`./${query || (fragment.length > 1 ? '' : '?play')}${fragment}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.page.getByText('Running the scenario…')).toHaveCount(0);
    await expect(this.caption).not.toBeEmpty();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  sentences(): Locator {
    return this.caption.locator('p');
  }

  async showsInTheEnd(wanted: Moment): Promise<Moment> {
    return this.page.evaluate(async (wanted) => {
      const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
      const all = (selector: string) => [...document.querySelectorAll(selector)].map((e) => plain(e.textContent));
      const read = () => {
        const [row] = all('[aria-label="Statements"] [aria-current="step"]');
        const [about] = all('[aria-label="About this step"]');
        return {
          sentences: all('[aria-label="What happens"] p'),
          twins: all('[data-twin]'),
          row: wanted.row.filter((words) => row?.includes(words)),
          about: wanted.about.filter((words) => about?.includes(words)),
          asks: document.querySelector('section.predict') !== null,
          broken: all('[role="alert"]').filter((text) => text.includes('could not be drawn')).length,
        };
      };
      const wish = JSON.stringify(wanted);
      const deadline = performance.now() + 30_000;
      let shown = read();
      while (JSON.stringify(shown) !== wish && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 4));
        shown = read();
      }
      return shown;
    }, wanted);
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}

const played = new Map<string, EngineRun>();

export function engineRun(name: string): EngineRun {
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (!scenario) throw new Error(`There is no scenario ${name}.`);
  const run = played.get(name) ?? playText(scenario.text);
  played.set(name, run);
  return run;
}

export interface EngineRun {
  run: Run;
  machines: readonly MachineInfo[];
  /** Fewer than the text's statements if all machines stop earlier. */
  steps: readonly Step[];
  statements: number;
}

/** The address of a step of a text that is not built in. */
export function linkTo(text: string, step: number): string {
  const link = encodeLink({ text }, { ...START_TARGET, step });
  if (!link.ok) throw new Error(link.message);
  return link.fragment;
}

export function playText(text: string): EngineRun {
  const program = parse(text);
  const run = createRun(program);
  return { run, machines: run.machines, steps: [run.start, ...run.play()], statements: program.steps.length };
}

/** The sentences that a micro-step must show: one if all machines do the same, else one a machine. */
export function expectedSentences(step: Step, bead: number, machines: readonly MachineInfo[]): string[] {
  const said = step.beads[bead]?.machines.map((machine) => machine && beadText(machine, step.text)) ?? [];
  const [first] = said;
  if (said.every((sentence) => sentence === first)) return first ? [first] : [];
  return said.map((sentence, i) => `${shortNames(machines)[i]}: ${sentence ?? absentText(step, bead, i)}`);
}

/** A tap with a finger. Firefox cannot emulate one: there the page gets the events of a finger instead. */
export async function tap(target: Locator, position?: { readonly x: number; readonly y: number }): Promise<void> {
  const browser = target.page().context().browser()?.browserType().name();
  if (browser !== 'firefox') return target.tap(position ? { position } : {});
  // Waits as a tap does, for an element that is visible, stable, enabled and not covered.
  await target.click({ trial: true, ...(position ? { position } : {}) });
  await target.evaluate((element, position) => {
    const box = element.getBoundingClientRect();
    const clientX = position ? box.left + position.x : box.left + box.width / 2;
    const clientY = position ? box.top + position.y : box.top + box.height / 2;
    const under = document.elementFromPoint(clientX, clientY) ?? element;
    const finger = { clientX, clientY, bubbles: true, cancelable: true, composed: true, pointerType: 'touch' };
    // A synthetic pointer cannot be captured.
    under.setPointerCapture = () => undefined;
    for (const type of ['pointerover', 'pointerenter', 'pointerdown', 'pointerup', 'pointerout', 'pointerleave'])
      under.dispatchEvent(new PointerEvent(type, { ...finger, bubbles: !/(enter|leave)$/.test(type) }));
    const pressed = under.dispatchEvent(new MouseEvent('mousedown', finger));
    if (pressed) under.closest<HTMLElement>('button, a[href], input, select, textarea, summary, [tabindex]')?.focus();
    under.dispatchEvent(new MouseEvent('mouseup', finger));
    under.dispatchEvent(new PointerEvent('click', { ...finger, detail: 1 }));
  }, position);
}

export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const lines = (nodes: readonly TwinNode[]): string[] => nodes.flatMap(({ text, items }) => [text, ...lines(items)]);

export function expectedTwins(run: Run, at: Position): string[] {
  return run.snapshot(at).machines.map((view, i) => {
    const info = run.machines[i];
    return info ? plain(lines(twinOf(view, info)).join(' ')) : '';
  });
}

export function mostDifferent(): { name: string; step: number } {
  const found = SCENARIOS.map(({ name }) => {
    const apart = engineRun(name).steps.filter(({ differences }) => differences.length > 0);
    return { name, step: apart[0]?.step ?? 0, count: apart.length };
  }).sort((a, b) => b.count - a.count)[0];
  if (!found || found.count === 0) throw new Error('The machines agree in every scenario.');
  return found;
}

interface Asked {
  readonly choices: readonly string[];
  readonly answers: readonly string[];
}

export function anyQuestion(): { name: string; step: number; ask: Asked } {
  for (const { name } of SCENARIOS) {
    for (const step of engineRun(name).steps) {
      const [result] = step.asks;
      if (step.asks.length !== 1 || !result) continue;
      const texts = (answers: readonly (AskAnswer | null)[]): string[] => answers.map((a) => (a ? answerText(a) : ''));
      const ask = { choices: texts(choicesOf(result)), answers: texts(answersOf(result)) };
      if (ask.choices.length > 1) return { name, step: step.step, ask };
    }
  }
  throw new Error('No scenario asks anything.');
}
