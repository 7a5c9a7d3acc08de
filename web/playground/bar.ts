/** Holds the address of what is shown. */
export interface Bar {
  /**
   * It is the browser's own. Then the whole page belongs to this playground: its title and its theme, what goes wrong on
   * it, and what happens outside of all playgrounds.
   */
  readonly isBrowsers: boolean;
  readonly home: string;
  readonly fragment: string;
  readonly state: unknown;
  /** Null for the fragment: it stays as it is. */
  write(how: 'push' | 'replace', state: unknown, fragment: string | null): void;
}

/** The browser's address bar, with its history: at most one playground on a page may have it. */
export const browserBar: Bar = {
  isBrowsers: true,
  get home() {
    return location.pathname;
  },
  get fragment() {
    return location.hash;
  },
  get state(): unknown {
    return history.state as unknown;
  },
  write: (how, state, fragment) =>
    how === 'push' ? history.pushState(state, '', fragment) : history.replaceState(state, '', fragment),
};

/** For a playground that is a part of somebody's page: it begins at a link, and nobody sees where it goes from there. */
export function hiddenBar(link: string, home = location.pathname): Bar {
  let fragment = link;
  let state: unknown = null;
  return {
    isBrowsers: false,
    home,
    get fragment() {
      return fragment;
    },
    get state() {
      return state;
    },
    write: (_, written, to) => {
      state = written;
      fragment = to ?? fragment;
    },
  };
}
