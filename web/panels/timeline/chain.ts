/** Scrolling a chain of beads, and how much of it is hidden. */

/** In pixels from the start of the chain. */
export interface Box {
  readonly left: number;
  readonly right: number;
}

/** Width of an edge that fades, with the number of hidden beads. */
const EDGE = 52;

export function scrollTo(boxes: readonly Box[], index: number, scrolled: number, width: number): number {
  const bead = boxes[index];
  const end = Math.max(0, (boxes.at(-1)?.right ?? 0) - width);
  if (!bead) return Math.min(scrolled, end);
  const before = boxes[index - 1];
  const after = boxes[index + 1];
  const least = bead.right + (after ? EDGE : 0) - width;
  const most = bead.left - (before ? EDGE : 0);
  // A bead wider than the chain shows its start.
  const nearest = Math.min(Math.max(scrolled, least), most);
  return Math.min(Math.max(0, nearest), end);
}

export function hiddenBeads(
  boxes: readonly Box[],
  scrolled: number,
  width: number,
): { readonly left: number; readonly right: number } {
  // Browsers round half a pixel away.
  const left = boxes.filter((box) => box.left < scrolled - 1).length;
  const right = boxes.filter((box) => box.right > scrolled + width + 1 && box.left >= scrolled - 1).length;
  return { left, right };
}

export type Folded = { readonly bead: number } | { readonly from: number; readonly to: number };

/**
 * Which beads a chain shows that may not be cut off: the current one, the ends, and as many of its neighbours as there is
 * room for; each other run is one bead. `widths` include the gap before the bead.
 */
export function foldChain(widths: readonly number[], at: number, room: number, fold: number): readonly Folded[] {
  const last = widths.length - 1;
  const shown = new Set<number>();
  const chain = (): Folded[] => {
    const folded: Folded[] = [];
    for (let i = 0; i <= last; i++) {
      const before = folded.at(-1);
      if (shown.has(i)) folded.push({ bead: i });
      else if (before && 'from' in before) folded[folded.length - 1] = { from: before.from, to: i + 1 };
      else folded.push({ from: i, to: i + 1 });
    }
    return folded.map((one) =>
      'from' in one && one.to - one.from === 1 && (widths[one.from] ?? 0) <= fold ? { bead: one.from } : one,
    );
  };
  const width = (): number => chain().reduce((sum, one) => sum + ('bead' in one ? (widths[one.bead] ?? 0) : fold), 0);
  const wanted = [at, last, 0];
  for (let near = 1; near <= last; near++) wanted.push(at - near, at + near);
  for (const bead of wanted) {
    if (bead < 0 || bead > last || shown.has(bead)) continue;
    shown.add(bead);
    if (bead !== at && width() > room) shown.delete(bead);
  }
  return chain();
}
