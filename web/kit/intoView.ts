/** Scrolls an element into view. Firefox does not do so for an SVG group, but does for a shape in it. */
export function intoView(element: Element, options: ScrollIntoViewOptions): void {
  const shape = element instanceof SVGGElement ? element.querySelector('rect, circle, path') : null;
  (shape ?? element).scrollIntoView(options);
}
