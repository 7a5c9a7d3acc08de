/** What the script of the slide does in a page: it is the page's slide, or makes its `<folio-scope>` elements into slides. */
import '../kit/theme.css';
import '../kit/base.css';
import { defineElement } from '../apps/slide/element.ts';
import { start } from '../apps/slide/main.ts';
import { css, ownAddress } from './wrapper.ts';

/** `target`: the element that becomes the slide of the page; null: the page is somebody else's. */
export function begin(target: HTMLElement | null): void {
  if (!target) return defineElement({ css: css(), site: ownAddress && new URL('.', ownAddress).href });
  // Style sheets of a script need no leave of a content security policy, and no second request.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  start(target);
}
