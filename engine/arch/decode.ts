/** A raw entry, bit by bit. */
import type { Decoded, DecodedField, DecodedWord } from '../facts.ts';
import { asPte, type Level } from '../types.ts';
import { codecOf, type Arch } from './arch.ts';

/** `word` must fit into an entry of the architecture. */
export function decodeWord(arch: Arch, level: Level, word: bigint): DecodedWord {
  const codec = codecOf(arch, level);
  const pte = asPte(word);
  const fields = codec.fields
    .map((field) => ({ ...field, value: (word >> BigInt(field.bit)) & ((1n << BigInt(field.width)) - 1n) }))
    .sort((a, b) => b.bit - a.bit);
  const named = fields.reduce((mask, { bit, width }) => mask | (((1n << BigInt(width)) - 1n) << BigInt(bit)), 0n);
  const depth = arch.levels.length - (level === 'pte' ? 1 : 2);
  const means = (): Decoded => {
    if (word === arch.levels[depth]!.empty) return { kind: 'empty' };
    const table = level === 'pte' ? null : arch.tableOf(pte, depth);
    if (table !== null) return { kind: 'table', pfn: table };
    if (!codec.present(pte)) return { kind: 'absent' };
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
  };
  return { means: means(), fields, unnamed: word & ~named };
}

/** The word of these fields: what `decodeWord` takes apart. */
export const encodeFields = (fields: readonly DecodedField[]): bigint =>
  fields.reduce((word, { bit, value }) => word | (value << BigInt(bit)), 0n);
