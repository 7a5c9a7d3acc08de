/**
 * The address bar and the browser's history: they choose the text and place to open, and follow what is shown. Nothing
 * that a person wrote is lost on the way.
 */
import { SCENARIO_INDEX, type ScenarioInfo } from '../../engine/atlas.ts';
import { START_TARGET, type LinkTarget } from '../../engine/text.ts';
import type { PartLoader } from '../kit/partLoader.ts';
import { microStepAt } from '../moment/run.ts';
import { fileBeside, makeLink, mustWait, packing } from './link.ts';
import type { Bar } from './bar.ts';
import type { Playground } from './playground.svelte.ts';
import { Texts } from './texts.ts';
import { Visits } from './visits.ts';

interface AddressOptions {
  /** The slide is shown, not the page. */
  readonly isSlide: boolean;
  opening(): void;
  mend(): void;
  readonly load: PartLoader['load'];
}

export class Address {
  readonly #playground: Playground;
  readonly #bar: Bar;
  readonly #options: AddressOptions;
  readonly #visits: Visits;
  readonly #texts = new Texts();
  #followed: string | null = null;
  /** The place on the page, as links name it. */
  readonly target: LinkTarget = $derived.by(() => {
    const { player, run, selection } = this.#playground;
    return { ...START_TARGET, step: player.at.step, micro: microStepAt(run?.steps ?? [], player.at), selection };
  });

  constructor(playground: Playground, bar: Bar, options: AddressOptions) {
    this.#playground = playground;
    this.#bar = bar;
    this.#options = options;
    const { notices } = playground;
    this.#visits = new Visits({
      write: (how, kept, fragment) => bar.write(how, kept, fragment),
      tell: (message) => {
        if (message === null || !bar.isBrowsers) return notices.dismiss('length');
        notices.say({
          about: 'length',
          kind: 'info',
          text: `${message} It does not fit in the address bar; this tab keeps it.`,
        });
      },
    });
  }

  get base(): string {
    return location.href.replace(/[?#].*$/s, '');
  }

  beside(file: string): string {
    return fileBeside(file, this.#bar.home);
  }

  link(address = '') {
    return makeLink(this.#playground.text, this.target, address);
  }

  linkTo(step: number) {
    return makeLink(this.#playground.text, { ...START_TARGET, step }, this.base);
  }

  inApp(query: string): string {
    const link = this.link();
    return this.#bar.home + query + (link.ok ? link.fragment : this.#bar.fragment);
  }

  goTo(link: string): void {
    this.#bar.write('replace', null, link);
    this.arrive();
  }

  arrive(): void {
    const { fragment } = this.#bar;
    if (mustWait(fragment))
      return this.#options.load('What unpacks links', packing, () => {
        // It may have moved on.
        if (this.#bar.fragment === fragment) this.arrive();
      });
    const playground = this.#playground;
    const opened = this.#visits.arrive(this.#bar.state, this.#bar.fragment);
    for (const about of ['link', 'text']) playground.notices.dismiss(about);
    if ('target' in opened && opened.target.layout === 'slide' && !this.#options.isSlide && this.#bar.isBrowsers)
      return location.replace(`?view=slide${location.hash}`);
    if (opened.kind === 'opened') return this.#show(opened.text, opened.target);
    if (opened.kind === 'named') return this.#showNamed(opened.scenario, opened.target);
    if (opened.kind === 'broken') this.#tellBroken(opened.message, opened.recovered);
    if (playground.run && opened.kind === 'broken') return this.#visits.assume(playground.text, this.target);
    const [first] = SCENARIO_INDEX;
    if (first) this.#showNamed(first, START_TARGET);
  }

  #show(text: string, { step, micro, selection }: LinkTarget): void {
    this.#texts.forget();
    if (text !== this.#playground.text) this.#options.opening();
    this.#playground.open(text, { step, micro, selection });
  }

  #showNamed(scenario: ScenarioInfo, target: LinkTarget): void {
    this.#load(scenario, (text) => {
      this.#visits.assume(text, target);
      this.#show(text, target);
    });
  }

  #load(scenario: ScenarioInfo, then: (text: string) => void): void {
    const { notices } = this.#playground;
    notices.dismiss('loading');
    this.#texts.load(scenario, then, () =>
      notices.say({
        about: 'loading',
        kind: 'error',
        text: `“${scenario.title}” could not be loaded. Check your connection. Nothing else is affected.`,
        actions: [{ label: 'Try again', run: () => this.#load(scenario, then) }],
      }),
    );
  }

  /** Follows the step, the selection and the text. Call it in an effect. */
  follow(): void {
    const { run, text } = this.#playground;
    if (mustWait(this.#bar.fragment)) return;
    // Until a new text runs, the page still shows the previous one.
    const isRun = run?.text === text;
    const now = JSON.stringify([this.target, text, isRun]);
    if (!run || now === this.#followed) return;
    // What was just opened is already recorded.
    if (this.#followed !== null) this.#visits.record(text, isRun ? this.target : null);
    this.#followed = now;
  }

  open(text: string, step = 0): void {
    const playground = this.#playground;
    this.#texts.forget();
    for (const about of ['link', 'loading']) playground.notices.dismiss(about);
    this.#tellLost(this.#visits.open(text, { ...START_TARGET, step }, false));
    this.#options.opening();
    playground.open(text, { step, micro: null, selection: null });
  }

  replace(text: string): void {
    const playground = this.#playground;
    const before = playground.builtIn ? null : { text: playground.text, step: playground.player.at.step };
    playground.editing = false;
    this.open(text);
    if (before) this.#offerBack('Another scenario has replaced your text.', before.text, before.step);
  }

  replaceWith(scenario: ScenarioInfo): void {
    this.#load(scenario, (text) => this.replace(text));
  }

  /** The first change of a text is a step in the history, so that Back leads to what was changed. */
  type(text: string): void {
    this.#texts.forget();
    if (!this.#visits.edited) this.#tellLost(this.#visits.open(text, this.target, true));
    this.#playground.type(text);
  }

  flush(): void {
    this.#visits.flush();
  }

  close(): void {
    this.#texts.forget();
    this.#visits.forget();
  }

  #tellBroken(message: string, recovered: string | null): void {
    const broken = location.href;
    this.#playground.notices.say({
      about: 'link',
      kind: 'error',
      text: `${message} Another scenario is shown instead.`,
      actions: [
        { label: 'Copy the link', run: () => void navigator.clipboard?.writeText(broken).catch(() => undefined) },
        ...(recovered === null ? [] : [{ label: 'Open what can be read', run: () => this.#mend(recovered) }]),
      ],
    });
  }

  #mend(text: string): void {
    this.open(text);
    this.#options.mend();
  }

  #tellLost(lost: { readonly text: string; readonly target: LinkTarget } | null): void {
    if (lost)
      this.#offerBack('What you wrote before is no longer in the Forward history.', lost.text, lost.target.step);
  }

  #offerBack(what: string, text: string, step: number): void {
    const { notices } = this.#playground;
    const bringBack = () => {
      notices.dismiss('text');
      this.open(text, step);
    };
    const actions = [{ label: 'Bring it back', run: bringBack }];
    notices.say({ about: 'text', kind: 'info', text: what, actions });
  }
}
