/** Where an explanation goes: next to what it explains, inside the window, and covering nothing of it. */

interface Size {
  readonly width: number;
  readonly height: number;
}

const within = (at: number, size: number, room: number, gap: number): number =>
  Math.max(gap, Math.min(at, room - size - gap));

/** Below, above, right or left: the first that has room. Where none has, it takes the side with the most. */
export function placeBeside(
  box: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>,
  { width, height }: Size,
  { clientWidth, clientHeight }: Pick<Element, 'clientWidth' | 'clientHeight'>,
  gap: number,
): { readonly left: number; readonly top: number } {
  const left = within(box.left, width, clientWidth, gap);
  const top = within(box.top, height, clientHeight, gap);
  const sides = [
    { room: clientHeight - box.bottom - height, at: { left, top: box.bottom + gap } },
    { room: box.top - height, at: { left, top: box.top - gap - height } },
    { room: clientWidth - box.right - width, at: { left: box.right + gap, top } },
    { room: box.left - width, at: { left: box.left - gap - width, top } },
  ];
  const fits = sides.find(({ room }) => room >= 2 * gap);
  const { at } = fits ?? sides.reduce((best, side) => (side.room > best.room ? side : best));
  return { left: within(at.left, width, clientWidth, gap), top: within(at.top, height, clientHeight, gap) };
}
