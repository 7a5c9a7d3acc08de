/** Light, dark, high contrast for a projector, or what the system says. */

const THEMES = ['auto', 'light', 'dark', 'projector'] as const;
export type ThemeName = (typeof THEMES)[number];

const KEY = 'folioscope-theme';

// A sandboxed frame may neither read nor write: then the choice lasts as long as the page.
function remembered(): ThemeName {
  try {
    const name = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === name) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export class Theme {
  name = $state<ThemeName>(remembered());

  constructor() {
    this.#apply();
  }

  choose(name: ThemeName): void {
    this.name = name;
    this.#apply();
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // See above.
    }
  }

  next(): void {
    this.choose(THEMES[(THEMES.indexOf(this.name) + 1) % THEMES.length] ?? 'auto');
  }

  #apply(): void {
    if (this.name === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = this.name;
  }
}
