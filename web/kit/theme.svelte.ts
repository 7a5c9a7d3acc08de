/** Light, dark, high contrast for projectors, or the system's choice. */
import { isEmbedded } from './embedded.ts';
import { remember, remembered } from './remember.ts';

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'folioscope-theme';

const named = (name: string | null): ThemeName | undefined => THEMES.find((theme) => theme === name);

/** `theme=dark` in the address: a slide follows the deck that embeds it. */
const askedByAddress = (): string | null => new URL(location.href).searchParams.get('theme');

export class Theme {
  readonly #root: HTMLElement;
  /** An unknown theme that was asked for; otherwise null. */
  readonly unknown: string | null;
  name = $state<ThemeName>('auto');

  /**
   * `root`: the element with the theme; null: the page, whose address may choose one. `guest`: the choice of the page around
   * it, null if it makes none.
   */
  constructor(root: HTMLElement | null, guest?: string | null) {
    const asked = guest ?? (root ? null : askedByAddress());
    this.#root = root ?? document.documentElement;
    this.unknown = asked !== null && !named(asked) ? asked : null;
    // What somebody chose for the playground is not for the deck or article of somebody else.
    this.name = named(asked) ?? (isEmbedded() || guest !== undefined ? undefined : named(remembered(KEY))) ?? 'auto';
    this.#apply();
  }

  choose(name: ThemeName): void {
    this.name = name;
    this.#apply();
    remember(KEY, name);
  }

  next(): void {
    this.choose(THEMES[(THEMES.indexOf(this.name) + 1) % THEMES.length] ?? 'auto');
  }

  #apply(): void {
    if (this.name === 'auto') this.#root.removeAttribute('data-theme');
    else this.#root.dataset.theme = this.name;
  }
}
