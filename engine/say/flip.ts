/** What would have to be true for vm_normal_page to answer otherwise. */
import type { EntryChange, OtherFrame } from '../facts.ts';
import { hex } from './number.ts';

const FRAMES: Readonly<Record<OtherFrame, string>> = {
  linear: 'the frame that the linear rule expects',
  page: 'an ordinary page',
  zero: 'the zero page',
  device: 'device memory',
};

export function changeText(change: EntryChange): string {
  switch (change.what) {
    case 'special':
      return `if the special bit were ${change.set ? 'set' : 'clear'}`;
    case 'frame':
      return `if it mapped ${FRAMES[change.frame]}, ${hex(change.pfn)}`;
    case 'flag':
      return `if the mapping ${change.set ? 'had' : 'had no'} VM_${change.flag}`;
  }
}
