/** What explains the picture of a playground, at the moment that it shows. */
import type { Explained, Part } from '../glossary/pointing.ts';
import { Lazy } from '../kit/lazy.ts';
import type { Staged } from './staged.ts';

export const pictureWords = (playground: Pick<Staged, 'shown'>): Lazy<(part: Part) => Explained | null> =>
  new Lazy(async () => {
    const { explain } = await import('./explain/index.ts');
    return (part) => {
      const { shown } = playground;
      return shown && explain(part, { machines: shown.run.machines, snapshot: shown.snapshot });
    };
  });
