/**
 * The browser's history: each opened or edited text is an entry; steps are not. The address holds text and step as far
 * as they fit; newer changes are kept here.
 */
import { scenarioOfText } from '../../engine/atlas.ts';
import type { LinkTarget } from '../../engine/text.ts';
import { makeLink, readFragment, type Opened } from './link.ts';

interface Visit {
  readonly text: string;
  readonly target: LinkTarget;
}

/** `long`: what does not fit in an address. */
interface Kept {
  readonly visit: number;
  /** The result of an edit: further edits update this entry. */
  readonly edited: boolean;
  /** Browsers keep it, with these names. */
  readonly long?: { readonly text: string; readonly view: LinkTarget };
}

export interface BrowserHistory {
  /** Null for the fragment: keep the address. */
  write(how: 'push' | 'replace', kept: Kept, fragment: string | null): void;
  /** Why what is shown has no link; null: it has one. */
  tell(message: string | null): void;
}

/** Browsers refuse to replace the address too often. */
const THROTTLE = 400;

const isKept = (state: unknown): state is Kept =>
  typeof state === 'object' && state !== null && 'visit' in state && typeof state.visit === 'number';
const isOwn = (text: string): boolean => text.trim() !== '' && scenarioOfText(text) === null;

export class Visits {
  readonly #browser: BrowserHistory;
  readonly #known = new Map<number, Visit>();
  #at = -1;
  #edited = false;
  /** What the entry shows is not known before `assume` says so; what is still shown belongs to another entry. */
  #waits = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(browser: BrowserHistory) {
    this.#browser = browser;
  }

  get edited(): boolean {
    return this.#edited;
  }

  arrive(state: unknown, fragment: string): Opened {
    this.forget();
    const kept = isKept(state) ? state : null;
    this.#at = kept?.visit ?? this.#at + 1;
    this.#edited = kept?.edited ?? false;
    // A typed address: the Forward history is gone, and the entry gets a number.
    if (!kept) {
      this.#dropAhead();
      this.#write('replace', null);
    }
    const long = kept?.long && { text: kept.long.text, target: kept.long.view };
    const visit = kept && (this.#known.get(kept.visit) ?? long);
    const opened: Opened = visit ? { kind: 'opened', ...visit } : readFragment(fragment);
    this.#waits = opened.kind !== 'opened';
    if (opened.kind === 'opened') this.#known.set(this.#at, { text: opened.text, target: opened.target });
    return opened;
  }

  /** What the entry shows: a text that has come, or one that was not asked for. The address stays. */
  assume(text: string, target: LinkTarget): void {
    this.#waits = false;
    this.#known.set(this.#at, { text, target });
  }

  /** Returns the latest of one's own texts in the Forward history, which is now lost. */
  open(text: string, target: LinkTarget, edited: boolean): Visit | null {
    this.flush();
    this.#at++;
    const lost = this.#dropAhead();
    this.#edited = edited;
    this.#waits = false;
    this.#known.set(this.#at, { text, target });
    this.#write('push', this.#known.get(this.#at) ?? null);
    return lost;
  }

  /** Writes a change soon. Without `target` the step is not known yet. */
  record(text: string, target: LinkTarget | null): void {
    if (this.#waits) return;
    const before = this.#known.get(this.#at);
    const now = target ?? before?.target;
    if (!now) return;
    this.#known.set(this.#at, { text, target: now });
    this.#timer ??= setTimeout(() => this.flush(), THROTTLE);
  }

  flush(): void {
    if (this.#timer === null) return;
    this.forget();
    this.#write('replace', this.#known.get(this.#at) ?? null);
  }

  forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #dropAhead(): Visit | null {
    const ahead = [...this.#known].filter(([visit]) => visit >= this.#at).sort(([a], [b]) => a - b);
    for (const [visit] of ahead) this.#known.delete(visit);
    return ahead.map(([, visit]) => visit).findLast(({ text }) => isOwn(text)) ?? null;
  }

  #write(how: 'push' | 'replace', visit: Visit | null): void {
    const link = visit && makeLink(visit.text, visit.target, '');
    const kept = { visit: this.#at, edited: this.#edited };
    try {
      if (visit && link && !link.ok)
        this.#browser.write(how, { ...kept, long: { text: visit.text, view: visit.target } }, null);
      else this.#browser.write(how, kept, link?.ok ? link.fragment : null);
    } catch {
      // Refused for being too frequent: the next change writes to the entry where the browser still is.
      if (how === 'push' && visit) this.#known.set(--this.#at, visit);
    }
    if (link) this.#browser.tell(link.ok ? null : link.message);
  }
}
