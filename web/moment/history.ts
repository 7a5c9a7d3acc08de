/** What this run does to one frame, micro-step by micro-step, read from the changes that the engine records. */
import type { Change, Step } from '../../engine/facts.ts';
import { CHANGES_KEPT } from '../../engine/types.ts';
import { hex } from './selection.ts';

export interface FrameEvent {
  readonly step: number;
  readonly bead: number;
  /** The statement. */
  readonly text: string;
  /** The kernel function of the micro-step. */
  readonly fn: string;
  /** What happened, a machine; empty where nothing did. */
  readonly machines: readonly (readonly string[])[];
}

/** A pin counts as many references at once (R-GU-1). */
const PIN = 1024;

const ACCESS: Readonly<Record<string, string>> = { rw: 'writable', 'r-': 'read-only', '---': 'no access' };
const MARKS: Readonly<Record<string, string>> = { young: 'accessed', dirty: 'dirty', special: 'special' };

interface Rights {
  readonly access: string;
  readonly marks: readonly string[];
}

/** What an entry's text says besides the frame: `frame 0x412 rw young` is writable and accessed. */
function rightsOf(text: string): Rights {
  const words = text.split(' ');
  const at = words.findIndex((word) => Object.hasOwn(ACCESS, word));
  return { access: ACCESS[words[at] ?? ''] ?? '', marks: words.slice(at + 1).map((word) => MARKS[word] ?? word) };
}

const allRights = ({ access, marks }: Rights): string => [access, ...marks].join(', ');

/** What became of the rights of an entry that stays where it is. */
const changedRights = (a: Rights, b: Rights): string[] => [
  ...(a.access === b.access ? [] : [`${a.access} → ${b.access}`]),
  ...b.marks.filter((mark) => !a.marks.includes(mark)).map((mark) => `now ${mark}`),
  ...a.marks.filter((mark) => !b.marks.includes(mark)).map((mark) => `no longer ${mark}`),
];

/** Whether a frame is one of those that an entry maps from this one on. */
const covers = (first: number | null | undefined, { pages = 1 }: Change, pfn: number): boolean =>
  typeof first === 'number' && pfn >= first && pfn < first + pages;

function entryTexts(change: Change, pfn: number): string[] {
  const size = change.pages === undefined ? '' : ` (${change.pages} pages)`;
  const who = `${change.place ?? ''}${size} of ${change.process ?? ''}`;
  if (covers(change.left, change, pfn)) return [`${who} leads elsewhere now`];
  if (!covers(change.pfn, change, pfn)) return [];
  if (change.after === null) return [`no longer mapped by ${who}`];
  const now = rightsOf(change.after);
  if (change.before === null || change.left !== undefined) return [`mapped by ${who}: ${allRights(now)}`];
  const changed = changedRights(rightsOf(change.before), now);
  return changed.length === 0 ? [] : [`${who}: ${changed.join(', ')}`];
}

/** `ref 2 map 1 anon excl` in parts. */
function countsOf(text: string | null): { ref: number; map: number; anon: boolean; exclusive: boolean } {
  const number = (name: string): number => Number(new RegExp(`${name} (-?\\d+)`).exec(text ?? '')?.[1] ?? 0);
  const words = (text ?? '').split(' ');
  return { ref: number('ref'), map: number('map'), anon: words.includes('anon'), exclusive: words.includes('excl') };
}

/** The counts of a frame before and after a micro-step: what came and went in between is not told. */
function countTexts(changes: readonly Change[]): string[] {
  const [first] = changes;
  const last = changes.at(-1);
  if (!first || !last) return [];
  const [a, b] = [countsOf(first.before), countsOf(last.after)];
  const pins = Math.trunc((b.ref - a.ref) / PIN);
  const why = pins === 0 ? '' : pins > 0 ? ' (pinned)' : ' (unpinned)';
  return [
    ...(a.ref === 0 && b.ref > 0 ? ['allocated'] : []),
    ...(a.ref > 0 && b.ref === 0 ? ['freed'] : []),
    ...(a.ref === b.ref ? [] : [`refcount ${a.ref} → ${b.ref}${why}`]),
    ...(a.map === b.map ? [] : [`mapcount ${a.map} → ${b.map}`]),
    ...(a.anon === b.anon ? [] : [b.anon ? 'becomes anonymous' : 'no longer anonymous']),
    ...(a.exclusive === b.exclusive ? [] : [b.exclusive ? 'becomes exclusive' : 'no longer exclusive']),
  ];
}

const quoted = (text: string | null): string => (text === null || text === '' ? 'zeroes' : `"${text}"`);

function contentTexts(change: Change, pfn: number): string[] {
  if (change.from === pfn && change.pfn !== null) return [`copied to ${hex(change.pfn)}`];
  const [before, after] = [quoted(change.before), quoted(change.after)];
  if (change.pfn !== pfn || (before === after && change.from === undefined)) return [];
  const source = change.from === undefined ? '' : `, copied from ${hex(change.from)}`;
  return [`content ${before} → ${after}${source}`];
}

function tableTexts({ process, before, after }: Change): string[] {
  return [
    after === null
      ? `no longer the ${before ?? 'table'} of ${process ?? ''}`
      : `becomes a ${after} of ${process ?? ''}`,
  ];
}

/** What one machine's micro-step does to a frame, in a few words each. */
export function textsOf(changes: readonly Change[], pfn: number): string[] {
  const own = changes.filter((c) => covers(c.pfn, c, pfn) || covers(c.left, c, pfn) || c.from === pfn);
  return [
    ...own.filter((c) => c.kind === 'table').flatMap(tableTexts),
    ...own.filter((c) => c.kind === 'entry').flatMap((c) => entryTexts(c, pfn)),
    ...countTexts(own.filter((c) => c.kind === 'frame')),
    ...own.filter((c) => c.kind === 'content').flatMap((c) => contentTexts(c, pfn)),
  ];
}

/** Every micro-step that changes a frame; a machine may have another frame in question, or none. */
export function historyOf(steps: readonly Step[], pfns: readonly (number | null)[]): FrameEvent[] {
  return steps.flatMap((step) =>
    step.beads.flatMap(({ fn, machines }, bead) => {
      const texts = machines.map((m, i) => {
        const pfn = pfns[i] ?? null;
        return m === null || pfn === null ? [] : textsOf(m.changes, pfn);
      });
      return texts.some((t) => t.length > 0) ? [{ step: step.step, bead, text: step.text, fn, machines: texts }] : [];
    }),
  );
}

/** Whether a micro-step did more than is recorded of it: then a frame's history may miss something. */
export const isCut = (steps: readonly Step[]): boolean =>
  steps.some(({ beads }) =>
    beads.some(({ machines }) => machines.some((machine) => (machine?.changes.length ?? 0) >= CHANGES_KEPT)),
  );

/** Before, at, or after a place in the run. */
export function tenseOf({ step, bead }: FrameEvent, at: { readonly step: number; readonly bead: number }) {
  const order = step - at.step || bead - at.bead;
  return order < 0 ? 'past' : order === 0 ? 'now' : 'later';
}
