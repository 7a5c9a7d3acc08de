/** Fields of entry words, in one line each. */
import type { BitField, FieldKind } from '../facts.ts';

const of =
  (kind: FieldKind) =>
  (name: string, bit: number, help: string, width = 1): BitField => ({ name, bit, width, kind, help });

export const rights = of('rights');
export const used = of('used');
export const other = of('other');

export const specialField = (bit: number): BitField =>
  of('special')('SPECIAL', bit, 'Linux: do not look for a struct page behind this entry.');

export const frameField = (bit: number, width: number, help = 'Frame number.'): BitField =>
  of('frame')('PFN', bit, help, width);

export const tableField = (bit: number, width: number, help = 'Frame of the table below.'): BitField =>
  of('frame')('TABLE', bit, help, width);
