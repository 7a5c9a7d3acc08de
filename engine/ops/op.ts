/** What an operation is: it plays one kind of statement on a machine and says how it ended. */
import type { OpName, Pages, StatementOf } from '../language/program.ts';
import type { ModelBound, Value } from '../facts.ts';
import { asVpn, type Pfn, type Refusal, type Vpn } from '../types.ts';
import { baseOf, frameRef, type Cx } from '../mm/cx.ts';

export type Ending = 'ok' | Value | Refusal | ModelBound;

export type Gives = 'nothing' | 'text' | 'frame' | 'folio' | 'pfn' | 'pages' | 'bits' | 'figures';

export interface Op<O extends OpName = OpName> {
  readonly op: O;
  /** Refusals that a person may expect of it, among them the one that kernels were most often recorded to end it with. */
  readonly expect: readonly Refusal[];
  readonly gives: Gives;
  /** It follows the source: no kernel was recorded doing it. */
  readonly byReading?: true;
  play(cx: Cx, statement: StatementOf<O>): Ending;
}

export const firstPage = (cx: Cx, place: Pages): Vpn => asVpn(baseOf(cx, place.name) + place.from);

/** A place as [from, to), and its number of pages. */
export function pagesOf(cx: Cx, place: Pages): { from: Vpn; to: Vpn; pages: number } {
  const from = firstPage(cx, place);
  const pages = place.to - place.from + 1;
  return { from, to: asVpn(from + pages), pages };
}

/** The NUL-terminated text at the start of a page, at most 63 bytes. */
export const textValue = (content: string): Value => ({ kind: 'text', text: content.slice(0, 63) });

export const frameValue = (cx: Cx, pfn: Pfn): Value => ({ kind: 'frame', frame: frameRef(cx.world, pfn) });
