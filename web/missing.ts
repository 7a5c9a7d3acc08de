/** Says that a part of the site did not come. */
export function sayMissing(target: HTMLElement): void {
  const again = Object.assign(document.createElement('button'), { textContent: 'Try again' });
  again.onclick = () => location.reload();
  target.replaceChildren('Folioscope could not be loaded. Check your connection. ', again);
}
