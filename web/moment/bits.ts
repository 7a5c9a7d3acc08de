/** The fields of an entry's word, as its architecture defines them (R-AR-50, R-AR-53, R-AR-54). */
import type { BitField, FieldKind } from '../../engine/facts.ts';

type Shown = FieldKind | 'free';

export interface FieldValue {
  /** Empty for unnamed bits. */
  readonly name: string;
  /** Lowest bit. */
  readonly bit: number;
  readonly width: number;
  readonly help: string;
  readonly kind: Shown;
  readonly binary: string;
  readonly hex: string;
  readonly set: boolean;
}

type Part = Omit<BitField, 'kind'> & { readonly kind: Shown };

function valueOf(word: bigint, field: Part): FieldValue {
  const value = (word >> BigInt(field.bit)) & ((1n << BigInt(field.width)) - 1n);
  return {
    ...field,
    binary: value.toString(2).padStart(field.width, '0'),
    hex: `0x${value.toString(16)}`,
    set: value !== 0n,
  };
}

/** From the highest bit to the lowest, with unnamed fields for bits that the architecture does not define. */
export function readFields(word: string, fields: readonly BitField[], bits: number): FieldValue[] {
  const value = BigInt(word);
  const free = (bit: number, width: number): Part[] =>
    width > 0 ? [{ name: '', bit, width, kind: 'free', help: 'Not used here.' }] : [];
  const all: Part[] = [];
  let next = 0;
  for (const field of [...fields].sort((a, b) => a.bit - b.bit)) {
    all.push(...free(next, field.bit - next), field);
    next = field.bit + field.width;
  }
  all.push(...free(next, bits - next));
  return all.reverse().map((field) => valueOf(value, field));
}

export function stripRows(fields: readonly FieldValue[]): FieldValue[][] {
  const frame = fields.findIndex((f) => f.kind === 'frame');
  return [fields.slice(0, frame + 1), fields.slice(frame + 1)].filter((row) => row.length > 0);
}

export function weightOf({ kind, width }: FieldValue): number {
  if (kind === 'frame') return 6;
  if (kind === 'free') return width > 2 ? 1.4 : width;
  return width === 1 ? 1 : width * 0.7;
}

export const digitsOf = (f: FieldValue): string => (f.kind === 'frame' ? f.hex : f.kind === 'free' ? '·' : f.binary);

export const bitsText = (f: FieldValue): string => (f.width === 1 ? `${f.bit}` : `${f.bit + f.width - 1}–${f.bit}`);

export const grouped = (digits: string): string => digits.replace(/\B(?=(.{4})+$)/g, ' ');

export const wordText = (word: string): string => `0x${grouped(word.replace(/^0x/, ''))}`;

/** The help text of a single bit describes it when set. */
export const helpOf = (f: FieldValue): string =>
  f.width === 1 && f.kind !== 'free' && !f.set ? `It is clear. When set: ${f.help}` : f.help;

export function fieldText(f: FieldValue): string {
  const where = f.width === 1 ? `bit ${f.bit}` : `bits ${f.bit + f.width - 1} to ${f.bit}`;
  const value = f.width === 1 ? f.binary : `${f.hex}, binary ${grouped(f.binary)}`;
  return `${f.name || 'unnamed'}, ${where}: ${value}. ${helpOf(f)}`;
}
