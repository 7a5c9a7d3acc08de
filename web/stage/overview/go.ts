/** Brings a page into sight on every machine, if it is drawn: side by side they scroll together. */
import { tick } from 'svelte';

/** Least distance from the edge of what is seen. */
const MARGIN = 12;

/** How far to scroll so that a part from `from` to `to` lies within 0 and `room`: to the middle if it is outside. */
function scrollBy(from: number, to: number, room: number): number {
  return from >= MARGIN && to <= room - MARGIN ? 0 : (from + to - room) / 2;
}

export async function showPage(key: string): Promise<void> {
  await tick();
  // The picture is drawn anew for what was opened: one frame later it stands.
  await new Promise((resolve) => requestAnimationFrame(resolve));
  for (const scroll of document.querySelectorAll<HTMLElement>('.machines .scroll')) {
    const cell = scroll.querySelector(`[data-stop$="/${CSS.escape(key)}"]`);
    if (!cell) continue;
    const box = cell.getBoundingClientRect();
    const room = scroll.getBoundingClientRect();
    const [down, right] = [
      scrollBy(box.top - room.top, box.bottom - room.top, room.height),
      scrollBy(box.left - room.left, box.right - room.left, room.width),
    ];
    if (down !== 0 || right !== 0) scroll.scrollBy({ top: down, left: right });
  }
}
