/**
 * Several playgrounds may share a page. Each has a territory, the subtree of its own element, and ignores events
 * elsewhere.
 */
const MARK = 'data-territory';

const groundOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(`[${MARK}]`) : null;

export class Territory {
  readonly #ground: Element;
  /** Until any territory has been used, events outside of all belong to this one. */
  readonly #isMain: boolean;
  /** The territory last used. */
  #last: Element | null = null;

  constructor(ground: Element, isMain: boolean) {
    this.#ground = ground;
    this.#isMain = isMain;
    ground.setAttribute(MARK, '');
  }

  /** Call it for every event that shows which part of the page is in use. */
  notice({ target }: Event): void {
    this.#last = groundOf(target) ?? this.#last;
  }

  /** True for events inside, and for those outside of all territories if this one was used last. */
  holds({ target }: Event): boolean {
    const ground = groundOf(target);
    if (ground) return ground === this.#ground;
    return this.#last?.hasAttribute(MARK) ? this.#last === this.#ground : this.#isMain;
  }

  leave(): void {
    this.#ground.removeAttribute(MARK);
  }
}
