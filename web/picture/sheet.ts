/** One moment as a picture that stands alone: the machines, what each says, and the words. Pure: positions and lines. */
import { brokenText, stopText } from '../../engine/say/index.ts';
import type { MachineInfo } from '../../engine/facts.ts';
import { shortNames } from '../moment/shortNames.ts';
import { happenedAt, subjectsOf } from '../moment/happened.ts';
import { sentencesOf } from '../moment/microStepWords.ts';
import { charsIn, elide, wrap } from '../stage/layout/text.ts';
import { stillOf, type Still, type StillInput } from '../stage/still.ts';

export interface Pictured extends StillInput {
  readonly title: string;
  readonly last: number;
}

/** As on a slide that everything is legible on, whatever the number of machines. */
const MACHINE = 456;
const GAP = 32;
const MARGIN = 24;

export const HEADING = 22;
export const BADGE = 16;
export const CAPTION = 17;
export const FOOT = 13;
const HEAD_ROOM = 40;
const LINE = 23;
const FOOT_ROOM = 26;
/** The widest common face of a proportional font stack is about so many em wide on average; bold ones are wider. */
const SANS = 0.56;

export interface Part {
  readonly machine: number;
  readonly info: MachineInfo;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly drawnAt: number;
  /** What its kernel says, below the drawing; differing outcomes stand out. */
  readonly told: readonly { readonly text: string; readonly kind: 'outcome' | 'log' | 'broken'; readonly y: number }[];
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly still: Still;
  readonly parts: readonly Part[];
  readonly captionAt: number;
  readonly statement: readonly string[];
  readonly words: readonly string[];
  /** For those who do not see it. */
  readonly name: string;
  readonly foot: string;
}

const sansChars = (width: number, size: number): number => Math.floor(width / (size * SANS));

function tellings({ step, bead, snapshot }: Pictured, machine: number): Omit<Part['told'][number], 'y'>[] {
  const { outcome, log, broken } = happenedAt({ step, bead }, machine);
  // Beside narration a few words are enough, as on a slide.
  const brief = step.says.length > 0 && broken.length > 0;
  const brokenWords = brief ? [subjectsOf(broken).join(', ')] : broken.map(brokenText);
  const stopped = snapshot.machines[machine]?.stopped ?? null;
  return [
    ...(stopped === null ? [] : [{ kind: 'broken' as const, text: `Stopped: ${stopText(stopped)}` }]),
    ...(outcome === null ? [] : [{ kind: 'outcome' as const, text: `◆ ${outcome}` }]),
    ...log.map((text) => ({ kind: 'log' as const, text })),
    ...brokenWords.map((text) => ({ kind: 'broken' as const, text: `Broken: ${text}` })),
  ].flatMap(({ kind, text }) => wrap(text, sansChars(MACHINE, CAPTION)).map((line) => ({ kind, text: line })));
}

function narration({ step, bead, machines }: Pictured, shown: readonly string[]): string[] {
  const atEnd = bead >= step.beads.length - 1;
  if (atEnd && step.says.length > 0) return [...step.says];
  return sentencesOf(step, bead, machines)
    .filter(({ who }) => who === null || shown.includes(who))
    .map(({ who, sentence }) => (who === null ? sentence : `${who}: ${sentence}`));
}

/** `only`: names of the machines that are shown; the others keep their part in the layout, so that places stay. */
export function sheetOf(pictured: Pictured, only: readonly string[] | null = null): Sheet {
  const { machines, step, title, last } = pictured;
  const still = stillOf(pictured, MACHINE);
  const { layout } = still;
  const indices = machines.flatMap(({ name }, i) => (only === null || only.includes(name) ? [i] : []));
  const columns = indices.length === 4 ? 2 : Math.max(1, indices.length);
  const width = columns * MACHINE + (columns - 1) * GAP + 2 * MARGIN;
  const said = indices.map((machine) => tellings(pictured, machine));
  const rowHeight = (row: number): number => {
    const lines = Math.max(0, ...said.slice(row * columns, (row + 1) * columns).map((own) => own.length));
    return HEAD_ROOM + layout.height + (lines > 0 ? lines * LINE + 10 : 0) + 14;
  };
  const rowsAt = [MARGIN];
  for (let row = 0; row * columns < indices.length; row++) rowsAt.push((rowsAt[row] ?? 0) + rowHeight(row));
  const parts = indices.flatMap((machine, i): Part[] => {
    const info = machines[machine];
    const y = rowsAt[Math.floor(i / columns)] ?? MARGIN;
    const drawnAt = y + HEAD_ROOM;
    const told = (said[i] ?? []).map((one, n) => ({ ...one, y: drawnAt + layout.height + 10 + (n + 0.75) * LINE }));
    const x = MARGIN + (i % columns) * (MACHINE + GAP);
    return info ? [{ machine, info, x, y, width: MACHINE, drawnAt, told }] : [];
  });
  const names = shortNames(machines);
  const chars = sansChars(width - 2 * MARGIN, CAPTION);
  const shown = indices.map((i) => names[i] ?? '');
  const statement = step.step === 0 ? [] : wrap(step.text, charsIn(width - 2 * MARGIN, CAPTION));
  const words = narration(pictured, shown).flatMap((text) => wrap(text, chars));
  const captionAt = rowsAt.at(-1) ?? MARGIN;
  return {
    width,
    height: Math.ceil(captionAt + (statement.length + words.length) * LINE + FOOT_ROOM + MARGIN / 2),
    still,
    parts,
    captionAt,
    statement,
    words,
    name: `${title}, step ${step.step} of ${last}`,
    foot: elide(`Step ${step.step} of ${last} · ${title}`, sansChars(width - 2 * MARGIN, FOOT)),
  };
}

export const lineAt = (sheet: Sheet, line: number): number => sheet.captionAt + (line + 0.75) * LINE;

export { MARGIN };
