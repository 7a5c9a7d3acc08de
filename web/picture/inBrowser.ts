/** Pictures in a browser: drawn out of sight, read off, and written into a file or the clipboard. */
import { flushSync, mount, unmount } from 'svelte';
import type { Pictured } from './sheet.ts';
import Sheet from './Sheet.svelte';
import type { PictureChoice } from './choice.ts';
import { plain, PROPERTY_NAMES, written, type Drawn, type Look } from './written.ts';

function read(element: Element): Drawn {
  const style = getComputedStyle(element);
  const look = Object.fromEntries(
    PROPERTY_NAMES.map((property) => [property, plain(property, style.getPropertyValue(property))]),
  ) as Look;
  const children = [...element.childNodes].flatMap((node): (Drawn | string)[] => {
    if (node instanceof Element) return [read(node)];
    return node instanceof Text ? [node.data] : [];
  });
  return {
    name: element.localName,
    attributes: [...element.attributes].map(({ name, value }) => [name, value]),
    look,
    children,
  };
}

export function svgOf(pictured: Pictured, { theme, only }: PictureChoice): string {
  const room = document.createElement('div');
  Object.assign(room.dataset, { territory: '', theme });
  Object.assign(room.style, { position: 'fixed', left: '-9999px', visibility: 'hidden' });
  document.body.append(room);
  const mounted = mount(Sheet, { target: room, props: { pictured, only } });
  try {
    flushSync();
    const drawn = room.querySelector('svg');
    if (!drawn) throw new Error('Nothing was drawn.');
    return written(read(drawn));
  } finally {
    void unmount(mounted);
    room.remove();
  }
}

/** Pixels per unit. */
const SCALE = 2;

/** Rejected where the site does not allow pictures that were made in the page. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: image.width * SCALE,
      height: image.height * SCALE,
    });
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The browser made no pixels.');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
