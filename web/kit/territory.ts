/**
 * Several playgrounds may share a page. Each has a territory: all below an element of its own. What a person does there
 * concerns no other.
 */
const MARK = 'data-territory';

const groundOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(`[${MARK}]`) : null;

export class Territory {
  readonly #ground: Element;
  /** It hears what happens outside of all territories, as long as none of them was used. */
  readonly #isMain: boolean;
  /** The ground that was used last. */
  #last: Element | null = null;

  constructor(ground: Element, isMain: boolean) {
    this.#ground = ground;
    this.#isMain = isMain;
    ground.setAttribute(MARK, '');
  }

  /** To be called for whatever shows that a person turns to a part of the page, wherever that is. */
  notice({ target }: Event): void {
    this.#last = groundOf(target) ?? this.#last;
  }

  /** Whether it happened here; what happens outside of all concerns the one that was used last. */
  holds({ target }: Event): boolean {
    const ground = groundOf(target);
    if (ground) return ground === this.#ground;
    return this.#last?.hasAttribute(MARK) ? this.#last === this.#ground : this.#isMain;
  }

  leave(): void {
    this.#ground.removeAttribute(MARK);
  }
}
