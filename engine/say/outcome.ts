/** How statements end, in the words of the traces: `ok`, `ok: VALUE`, or a refusal. */
import { SMAPS_SUMS, type FrameRef, type ModelBound, type Outcome, type PagemapItem, type Value } from '../facts.ts';
import { RSS_KINDS } from '../types.ts';
import { frameText } from './frame.ts';

export const pagemapText = (item: PagemapItem | null, sayFrame = frameText): string =>
  item === null ? '-' : `${sayFrame(item.frame)}${item.file ? '/file' : ''}${item.exclusive ? '/exclusive' : ''}`;

/** The counters of a process, in the order of their names. */
const COUNTERS = [...RSS_KINDS].sort();

export function valueWords(value: Value, sayFrame = frameText): string[] {
  switch (value.kind) {
    case 'text':
      return [JSON.stringify(value.text)];
    case 'frame':
      return [value.frame === null ? 'none' : sayFrame(value.frame)];
    case 'pfn':
      return [sayFrame(value.frame), ...(value.writable ? ['writable'] : []), ...(value.special ? ['special'] : [])];
    case 'pagemap':
      return value.pages.map((item) => pagemapText(item, sayFrame));
    case 'mincore':
      return [value.pages.map(Number).join('')];
    case 'smaps': {
      const { sums } = value;
      return sums === null ? ['none'] : SMAPS_SUMS.map((name) => `${name}=${sums[name]}`);
    }
    case 'status':
      return COUNTERS.map((name) => `${name}=${value.rss[name]}`);
  }
}

function boundText(bound: ModelBound): string {
  switch (bound.bound) {
    case 'remap past its mapping':
      return 'remap_pfn_range past the end of its mapping (Linux allows it)';
    case 'no frame there':
      return `nothing is mapped at ${bound.place}, so @${bound.place} is no frame`;
    case 'past the last frame':
      return `${frameText(bound.frame)} is the last frame of its kind, and Linux would map what lies beyond it`;
    case 'huge page':
      return 'Linux might make a huge page of these pages, which this model cannot';
    case 'next frame in use':
      return `${frameText(bound.frame)} is not free, so it cannot come next`;
  }
}

export function outcomeParts(
  outcome: Outcome,
  sayFrame: (frame: FrameRef) => string = frameText,
): { readonly word: string; readonly told: string } {
  switch (outcome.kind) {
    case 'ok':
      return { word: 'ok', told: outcome.value === null ? '' : valueWords(outcome.value, sayFrame).join(' ') };
    case 'error':
      return { word: outcome.error, told: '' };
    case 'signal':
      return { word: outcome.signal, told: '' };
    case 'bug':
      return { word: 'BUG', told: '' };
    case 'bound':
      return { word: 'bound', told: '65,536 frames' };
    case 'model':
      return { word: 'model', told: boundText(outcome) };
  }
}

const joined = ({ word, told }: ReturnType<typeof outcomeParts>): string => (told === '' ? word : `${word}: ${told}`);

export const outcomeText = (outcome: Outcome, sayFrame = frameText): string => joined(outcomeParts(outcome, sayFrame));

/** Figures that are counted by name; null for anything else. */
const figuresOf = (outcome: Outcome | null): string[] | null =>
  outcome?.kind === 'ok' &&
  (outcome.value?.kind === 'status' || (outcome.value?.kind === 'smaps' && outcome.value.sums !== null))
    ? valueWords(outcome.value)
    : null;

/** The outcomes of machines; of figures that differ only those in which they do. null: the machine had stopped before. */
export function outcomesBriefly(outcomes: readonly (Outcome | null)[]): (string | null)[] {
  const texts = outcomes.map((outcome) => outcome && outcomeText(outcome));
  const figures = outcomes.map(figuresOf);
  if (figures.includes(null) || texts.every((text) => text === texts[0])) return texts;
  return figures.map((own) => {
    const differing = own?.filter((word, i) => figures.some((other) => other?.[i] !== word)) ?? [];
    return joined({ word: 'ok', told: differing.join(' ') });
  });
}
