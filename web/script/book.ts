/**
 * The glossary of a slide: a script beside its own, which is loaded when somebody asks for a term. A script element may
 * load it wherever one loaded the slide.
 */
import type * as Glossary from '../../engine/glossary.ts';
import { Lazy } from '../kit/lazy.ts';
import { ownAddress } from './wrapper.ts';

declare global {
  /** Set by the script: see scripts/outputs.mjs. */
  var FOLIOSCOPE_GLOSSARY: typeof Glossary | undefined;
}

/** A module does not know which script element it came from. */
const included = (): string | undefined => [...document.scripts].find(({ src }) => /\/slide\.js(\?|$)/.test(src))?.src;

const load = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} could not be loaded.`));
    script.src = address;
    document.head.append(script);
    script.remove();
  });

export const book = new Lazy(async () => {
  const address = ownAddress ?? included();
  if (address === undefined) throw new Error('The slide does not know where it was loaded from.');
  await load(new URL('slide-glossary.js', address).href);
  if (!globalThis.FOLIOSCOPE_GLOSSARY) throw new Error('This is no glossary.');
  return globalThis.FOLIOSCOPE_GLOSSARY;
});
