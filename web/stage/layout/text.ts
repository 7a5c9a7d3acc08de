/** Text measurement without a browser: every face of the monospaced font stack is at most 0.61 em wide. */
const EM = 0.61;

export const charWidth = (fontSize: number): number => fontSize * EM;

export const textWidth = (text: string, fontSize: number): number => text.length * charWidth(fontSize);

export const charsIn = (width: number, fontSize: number): number =>
  Math.max(0, Math.floor(width / charWidth(fontSize)));

/** Empty where not even the ellipsis fits. */
export function elide(text: string, chars: number): string {
  if (text.length <= chars) return text;
  return chars < 2 ? '' : `${text.slice(0, chars - 1)}…`;
}

/** The first wording that fits, or the empty string. */
export const firstFit = (wordings: readonly string[], chars: number): string =>
  wordings.find((w) => w.length <= chars) ?? '';

function breakPoint(word: string, room: number): number {
  for (let at = room; at > room / 2; at--) if (word[at - 1] === '_' || word[at] === '(') return at;
  return room;
}

export function wrap(text: string, chars: number): string[] {
  const room = Math.max(1, chars);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((w) => w !== '')) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length > room) {
      lines.push(line);
      line = '';
    }
    while (rest.length > room) {
      const at = breakPoint(rest, room);
      lines.push(rest.slice(0, at));
      rest = rest.slice(at);
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

export interface LabelWish {
  /** Wanted centre. */
  readonly x: number;
  /** Best first. */
  readonly wordings: readonly string[];
  /** Higher is placed first. */
  readonly priority: number;
  readonly slack?: number;
}

export interface PlacedLabel {
  readonly text: string;
  /** Centre. */
  readonly x: number;
}

/** Tolerance for sums of fractions. */
const HAIR = 0.01;

/**
 * Places texts in one row without overlap. A text may move by its slack; one that does not fit even in its shortest
 * wording is omitted (null).
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  width: number,
  fontSize: number,
  gap = charWidth(fontSize),
): (PlacedLabel | null)[] {
  const taken: { from: number; to: number }[] = [];
  const placed: (PlacedLabel | null)[] = wishes.map(() => null);
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[b]!.priority - wishes[a]!.priority || a - b);
  for (const index of order) {
    const wish = wishes[index]!;
    const beside = (half: number): number[] =>
      taken
        .flatMap((t) => [t.to + gap + half + HAIR, t.from - gap - half - HAIR])
        .filter((x) => Math.abs(x - wish.x) <= (wish.slack ?? 0) && x >= half && x <= width - half)
        .sort((a, b) => Math.abs(a - wish.x) - Math.abs(b - wish.x));
    for (const text of wish.wordings) {
      const half = textWidth(text, fontSize) / 2;
      if (half * 2 > width) continue;
      const inside = (x: number): number => Math.min(Math.max(x, half), width - half);
      const isFree = (x: number): boolean => !taken.some((t) => x - half < t.to + gap && x + half > t.from - gap);
      const x = [inside(wish.x), ...(wish.slack ? beside(half) : [])].find(isFree);
      if (x === undefined) continue;
      taken.push({ from: x - half, to: x + half });
      placed[index] = { text, x };
      break;
    }
  }
  return placed;
}
