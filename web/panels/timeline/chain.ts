/** How far a chain of beads is scrolled, and what of it is out of sight. */

/** Where a bead lies in the chain, in pixels from its start. */
export interface Box {
  readonly left: number;
  readonly right: number;
}

/** Room at an edge beyond which beads lie: the number of them stands there, and what is behind it fades. */
const EDGE = 52;

/** The scroll position at which a bead is whole, with a part of its neighbours; as near to the present one as can be. */
export function scrollTo(boxes: readonly Box[], index: number, scrolled: number, width: number): number {
  const bead = boxes[index];
  const end = Math.max(0, (boxes.at(-1)?.right ?? 0) - width);
  if (!bead) return Math.min(scrolled, end);
  const before = boxes[index - 1];
  const after = boxes[index + 1];
  const least = bead.right + (after ? EDGE : 0) - width;
  const most = bead.left - (before ? EDGE : 0);
  // A bead that is wider than the chain shows its start.
  const nearest = Math.min(Math.max(scrolled, least), most);
  return Math.min(Math.max(0, nearest), end);
}

/** How many beads are not seen whole, on each side. */
export function hiddenBeads(
  boxes: readonly Box[],
  scrolled: number,
  width: number,
): { readonly left: number; readonly right: number } {
  // Half a pixel is what browsers round away.
  const left = boxes.filter((box) => box.left < scrolled - 1).length;
  const right = boxes.filter((box) => box.right > scrolled + width + 1 && box.left >= scrolled - 1).length;
  return { left, right };
}
