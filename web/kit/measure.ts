import type { Attachment } from 'svelte/attachments';

/**
 * Reports an element's inner size in pixels, now and whenever it changes. Unlike a bound size it waits for the
 * browser's own layout: elements that come and go with every step must not force one.
 */
export const measured =
  (tell: (size: { readonly width: number; readonly height: number }) => void): Attachment<HTMLElement> =>
  (element) => {
    const observer = new ResizeObserver(() => tell({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  };
