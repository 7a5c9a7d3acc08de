/** A raw word of any level, bit by bit. */
import type { Decoded, DecodedField, DecodedWord } from '../facts.ts';
import { asPte, type PteVal } from '../types.ts';
import { entryNames, type Arch, type Codec } from './arch.ts';

/** What reads the entries of a level that map memory; null: the model has none there. */
export function leafCodecOf(arch: Arch, name: string): Codec | null {
  if (name === 'pte') return arch.pte;
  if (name === 'pmd') return arch.pmd;
  return name === 'pud' ? (arch.pud ?? null) : null;
}

function entryOf(arch: Arch, codec: Codec, pte: PteVal): Decoded {
  return {
    kind: 'entry',
    pfn: codec.pfn(pte),
    write: codec.write(pte),
    dirty: codec.dirty(pte),
    young: codec.young(pte),
    special: codec.special(pte),
    protNone: codec.protNone(pte),
    reads: arch.cpu.allows(pte, 'read'),
    writes: arch.cpu.allows(pte, 'write'),
  };
}

/** `name`: what the kernel calls the entries of the level. `word` must fit into one. */
export function decodeWord(arch: Arch, name: string, word: bigint): DecodedWord {
  const depth = entryNames(arch).indexOf(name);
  const level = arch.levels[depth];
  if (level === undefined) throw new RangeError(`${arch.name} has no ${name}`);
  const codec = leafCodecOf(arch, name);
  const pte = asPte(word);
  const isLast = depth === arch.levels.length - 1;
  const table = isLast ? null : arch.tableOf(pte, depth);
  const means = (): Decoded => {
    if (word === level.empty) return { kind: 'empty' };
    if (table !== null) return { kind: 'table', pfn: table };
    if (codec === null) return { kind: 'no table' };
    return codec.present(pte) ? entryOf(arch, codec, pte) : { kind: 'absent' };
  };
  const known = codec === null || table !== null ? arch.tableFields : codec.fields;
  const fields = known
    .map((field) => ({ ...field, value: (word >> BigInt(field.bit)) & ((1n << BigInt(field.width)) - 1n) }))
    .sort((a, b) => b.bit - a.bit);
  return { means: means(), fields, unnamed: word & ~encodeFields(fields) };
}

export const encodeFields = (fields: readonly DecodedField[]): bigint =>
  fields.reduce((word, { bit, value }) => word | (value << BigInt(bit)), 0n);
