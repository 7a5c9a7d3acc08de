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

/** So many frames a picture has to come to rest. */
const PATIENCE = 30;
/** Counts calls: the newest is the one that goes on. */
let latest = 0;

/**
 * Called when the zoom has changed: scrolls the first machine that has something to look at, which the others follow. How
 * large a picture becomes is known when it is drawn, which may take some frames.
 */
export async function keepInSight(): Promise<void> {
  const call = ++latest;
  let before = '';
  await tick();
  for (let frame = 0; frame < PATIENCE; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (call !== latest) return;
    const place = showTarget();
    // Twice at the same place: it rests.
    if (frame > 1 && place === before) return;
    before = place;
  }
}

/** Brings it into the middle, and says where that is. */
function showTarget(): string {
  for (const scroll of document.querySelectorAll('.machines .scroll')) {
    const picture = scroll.querySelector('svg.picture')?.getBoundingClientRect();
    const at = picture && target(scroll, picture);
    if (!at) continue;
    scroll.scrollLeft = at.x * picture.width - scroll.clientWidth / 2;
    scroll.scrollTop = at.y * picture.height - scroll.clientHeight / 2;
    return [picture.width, picture.height, scroll.scrollLeft, scroll.scrollTop].join(' ');
  }
  return '';
}
