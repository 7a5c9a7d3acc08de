/**
 * What an embedded slide and the page around it say to each other. docs/embed.md describes it; change both together, and
 * the version whenever an old host would misunderstand.
 */

export const VERSION = 1;

/** More than any scenario has. */
const MAX_STEP = 999_999;

type Call =
  /** Idempotent: two windows with the same deck may both say it. */
  | { readonly type: 'goto'; readonly step: number }
  | { readonly type: 'next' | 'prev' }
  /** `link`: a fragment with its `#`. */
  | { readonly type: 'load'; readonly link: string }
  /** A host that came too late for `ready` asks for it. */
  | { readonly type: 'ready' };

export interface State {
  readonly step: number;
  readonly steps: number;
  readonly first: number;
  readonly last: number;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly asking: boolean;
}

export interface HeldKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

export type Report =
  | ({ readonly type: 'ready' | 'state' } & State)
  /** A key that the slide does not use. */
  | ({ readonly type: 'key' } & HeldKey)
  /** Next at the end, or Back at the start, by a button or by a call. */
  | { readonly type: 'end'; readonly at: 'start' | 'end' }
  /** How high the slide is at its width, in pixels. */
  | { readonly type: 'resize'; readonly width: number; readonly height: number };

/** The fragment of a link, with its `#`: only what a link has there, for it must not lead to another page. */
export const fragmentOf = (link: string): string | null => /#1[a-z][\w.~-]{1,8000}$/.exec(link)?.[0] ?? null;

/** Anyone may post anything: what is not exactly a call is null. */
export function readCall(data: unknown): Call | null {
  if (typeof data !== 'object' || data === null) return null;
  const { folioscope, type, step, link } = data as Readonly<Record<string, unknown>>;
  if (folioscope !== VERSION) return null;
  switch (type) {
    case 'next':
    case 'prev':
    case 'ready':
      return { type };
    case 'goto':
      return typeof step === 'number' && Number.isInteger(step) && step >= 0 && step <= MAX_STEP
        ? { type, step }
        : null;
    case 'load': {
      const fragment = typeof link === 'string' ? fragmentOf(link) : null;
      return fragment === null ? null : { type, link: fragment };
    }
    default:
      return null;
  }
}
