/** The browser looks for the place that a fragment names before there is anything: scrolls there once there is. */
export function toAnchor(element: HTMLElement): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const place = id === '' ? null : element.querySelector(`#${CSS.escape(id)}`);
  place?.scrollIntoView();
}
