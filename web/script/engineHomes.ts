/**
 * Where the engine of a page made of one script runs. The worker is the same script again: from its address, where that is
 * allowed, else from its own text. Scripts of other sites, opaque origins and `file:` refuse the first, strict policies the
 * second; some hosts refuse `blob:` and allow `data:`.
 */
import { carryAll, Session } from '../../engine/play.ts';
import { openFirst, openHere, openWorker, type OpenEngine } from '../playground/enginePort.ts';
import { ownAddress, ownText } from './wrapper.ts';

const fromText = (): Worker => {
  const address = URL.createObjectURL(new Blob([ownText()], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } finally {
    // The worker has begun to load it.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
};

export const openEngine: OpenEngine = (hear, died) =>
  openFirst([
    async () => {
      const address = ownAddress;
      if (address === null) throw new Error('The script has no address.');
      // Firefox would report the attempt as an error of the page, even though the refusal is caught.
      if (new URL(address).origin !== origin) throw new Error('The script is of another origin.');
      return openWorker('worker', () => new Worker(address), hear, died);
    },
    () => openWorker('inlined worker', fromText, hear, died),
    () => {
      const address = () => `data:text/javascript;charset=utf-8,${encodeURIComponent(ownText())}`;
      return openWorker('inlined worker', () => new Worker(address()), hear, died);
    },
    async () => {
      carryAll();
      return openHere((emit, later) => new Session(emit, later), hear);
    },
  ]);
