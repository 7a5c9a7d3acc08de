/**
 * `<folio-scope link="#1ncollision~5">`: a slide as an element of somebody else's page. Neither's styles reach the other, and
 * it does with messages what a slide in an iframe does: with methods and events. docs/embed.md describes both.
 */
import { hiddenBar } from '../../playground/bar.ts';
import { begin } from './main.ts';
import type { Around } from './around.ts';
import { fragmentOf, VERSION, type State } from './messages.ts';
import { OPTIONS } from './options.ts';

/** In the shadow tree this element is what `html` and `body` are in a page. */
const ROOT = 'folio-scope-root';
const BEFORE = `:host{display:block;aspect-ratio:16/9}.${ROOT}{all:initial}`;
/** The size of text is not a part of what is around it. */
const AFTER = `.${ROOT}{display:block;position:relative;width:100%;height:100%;overflow:hidden;contain:layout paint;direction:ltr;font-size:14px}`;

const inShadow = (css: string): string =>
  css.replace(/:root\b/g, `.${ROOT}`).replace(/(^|[},])(?:html|body)(?=[{,:])/g, `$1.${ROOT}`);

interface Kit {
  readonly css: string;
  /** The site whose playground is opened from here; null: unknown. */
  readonly site: string | null;
}

export function defineElement({ css, site }: Kit): void {
  if (customElements.get('folio-scope')) return;
  let sheet: CSSStyleSheet | null = null;
  const styles = (): CSSStyleSheet => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(BEFORE + inShadow(css) + AFTER);
    }
    return sheet;
  };

  class FolioScope extends HTMLElement {
    static readonly observedAttributes = ['link', 'theme', ...Object.keys(OPTIONS)];
    #begun: ReturnType<typeof begin> | null = null;
    #observer: ResizeObserver | null = null;
    #stale = false;

    connectedCallback(): void {
      this.#show(this.getAttribute('link') ?? '');
    }

    #show(link: string): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [styles()];
      const ground = document.createElement('div');
      ground.className = ROOT;
      // A click into it gives it the focus, and with it the keys.
      ground.tabIndex = -1;
      root.replaceChildren(ground);
      this.#begin(ground, link);
      this.#observer = new ResizeObserver(() => this.#measure(ground));
      this.#observer.observe(ground);
    }

    disconnectedCallback(): void {
      this.#observer?.disconnect();
      void this.#begun?.stop();
      this.#begun = null;
    }

    attributeChangedCallback(name: string, before: string | null, after: string | null): void {
      if (!this.#begun || before === after) return;
      if (name === 'link') {
        this.load(after ?? '');
        return;
      }
      if (this.#stale) return;
      this.#stale = true;
      queueMicrotask(() => {
        this.#stale = false;
        if (!this.isConnected) return;
        const moment = this.#begun?.embedding.moment ?? null;
        this.disconnectedCallback();
        if (moment === null) this.connectedCallback();
        else this.#show(moment);
      });
    }

    /** Null: nothing is shown yet. */
    get state(): State | null {
      return this.#begun?.embedding.state ?? null;
    }

    goto(step: number): void {
      this.#hear({ type: 'goto', step });
    }

    next(): void {
      this.#hear({ type: 'next' });
    }

    prev(): void {
      this.#hear({ type: 'prev' });
    }

    load(link: string): void {
      this.#hear({ type: 'load', link });
    }

    #hear(call: object): void {
      this.#begun?.embedding.host.hear({ folioscope: VERSION, ...call });
    }

    #begin(ground: HTMLElement, link: string): void {
      const query = new URLSearchParams();
      for (const name of Object.keys(OPTIONS)) {
        const value = this.getAttribute(name);
        if (value !== null) query.set(name, value);
      }
      const around: Around = {
        hearsKeys: true,
        post: ({ folioscope: _, type, ...detail }) => {
          if (type !== 'key') this.dispatchEvent(new CustomEvent(type, { detail }));
        },
        release: () => {
          const focused = this.shadowRoot?.activeElement;
          if (focused instanceof HTMLElement || focused instanceof SVGElement) focused.blur();
        },
      };
      // A link that cannot be read gives a notice.
      const bar = hiddenBar(fragmentOf(link) ?? (link === '' ? '' : `#${link}`), site ?? undefined);
      const guest = { theme: this.getAttribute('theme') };
      this.#begun = begin({ target: ground, bar, guest }, query.toString(), around);
      this.#measure(ground);
    }

    #measure({ clientWidth: width, clientHeight: height }: HTMLElement): void {
      const { embedding } = this.#begun ?? {};
      if (embedding && width > 0 && height > 0) embedding.room = { width, height };
    }
  }
  customElements.define('folio-scope', FolioScope);
}
