/** A raw word on any machine: what it means, and what else the machine has to say of it. */
import type { BitField, DecodedWord } from '../facts.ts';
import { asPte, type MachineName } from '../types.ts';
import { entryNames } from './arch.ts';
import { decodeWord } from './decode.ts';
import { archOf } from './index.ts';

export interface WordRead {
  readonly decoded: DecodedWord;
  readonly entryBits: number;
  /** What the kernel calls the entries of each level, top first, and the one that was read. */
  readonly levels: readonly string[];
  readonly level: string;
  readonly bigEndian: boolean;
  readonly twin: { readonly word: bigint; readonly fields: readonly BitField[] } | null;
}

/** Bits of an entry on a machine: a word with more does not fit. */
export const entryBitsOf = (machine: MachineName): number => archOf(machine).entryBits;

/** Bits that do not fit into an entry are ignored. A machine without such a level is asked for its last. */
export function readWord(machine: MachineName, wanted: string, word: bigint): WordRead {
  const arch = archOf(machine);
  const levels = entryNames(arch);
  const level = levels.includes(wanted) ? wanted : 'pte';
  const own = BigInt.asUintN(arch.entryBits, word);
  return {
    decoded: decodeWord(arch, level, own),
    entryBits: arch.entryBits,
    levels,
    level,
    bigEndian: arch.bigEndian ?? false,
    twin:
      arch.twin === undefined || level !== 'pte' ? null : { word: arch.twin.of(asPte(own)), fields: arch.twin.fields },
  };
}
