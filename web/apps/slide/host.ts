/** The page around an embedded slide: which keys are left to it, and what it may ask for. */
import { readCall, VERSION, type HeldKey, type Report, type State } from './messages.ts';

export interface Driven {
  /** Null: nothing is shown yet. */
  state(): State | null;
  goto(step: number): void;
  next(): void;
  prev(): void;
  load(link: string): void;
}

export type Message = Report & { readonly folioscope: typeof VERSION };

interface Options {
  readonly embedded: boolean;
  readonly still: boolean;
  post(message: Message): void;
  release(): void;
}

export class Host {
  readonly #slide: Driven;
  readonly #options: Options;
  #clicked = false;
  #driven = false;
  #told = '';

  constructor(slide: Driven, options: Options) {
    this.#slide = slide;
    this.#options = options;
  }

  /** Where it is embedded, keys are for the host until the slide is clicked, and always if the host steps it. */
  get takesKeys(): boolean {
    const { embedded, still } = this.#options;
    return !still && (!embedded || (this.#clicked && !this.#driven));
  }

  click(): void {
    this.#clicked = true;
  }

  leave({ key, code, shiftKey, ctrlKey, altKey, metaKey, repeat }: HeldKey): void {
    if (!this.#options.embedded) return;
    this.#post({ type: 'key', key, code, shiftKey, ctrlKey, altKey, metaKey, repeat });
    if (key === 'Escape') this.#clicked = false;
    // A host that steps the slide hears all further keys by itself, even when it hides the iframe.
    if (key === 'Escape' || this.#driven) this.#options.release();
  }

  /** Call it whenever the state may have changed. */
  tell(): void {
    const state = this.#slide.state();
    if (!state) return;
    const now = JSON.stringify(state);
    if (now === this.#told) return;
    const type = this.#told === '' ? 'ready' : 'state';
    this.#told = now;
    this.#post({ type, ...state });
  }

  resize(width: number, height: number): void {
    this.#post({ type: 'resize', width, height });
  }

  next(): void {
    if (this.#slide.state()?.atEnd) return this.#post({ type: 'end', at: 'end' });
    this.#slide.next();
  }

  prev(): void {
    if (this.#slide.state()?.atStart) return this.#post({ type: 'end', at: 'start' });
    this.#slide.prev();
  }

  hear(data: unknown): void {
    const call = readCall(data);
    if (!call) return;
    if (call.type === 'ready') {
      this.#told = '';
      return this.tell();
    }
    this.#driven = true;
    switch (call.type) {
      case 'goto':
        return this.#slide.goto(call.step);
      case 'load':
        return this.#slide.load(call.link);
      case 'next':
        return this.next();
      case 'prev':
        return this.prev();
    }
  }

  #post(report: Report): void {
    if (this.#options.embedded) this.#options.post({ folioscope: VERSION, ...report });
  }
}
