/**
 * Several playgrounds may share a page. Each has a territory, the subtree of its own element, and ignores events
 * elsewhere.
 */
const MARK = 'data-territory';

/** Where an event really happened: outside a shadow tree its target is the tree's host. */
export const targetOf = (event: Event): EventTarget | null => event.composedPath()[0] ?? event.target;

function groundOf(event: Event): Element | null {
  const target = targetOf(event);
  return target instanceof Element ? target.closest(`[${MARK}]`) : null;
}

/** The page's own playground; one beside it; or a guest in somebody else's page, who answers for nothing outside. */
export type Standing = 'main' | 'beside' | 'guest';

export class Territory {
  readonly #ground: Element;
  readonly #standing: Standing;
  #last: Element | null = null;

  constructor(ground: Element, standing: Standing) {
    this.#ground = ground;
    this.#standing = standing;
    ground.setAttribute(MARK, '');
  }

  get root(): Document | ShadowRoot {
    const root = this.#ground.getRootNode();
    return root instanceof ShadowRoot ? root : document;
  }

  notice(event: Event): void {
    this.#last = groundOf(event) ?? this.#last;
  }

  /**
   * True for events inside. Those outside of all territories belong to the one used last, and at first to the main one.
   */
  holds(event: Event): boolean {
    const ground = groundOf(event);
    if (ground || this.#standing === 'guest') return ground === this.#ground;
    return this.#last?.hasAttribute(MARK) ? this.#last === this.#ground : this.#standing === 'main';
  }

  leave(): void {
    this.#ground.removeAttribute(MARK);
  }
}
