/** Light, dark, high contrast for a projector, or what the system says. */
import { remember, remembered } from './remember.ts';

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'folioscope-theme';

const named = (name: string | null): ThemeName | undefined => THEMES.find((theme) => theme === name);

/** What the address asks for, as `theme=dark`: a slide in somebody's deck follows the deck. */
const asked = (): string | null => new URL(location.href).searchParams.get('theme');

export class Theme {
  readonly #asked = asked();
  /** A theme that was asked for and is none; null where all is well. */
  readonly unknown: string | null = this.#asked !== null && !named(this.#asked) ? this.#asked : null;
  name = $state<ThemeName>(named(this.#asked) ?? named(remembered(KEY)) ?? 'auto');

  constructor() {
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
    if (this.name === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = this.name;
  }
}
