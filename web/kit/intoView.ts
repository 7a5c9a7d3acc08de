/**
 * Scrolls until an element is seen. Firefox, which does so for a focused button, does it neither for a group of a picture
 * nor when asked for that group: it does for a shape in it.
 */
export function intoView(element: Element, options: ScrollIntoViewOptions): void {
  const shape = element instanceof SVGGElement ? element.querySelector('rect, circle, path') : null;
  (shape ?? element).scrollIntoView(options);
}
