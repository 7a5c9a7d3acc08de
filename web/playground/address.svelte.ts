/**
 * The address bar and the browser's history: they say which text is opened and where, and follow what is shown. What a
 * person wrote is never lost on the way.
 */
import { SCENARIOS } from '../../engine/atlas.ts';
import { START_VIEW, type LinkView } from '../../engine/text.ts';
import { microStepAt } from '../moment/run.ts';
import { makeLink } from './link.ts';
import type { Bar } from './bar.ts';
import type { Playground } from './playground.svelte.ts';
import { Visits } from './visits.ts';

interface AddressOptions {
  /** The slide is shown, not the page. */
  readonly isSlide: boolean;
  /** Another text is opened. */
  opening(): void;
  /** A broken link was opened as far as it can be read: it wants to be mended. */
  mend(): void;
}

export class Address {
  readonly #playground: Playground;
  readonly #bar: Bar;
  readonly #options: AddressOptions;
  readonly #visits: Visits;
  /** What the address said last. */
  #followed: string | null = null;
  /** Where the page stands, as links name it. */
  readonly view: LinkView = $derived.by(() => {
    const { player, run, selection } = this.#playground;
    return { ...START_VIEW, step: player.at.step, micro: microStepAt(run?.steps ?? [], player.at), selection };
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
          text: `${message} The address bar cannot hold it; this tab keeps it.`,
        });
      },
    });
  }

  /** What stands before the fragment. */
  get base(): string {
    return `${location.origin === 'null' ? '' : location.origin}${location.pathname}`;
  }

  /** The link of what is shown. */
  link(address = '') {
    return makeLink(this.#playground.text, this.view, address);
  }

  /** The same moment in an app, by its query. */
  inApp(query: string): string {
    const link = this.link();
    return (query || location.pathname) + (link.ok ? link.fragment : this.#bar.fragment);
  }

  /** Opens what the browser's history or the address says; a broken link opens the page and says so. */
  arrive(): void {
    const playground = this.#playground;
    const opened = this.#visits.arrive(this.#bar.state, this.#bar.fragment);
    for (const about of ['link', 'text']) playground.notices.dismiss(about);
    if (opened.kind === 'opened') {
      if (opened.view.layout === 'slide' && !this.#options.isSlide && this.#bar.isBrowsers)
        return location.replace(`?view=slide${location.hash}`);
      if (opened.text !== playground.text) this.#options.opening();
      playground.select(opened.view.selection);
      playground.open(opened.text, { step: opened.view.step, micro: opened.view.micro });
      return;
    }
    if (opened.kind === 'broken') this.#tellBroken(opened.message, opened.recovered);
    if (playground.run && opened.kind === 'broken') return this.#visits.assume(playground.text, this.view);
    const text = SCENARIOS[0]?.text ?? '';
    this.#visits.assume(text, START_VIEW);
    playground.open(text, { step: 0, micro: null });
  }

  /** Follows the step, the selection and the text. To be called in an effect. */
  follow(): void {
    const { run, text } = this.#playground;
    // While a text is on its way the page still stands in the one before.
    const isRun = run?.text === text;
    const now = JSON.stringify([this.view, text, isRun]);
    if (!run || now === this.#followed) return;
    // What has just been opened stands there already.
    if (this.#followed !== null) this.#visits.record(text, isRun ? this.view : null);
    this.#followed = now;
  }

  /** Opens another text. What was open stays one step back in the history. */
  open(text: string, step = 0): void {
    const playground = this.#playground;
    playground.notices.dismiss('link');
    this.#tellLost(this.#visits.open(text, { ...START_VIEW, step }, false));
    playground.select(null);
    this.#options.opening();
    playground.open(text, { step, micro: null });
  }

  /** Opens another text in the place of this one. A text of one's own stays at hand. */
  replace(text: string): void {
    const playground = this.#playground;
    const before = playground.builtIn ? null : { text: playground.text, step: playground.player.at.step };
    playground.editing = false;
    this.open(text);
    if (before) this.#offerBack('Another scenario took the place of your text.', before.text, before.step);
  }

  /** The first change of a text is a step in the history, so that Back leads to what was changed. */
  type(text: string): void {
    if (!this.#visits.edited) this.#tellLost(this.#visits.open(text, this.view, true));
    this.#playground.type(text);
  }

  /** The page is about to be left: what would be written soon is written now. */
  flush(): void {
    this.#visits.flush();
  }

  close(): void {
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

  /** A text of one's own that neither Back nor Forward leads to any more. */
  #tellLost(lost: { readonly text: string; readonly view: LinkView } | null): void {
    if (lost) this.#offerBack('What you wrote before is not ahead any more.', lost.text, lost.view.step);
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
