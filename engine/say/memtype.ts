/** What becomes of x86's reservations of cache modes. */
import type { MemtypeChange } from '../facts.ts';
import { framesText } from './frame.ts';

export function memtypeText(change: MemtypeChange): string {
  const frames = framesText(change);
  switch (change.kind) {
    case 'split':
      return `PAT's reservation of ${frames} is still one, while its mapping is now in pieces: a reservation is not split with its mapping.`;
    case 'shrunk':
      return `PAT's reservation shrinks to ${frames}: the piece of the mapping that ended it is gone.`;
    case 'left over':
      return `PAT's reservation of ${frames} is left over: no mapping holds it, and nobody will free it.`;
  }
}
