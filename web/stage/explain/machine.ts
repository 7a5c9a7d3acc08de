/** The badge of a machine: how it knows what an entry maps, and how we know of the machine. */
import { badgeText, MACHINE_ORIGINS } from '../../../engine/say/index.ts';
import type { Here, Words } from './part.ts';

export function machineWords({ info }: Here): Words {
  const origin = MACHINE_ORIGINS[info.origin];
  return {
    name: `${info.title}: ${badgeText(info)}`,
    meaning: `${info.hasPteSpecial ? 'Its entries have room for a special bit, which says: do not look for a page behind this.' : 'Its entries have no room for a special bit. In private PFN mappings the kernel goes by the linear rule instead.'} ${origin.hint}`,
    value: `${info.subtitle} · ${origin.word}`,
    follows: info.hasPteSpecial
      ? 'vm_normal_page looks at the entry, and nothing that a copy changes can mislead it.'
      : 'vm_normal_page looks at the mapping and the frame number. A copy that lands on the predicted frame is lost.',
    rules: info.hasPteSpecial ? ['R-NP-2', 'R-NP-4'] : ['R-NP-11', 'R-NP-15'],
  };
}
