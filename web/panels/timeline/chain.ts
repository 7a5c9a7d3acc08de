/** Scrolling a chain of beads, and how much of it is hidden. */

/** In pixels from the start of the chain. */
export interface Box {
  readonly left: number;
  readonly right: number;
}

/** Width of an edge that fades, with the number of hidden beads. */
const EDGE = 52;

/** The nearest scroll position at which a bead and parts of its neighbours are shown. */
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

/** Beads cut off on each side. */
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
