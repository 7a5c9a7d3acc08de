/** What a raw word of a page table means, in a sentence or two. */
import type { Decoded } from '../facts.ts';

export function decodedText(means: Decoded): string {
  switch (means.kind) {
    case 'empty':
      return 'An empty slot.';
    case 'absent':
      return 'Not present: a page that was swapped out, or no entry of this kernel.';
    case 'table':
      return `Leads to the table in frame 0x${means.pfn.toString(16)}.`;
    case 'entry': {
      const marks = [
        means.write ? 'writable' : 'read-only',
        means.dirty ? 'dirty' : 'clean',
        means.young ? 'young' : 'old',
        ...(means.special ? ['special'] : []),
        ...(means.protNone ? ['made inaccessible by PROT_NONE'] : []),
      ];
      const cpu = `The processor lets user mode ${means.reads ? 'read' : 'not read'} and ${means.writes ? 'write' : 'not write'} without a fault.`;
      return `Maps frame 0x${means.pfn.toString(16)}: ${marks.join(', ')}. ${cpu}`;
    }
  }
}
