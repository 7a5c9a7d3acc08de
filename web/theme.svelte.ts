/** Light, dark, high contrast for a projector, or what the system says. */
import { remember, remembered } from './remember.ts';

const THEMES = ['auto', 'light', 'dark', 'projector'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'folioscope-theme';

export class Theme {
  name = $state<ThemeName>(THEMES.find((theme) => theme === remembered(KEY)) ?? 'auto');

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
