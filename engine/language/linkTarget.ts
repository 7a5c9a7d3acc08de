/** What a link opens at: `sarm_A_io-1~lslide~5.wp_page_copy-2`, fields separated by `~`, the step last. */
import { escapeText, unescapeText } from './linkText.ts';

export interface LinkTarget {
  /** 0 is the start. */
  readonly step: number;
  /** Kernel function and occurrence, from 1. null, or one that the step does not have: the end of the statement. */
  readonly micro: { readonly fn: string; readonly occurrence: number } | null;
  /** In the page's own terms: `arm A io+2`. Links of early versions number the machine: `m1:A:io+2`. */
  readonly selection: string | null;
  readonly layout: string;
}

export const START_TARGET: LinkTarget = { step: 0, micro: null, selection: null, layout: 'full' };

const STEP = /^(\d{1,6})(?:\.([A-Za-z0-9_]+)-(\d{1,6}))?$/;

export function encodeTarget({ step, micro, selection, layout }: LinkTarget): string {
  const fields = [];
  if (selection !== null) fields.push('s' + escapeText(selection));
  if (layout !== START_TARGET.layout) fields.push('l' + escapeText(layout));
  const where = [micro === null ? '' : `${step}.${micro.fn}-${micro.occurrence}`, `${step}`, `${START_TARGET.step}`];
  return [...fields, where.find((w) => STEP.test(w))].join('~');
}

/** What cannot be read defaults to `START_TARGET`: a link must open. */
export function decodeTarget(text: string): LinkTarget {
  const fields = text.split('~');
  const field = (letter: string): string | undefined => {
    const found = fields.slice(0, -1).find((f) => f.startsWith(letter));
    return found === undefined ? undefined : unescapeText(found.slice(1));
  };
  const [, step, fn, occurrence] = STEP.exec(fields[fields.length - 1] ?? '') ?? [];
  return {
    step: step === undefined ? START_TARGET.step : Number(step),
    micro: fn === undefined ? null : { fn, occurrence: Number(occurrence) },
    selection: field('s') ?? START_TARGET.selection,
    layout: field('l') ?? START_TARGET.layout,
  };
}
