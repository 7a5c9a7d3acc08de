import type { Attachment } from 'svelte/attachments';

/** Milliseconds after which a browser that has laid out nothing will not do so by itself. */
const PATIENCE = 200;

/**
 * Reports an element's inner size in pixels, now and whenever it changes. Unlike a bound size it waits for the
 * browser's own layout: elements that come and go with every step must not force one. An iframe that is out of sight gets
 * none, although it may be printed: there the size is asked for after a while.
 */
export const measured =
  (tell: (size: { readonly width: number; readonly height: number }) => void): Attachment<HTMLElement> =>
  (element) => {
    const ask = () => tell({ width: element.clientWidth, height: element.clientHeight });
    const late = setTimeout(ask, PATIENCE);
    const observer = new ResizeObserver(() => {
      clearTimeout(late);
      ask();
    });
    observer.observe(element);
    return () => {
      clearTimeout(late);
      observer.disconnect();
    };
  };
