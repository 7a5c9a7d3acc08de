/** What the script of the slide does in a page. */
import '../kit/theme.css';
import '../kit/base.css';
import { start } from '../apps/slide/main.ts';
import { css } from './wrapper.ts';

export function begin(): void {
  const target = document.getElementById('app');
  if (!target) return;
  // Style sheets in a script need no leave of a content security policy, and no second request.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  start(target);
}
