/** One playground and everything that its panels and dialogs need: their only prop. */
import type { Component } from 'svelte';
import type { IconName } from '../kit/icons.ts';
import type { Lazy } from '../kit/lazy.ts';
import { PartLoader } from '../kit/partLoader.ts';
import { Territory } from '../kit/territory.ts';
import { Theme, THEMES } from '../kit/theme.svelte.ts';
import { Address } from './address.svelte.ts';
import type { Bar } from './bar.ts';
import { Playground } from './playground.svelte.ts';
import { Room } from './room.svelte.ts';

export interface PanelProps {
  readonly app: App;
}

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly component: Component<PanelProps>;
}

export interface Dialog {
  readonly id: string;
  readonly title: string;
  readonly wide?: true;
  readonly key: string;
  readonly help: string;
  readonly button: {
    readonly place: 'first' | 'middle' | 'last';
    readonly label: string;
    readonly sign?: { readonly icon: IconName } | { readonly text: string };
    /** Only in the menu of a phone. */
    readonly menu?: true;
  };
  readonly component: Lazy<Component<PanelProps>>;
}

interface Parts {
  readonly dialogs: readonly Dialog[];
  /** Null: the text cannot be edited. */
  readonly editor: Lazy<Component<PanelProps & { ondone: () => void }>> | null;
  readonly opening: () => void;
}

export interface Place {
  readonly target: HTMLElement;
  readonly bar: Bar;
  readonly guest?: { readonly theme: string | null };
}

export class App {
  readonly kind: 'page' | 'slide';
  readonly dialogs: readonly Dialog[];
  readonly #editor: Parts['editor'];
  readonly playground = new Playground();
  readonly room = new Room(() => this.playground.run?.machines.length ?? 0);
  readonly address: Address;
  readonly theme: Theme;
  readonly territory: Territory;
  /** The app owns the whole page, not only its element. */
  readonly ownsPage: boolean;
  readonly load = new PartLoader(this.playground.notices).load;
  /** Holds everything except dialogs. */
  screen: HTMLElement | null = null;
  dialog = $state.raw<{ readonly entry: Dialog; readonly Content: Component<PanelProps> } | null>(null);
  pasted = $state('');
  Editor = $state.raw<Component<PanelProps & { ondone: () => void }> | null>(null);
  /** The dialog that was asked for last: it may still be on its way. */
  #wanted: string | null = null;

  constructor(kind: App['kind'], { target, bar, guest }: Place, { dialogs, editor, opening }: Parts) {
    this.kind = kind;
    this.ownsPage = bar.isBrowsers;
    this.theme = new Theme(this.ownsPage ? null : target, guest?.theme);
    this.territory = new Territory(target, guest ? 'guest' : this.ownsPage ? 'main' : 'beside');
    this.dialogs = dialogs;
    this.#editor = editor;
    this.address = new Address(this.playground, bar, {
      opening,
      mend: () => this.edit(),
      load: this.load,
      isSlide: kind === 'slide',
    });
    const { unknown } = this.theme;
    if (unknown === null) return;
    const text = `\`theme=${unknown}\` in the address is not a theme. Use one of ${THEMES.join(', ')}.`;
    this.playground.notices.say({ about: 'theme', kind: 'error', text });
  }

  get other(): string {
    return this.address.inApp(this.kind === 'slide' ? '' : '?view=slide');
  }

  /** False: there is no such dialog. */
  open(id: string): boolean {
    const entry = this.dialogs.find((dialog) => dialog.id === id);
    if (!entry) return false;
    this.#wanted = id;
    this.load(entry.title, entry.component, (Content) => {
      if (this.#wanted === id) this.dialog = { entry, Content };
    });
    return true;
  }

  paste(text: string): void {
    this.close();
    this.pasted = text;
    this.open('find');
  }

  close(): void {
    this.dialog = null;
    this.pasted = '';
  }

  /** False: there is no editor. */
  edit(): boolean {
    if (!this.#editor) return false;
    this.load('The editor', this.#editor, (Editor) => {
      this.Editor = Editor;
      this.room.part = 'script';
      this.playground.editing = true;
    });
    return true;
  }

  prepareEditor(): void {
    this.#editor?.prepare();
  }
}
