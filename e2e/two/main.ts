/** The first playground has the address bar, unless the page is asked for two guests; the second begins at a link. */
import '../../web/kit/theme.css';
import '../../web/kit/base.css';
import { start } from '../../web/apps/page/main.ts';
import { browserBar, hiddenBar } from '../../web/playground/bar.ts';

const target = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
};

const end = {
  one: start(target('one'), browserBar),
  two: start(target('two'), hiddenBar('#1nprivate-pfn-cow~3')),
};
Object.assign(window, { end });
