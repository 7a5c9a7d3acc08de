/** What a raw word of a page table means, in words. */
import type { Decoded, DecodedField } from '../facts.ts';

export const digitsText = (word: bigint, bits: number): string => `0x${word.toString(16).padStart(bits / 4, '0')}`;

export const fieldTexts = ({ bit, width, value }: DecodedField): { readonly bits: string; readonly value: string } =>
  width === 1
    ? { bits: `${bit}`, value: `${value}` }
    : { bits: `${bit + width - 1}-${bit}`, value: `0x${value.toString(16)}` };

/** How memory holds a word whose highest byte comes first. */
export const inMemoryText = (word: bigint, bits: number): string =>
  `In memory, highest byte first: ${digitsText(word, bits)
    .slice(2)
    .replace(/..(?=.)/g, '$& ')}`;

export const unnamedText = (unnamed: bigint): string => `Bits without a name are set: 0x${unnamed.toString(16)}.`;

export function decodedText(means: Decoded): string {
  switch (means.kind) {
    case 'empty':
      return 'An empty slot.';
    case 'absent':
      return 'Not present: a page that was swapped out, or no entry of this kernel.';
    case 'no table':
      return 'Leads to no table: not present, or memory that is mapped at this level, which this model does not do.';
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
