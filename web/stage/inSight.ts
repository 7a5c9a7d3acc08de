/** Keeps in sight what matters when the pictures come nearer or go farther. */
import { tick } from 'svelte';

/** The middle of what is selected, else of the topmost thing that just changed, as parts of a picture's width and height. */
function target(scroll: Element, picture: DOMRect): { x: number; y: number } | null {
  const selected = scroll.querySelectorAll('[data-stop][aria-pressed="true"]');
  const found = [...(selected.length > 0 ? selected : scroll.querySelectorAll('rect.changed'))];
  const [box] = found
    .map((element) => element.getBoundingClientRect())
    .sort((a, b) => a.top - b.top || a.left - b.left);
  if (!box) return null;
  const { left, top, width, height } = box;
  return { x: (left + width / 2 - picture.left) / picture.width, y: (top + height / 2 - picture.top) / picture.height };
}

/** Called when the zoom has changed: on the first machine that has something to look at, which the others follow. */
export async function keepInSight(): Promise<void> {
  await tick();
  // The picture is drawn anew: one frame later it stands.
  await new Promise((resolve) => requestAnimationFrame(resolve));
  for (const scroll of document.querySelectorAll('.machines .scroll')) {
    const picture = scroll.querySelector('svg.picture')?.getBoundingClientRect();
    const at = picture && target(scroll, picture);
    if (!at) continue;
    scroll.scrollLeft = at.x * picture.width - scroll.clientWidth / 2;
    scroll.scrollTop = at.y * picture.height - scroll.clientHeight / 2;
    return;
  }
}
