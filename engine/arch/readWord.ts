/** A raw word on any machine: what it means, and what else the machine has to say of it. */
import type { BitField, DecodedWord } from '../facts.ts';
import { asPte, LEVELS, type Level, type MachineName } from '../types.ts';
import { codecOf } from './arch.ts';
import { decodeWord } from './decode.ts';
import { archOf } from './index.ts';

export interface WordRead {
  readonly decoded: DecodedWord;
  readonly fields: readonly BitField[];
  readonly entryBits: number;
  /** Those at which the machine's entries can map memory. */
  readonly levels: readonly Level[];
  /** The word that the hardware reads, where it is another. */
  readonly twin: { readonly word: bigint; readonly fields: readonly BitField[] } | null;
}

/** Bits that do not fit into an entry are ignored. A machine without such a level is asked for its last. */
export function readWord(machine: MachineName, wanted: Level, word: bigint): WordRead {
  const arch = archOf(machine);
  const levels = LEVELS.filter((level) => level === 'pte' || arch.pmd !== null);
  const level = levels.includes(wanted) ? wanted : 'pte';
  const own = BigInt.asUintN(arch.entryBits, word);
  return {
    decoded: decodeWord(arch, level, own),
    fields: codecOf(arch, level).fields,
    entryBits: arch.entryBits,
    levels,
    twin: arch.twin === undefined ? null : { word: arch.twin.of(asPte(own)), fields: arch.twin.fields },
  };
}
