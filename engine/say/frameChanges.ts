/** What a micro-step does to a frame, in a few words for each thing. */
import { placeText, type Change, type EntryState, type FrameCounts } from '../facts.ts';
import { hex } from './number.ts';

/** A pin counts as many references at once (R-GU-1). */
const PIN = 1024;

const RIGHTS: Readonly<Record<EntryState['rights'], string>> = {
  none: 'no access',
  read: 'read-only',
  write: 'writable',
};

const marksOf = ({ special, young, dirty }: EntryState): string[] => [
  ...(special ? ['special'] : []),
  ...(young ? ['accessed'] : []),
  ...(dirty ? ['dirty'] : []),
];

function changedRights(a: EntryState, b: EntryState): string[] {
  const [before, after] = [marksOf(a), marksOf(b)];
  return [
    ...(a.rights === b.rights ? [] : [`${RIGHTS[a.rights]} → ${RIGHTS[b.rights]}`]),
    ...after.filter((mark) => !before.includes(mark)).map((mark) => `now ${mark}`),
    ...before.filter((mark) => !after.includes(mark)).map((mark) => `no longer ${mark}`),
  ];
}

type EntryChange = Change & { readonly kind: 'entry' };

function entryTexts({ process, place, pages, before, after }: EntryChange, pfn: number): string[] {
  const maps = (entry: EntryState | null): boolean => entry !== null && pfn >= entry.pfn && pfn < entry.pfn + pages;
  const size = pages === 1 ? '' : ` (${pages} pages)`;
  const who = `${placeText(place)}${size} of ${process}`;
  const moved = before !== null && after !== null && before.pfn !== after.pfn;
  if (moved && maps(before)) return [`${who} leads elsewhere now`];
  if (!maps(after ?? before)) return [];
  if (after === null) return [`no longer mapped by ${who}`];
  if (before === null || moved) return [`mapped by ${who}: ${[RIGHTS[after.rights], ...marksOf(after)].join(', ')}`];
  const changed = changedRights(before, after);
  return changed.length === 0 ? [] : [`${who}: ${changed.join(', ')}`];
}

/** The counts of a frame before and after a micro-step: what came and went in between is not told. */
function countTexts(a: FrameCounts, b: FrameCounts): string[] {
  const pins = Math.trunc((b.refcount - a.refcount) / PIN);
  const why = pins === 0 ? '' : pins > 0 ? ' (pinned)' : ' (unpinned)';
  return [
    ...(a.refcount === 0 && b.refcount > 0 ? ['allocated'] : []),
    ...(a.refcount > 0 && b.refcount === 0 ? ['freed'] : []),
    ...(a.refcount === b.refcount ? [] : [`refcount ${a.refcount} → ${b.refcount}${why}`]),
    ...(a.mapcount === b.mapcount ? [] : [`mapcount ${a.mapcount} → ${b.mapcount}`]),
    ...(a.anon === b.anon ? [] : [b.anon ? 'becomes anonymous' : 'no longer anonymous']),
    ...(a.exclusive === b.exclusive ? [] : [b.exclusive ? 'becomes exclusive' : 'no longer exclusive']),
  ];
}

const quoted = (text: string): string => (text === '' ? 'zeroes' : `"${text}"`);

function contentTexts(change: Change & { readonly kind: 'content' }, pfn: number): string[] {
  const { before, after, from } = change;
  if (from === pfn) return [`copied to ${hex(change.pfn)}`];
  if (change.pfn !== pfn || (before === after && from === null)) return [];
  const source = from === null ? '' : `, copied from ${hex(from)}`;
  return [`content ${quoted(before)} → ${quoted(after)}${source}`];
}

export function frameChangeTexts(changes: readonly Change[], pfn: number): string[] {
  const counts = changes.filter((c) => c.kind === 'frame' && c.pfn === pfn) as (Change & { kind: 'frame' })[];
  const [first, last] = [counts[0], counts.at(-1)];
  return [
    ...changes.flatMap((c) => {
      if (c.kind !== 'table' || c.pfn !== pfn) return [];
      return [c.born ? `becomes a ${c.level} of ${c.process}` : `no longer the ${c.level} of ${c.process}`];
    }),
    ...changes.flatMap((c) => (c.kind === 'entry' ? entryTexts(c, pfn) : [])),
    ...(first && last ? countTexts(first.before, last.after) : []),
    ...changes.flatMap((c) => (c.kind === 'content' ? contentTexts(c, pfn) : [])),
  ];
}
