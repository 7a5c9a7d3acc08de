/** What an operation is: it plays one kind of statement on a machine and says how it ended. */
import type { OpName, Pages, StatementOf } from '../language/program.ts';
import { asVpn, type Vpn } from '../types.ts';
import { baseOf, type Cx } from '../mm/cx.ts';

/** `ok`, `ok: VALUE`, or a refusal, as recorded traces print it. */
export type Outcome = string;

/** What stands behind the `ok` of an outcome: nothing, or what the operation found out. */
export type Gives = 'nothing' | 'text' | 'frame' | 'folio' | 'pfn' | 'pages' | 'bits' | 'figures';

export interface Op<O extends OpName = OpName> {
  readonly op: O;
  /** Refusals that a person may expect of it, among them the one that kernels were most often recorded to end it with. */
  readonly expect: readonly Outcome[];
  readonly gives: Gives;
  play(cx: Cx, statement: StatementOf<O>): Outcome;
}

/** First page of a place. */
export const firstPage = (cx: Cx, place: Pages): Vpn => asVpn(baseOf(cx, place.name) + place.from);

/** A place as [from, to), and how many pages that is. */
export function pagesOf(cx: Cx, place: Pages): { from: Vpn; to: Vpn; pages: number } {
  const from = firstPage(cx, place);
  const pages = place.to - place.from + 1;
  return { from, to: asVpn(from + pages), pages };
}

/** The NUL-terminated text at the start of a page, at most 63 bytes, as the traces print it. */
export const textOutcome = (content: string): Outcome => `ok: ${JSON.stringify(content.slice(0, 63))}`;
