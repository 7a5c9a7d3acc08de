/**
 * Chooses what `index.html` loads, and asks for all of it at once. An iframe without an origin of its own gets no modules from
 * a server that sends no CORS headers, but it gets classic scripts: there, whatever can be a slide is one.
 */
import { sayMissing } from './missing.ts';
import { wantedApp } from './wanted.ts';

/** Written by scripts/outputs.mjs; addresses as seen from `index.html`. */
declare const FILES: {
  readonly main: string;
  readonly styles: readonly string[];
  /** What apps load besides: each named once, as apps have much in common. */
  readonly names: readonly string[];
  /** By the name of an app, where its files stand in that list. */
  readonly apps: Readonly<Record<string, readonly number[]>>;
  readonly slide: string;
  readonly single: string;
};
/** The build writes the whole list wherever `FILES` is named. */
const files = FILES;

const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
const addressOf = (file: string): string => new URL(`../${file}`, here).href;
const target = document.getElementById('app') ?? document.body;

const add = <E extends HTMLElement>(element: E, properties: Partial<E>): E => {
  document.head.append(Object.assign(element, properties));
  return element;
};
const link = (properties: Partial<HTMLLinkElement>) => add(document.createElement('link'), properties);
const script = (file: string, type: string) =>
  add(document.createElement('script'), { src: addressOf(file), type, onerror: () => sayMissing(target) });

const loaded = (style: HTMLLinkElement): Promise<unknown> =>
  new Promise((resolve) => {
    style.onload = style.onerror = resolve;
  });

function loadModules(besides: readonly string[]): void {
  const styles = files.styles.map((file) => loaded(link({ rel: 'stylesheet', href: addressOf(file) })));
  for (const file of [files.main, ...besides]) {
    // As Vite asks for them later: otherwise they are loaded twice.
    if (file.endsWith('.css')) link({ rel: 'preload', as: 'style', crossOrigin: '', href: addressOf(file) });
    else link({ rel: 'modulepreload', crossOrigin: '', href: addressOf(file) });
  }
  void Promise.all(styles).then(() => script(files.main, 'module'));
}

const app = wantedApp();
if (location.protocol === 'file:') {
  // Files get neither modules nor workers from other files.
  location.replace(addressOf(files.single) + location.search + location.hash);
} else if (app === 'slide' || (self.origin === 'null' && app === 'page'))
  script(files.slide, 'text/javascript').dataset['target'] = target.id;
else if (self.origin === 'null') {
  const tab = { href: location.href, target: '_blank', textContent: 'Open this page in a tab of its own' };
  target.replaceChildren(Object.assign(document.createElement('a'), tab));
} else loadModules((files.apps[app] ?? []).flatMap((i) => files.names[i] ?? []));
