import type { Attachment } from 'svelte/attachments';

/**
 * Tells an element's inner size, in pixels, now and whenever it changes. Unlike a bound size it is told when the browser
 * has laid out the page anyway: what comes and goes with every step must not ask for a layout of its own.
 */
export const measured =
  (tell: (size: { readonly width: number; readonly height: number }) => void): Attachment<HTMLElement> =>
  (element) => {
    const observer = new ResizeObserver(() => tell({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  };
