/** One playground on the screen, with all that its panels and dialogs need. It is their one prop. */
import type { Component } from 'svelte';
import type { IconName } from '../kit/Icon.svelte';
import type { Lazy } from '../kit/lazy.ts';
import { Territory } from '../kit/territory.ts';
import { Theme, THEMES } from '../kit/theme.svelte.ts';
import { Address } from './address.svelte.ts';
import type { Bar } from './bar.ts';
import { Playground } from './playground.svelte.ts';
import { Room } from './room.svelte.ts';

export interface PanelProps {
  readonly app: App;
}

/** A part of the page that stands there from the beginning. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly component: Component<PanelProps>;
}

/** A window above the page. */
export interface Dialog {
  readonly id: string;
  readonly title: string;
  /** Room for a list with more than one line per item. */
  readonly wide?: true;
  /** What opens it, and how the help puts that. */
  readonly key: string;
  readonly help: string;
  /** Its button in the header: before what concerns the picture, after it, or at the end. */
  readonly button: {
    readonly place: 'first' | 'middle' | 'last';
    readonly label: string;
    /** Shown in place of the label, where there is no room for words. */
    readonly sign?: { readonly icon: IconName } | { readonly text: string };
    /** Only in the menu of a phone. */
    readonly menu?: true;
  };
  /** A slide has it, too: a slide shows, and is not changed by surprise. */
  readonly slide?: true;
  readonly component: Lazy<Component<PanelProps>>;
}

/** What an app consists of besides its picture. */
interface Parts {
  readonly dialogs: readonly Dialog[];
  /** Null: its text cannot be edited. */
  readonly editor: Lazy<Component<PanelProps & { ondone: () => void }>> | null;
  /** Another text is opened: what a person did to the picture is over. */
  readonly opening: () => void;
}

/** Where it is on the page. */
export interface Place {
  readonly target: HTMLElement;
  readonly bar: Bar;
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
  /** The whole page is this app's, not only the element that it stands in. */
  readonly ownsPage: boolean;
  /** Where everything but dialogs is drawn. */
  screen: HTMLElement | null = null;
  /** The dialog that is open. */
  dialog = $state.raw<{ readonly entry: Dialog; readonly Content: Component<PanelProps> } | null>(null);
  /** The editor, once the text was edited. */
  Editor = $state.raw<Component<PanelProps & { ondone: () => void }> | null>(null);
  /** What was asked for last while it was not loaded yet. */
  #wanted: string | null = null;

  constructor(kind: App['kind'], { target, bar }: Place, { dialogs, editor, opening }: Parts) {
    this.kind = kind;
    this.ownsPage = bar.isBrowsers;
    this.theme = new Theme(this.ownsPage ? null : target);
    this.territory = new Territory(target, this.ownsPage);
    this.dialogs = dialogs;
    this.#editor = editor;
    this.address = new Address(this.playground, bar, { opening, mend: () => this.edit(), isSlide: kind === 'slide' });
    const { unknown } = this.theme;
    if (unknown === null) return;
    const text = `\`theme=${unknown}\` in the address is not a theme. Use one of ${THEMES.join(', ')}.`;
    this.playground.notices.say({ about: 'theme', kind: 'error', text });
  }

  /** The same moment in the other app. */
  get other(): string {
    return this.address.inApp(this.kind === 'slide' ? '' : '?view=slide');
  }

  /** Opens a dialog; false: there is none of that name here. */
  open(id: string): boolean {
    const entry = this.dialogs.find((dialog) => dialog.id === id);
    if (!entry) return false;
    this.#load(entry.title, entry.component, (Content) => (this.dialog = { entry, Content }));
    return true;
  }

  close(): void {
    this.dialog = null;
  }

  /** Opens the editor; false: there is none here. */
  edit(): boolean {
    if (!this.#editor) return false;
    this.#load('The editor', this.#editor, (Editor) => {
      this.Editor = Editor;
      this.room.part = 'script';
      this.playground.editing = true;
    });
    return true;
  }

  /** The editor will probably be wanted soon. */
  prepareEditor(): void {
    this.#editor?.prepare();
  }

  /** Goes on with what is loaded, unless something else was asked for meanwhile; a failure is told, with a way to try again. */
  #load<T>(what: string, part: Lazy<T>, then: (loaded: T) => void, again = false): void {
    this.#wanted = what;
    if (part.loaded) return then(part.loaded);
    const { notices } = this.playground;
    part.get().then(
      (loaded) => {
        notices.dismiss('loading');
        if (this.#wanted === what) then(loaded);
      },
      () =>
        notices.say({
          about: 'loading',
          kind: 'error',
          text: `${what} could not be loaded. Check your connection. Nothing else is affected.`,
          actions: [
            { label: 'Try again', run: () => this.#load(what, part, then, true) },
            // Some browsers remember that a script could not be loaded until the page is.
            ...(again ? [{ label: 'Reload the page', run: () => location.reload() }] : []),
          ],
        }),
    );
  }
}
