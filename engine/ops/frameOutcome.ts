/**
 * Frames in outcomes. Which `anon#K` a frame is depends on what was seen before, which an operation does not know: it
 * leaves the number, and the run puts the name in its place.
 */
import type { Pfn } from '../types.ts';
import type { Cx } from '../mm/cx.ts';
import { frameName } from '../mm/cx.ts';
import type { Outcome } from './op.ts';

/** How an unnamed frame stands in an outcome until the run names it. */
const MARK = '\u0000';

export const frameWord = (cx: Cx, pfn: Pfn): string => frameName(cx.world, pfn) ?? `${MARK}${pfn}${MARK}`;

export const frameOutcome = (cx: Cx, pfn: Pfn): Outcome => `ok: ${frameWord(cx, pfn)}`;

/** Replaces the marks by names. */
export const nameFrames = (outcome: Outcome, name: (pfn: number) => string): Outcome =>
  outcome.includes(MARK)
    ? outcome
        .split(MARK)
        .map((part, i) => (i % 2 === 1 ? name(Number(part)) : part))
        .join('')
    : outcome;
