/** The shape of a page-table tree, and what must hold of any: a machine with another shape would play wrong data. */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import { codecOf, type Arch, type Codec, type LevelSpec } from './arch.ts';

interface LevelShape {
  readonly name: string;
  readonly bits: number;
  /** If not 2 to the `bits` entries. */
  readonly bytes?: number;
  /** If not 0. */
  readonly empty?: bigint;
}

export function levelsOf(pageShift: number, entryBits: 32 | 64, shapes: readonly LevelShape[]): LevelSpec[] {
  const levels: LevelSpec[] = [];
  let shift = pageShift;
  for (const { name, bits, bytes, empty } of [...shapes].reverse()) {
    levels.unshift({
      name,
      shift,
      bits,
      bytes: bytes ?? (2 ** bits * entryBits) / 8,
      empty: asPte(empty ?? 0n),
    });
    shift += bits;
  }
  return levels;
}

export interface Demand {
  readonly endPfn: number;
  readonly endVpn: number;
}

function crowdedField({ fields }: Codec, entryBits: number): string | null {
  let taken = 0n;
  for (const { name, bit, width } of fields) {
    const own = ((1n << BigInt(width)) - 1n) << BigInt(bit);
    if ((taken & own) !== 0n || bit + width > entryBits) return name;
    taken |= own;
  }
  return null;
}

/** What is wrong with the shape of an architecture; null: nothing. */
function flawOf(arch: Arch, { endPfn, endVpn }: Demand): string | null {
  const { levels, pageShift, entryBits } = arch;
  const last = levels.at(-1);
  if (last === undefined) return 'it has no levels';
  for (const [i, { name, shift, bits, bytes }] of levels.entries()) {
    const below = levels[i + 1];
    const expected = below === undefined ? pageShift : below.shift + below.bits;
    if (shift !== expected) return `level ${name} begins at address bit ${shift}, and bit ${expected} is the next`;
    if (bytes * 8 < 2 ** bits * entryBits) return `a table of level ${name} is too small for its 2^${bits} entries`;
  }
  for (const [i, { name, empty }] of levels.slice(0, -1).entries()) {
    if (arch.tableOf(arch.mkTable(asPfn(1), i), i) !== 1) return `a word of level ${name} does not lead to its table`;
    if (arch.tableOf(empty, i) !== null) return `an empty slot of level ${name} leads to a table`;
  }
  const top = levels[0]!;
  if (endVpn * 2 ** pageShift > Math.min(arch.userEnd, 2 ** (top.shift + top.bits))) {
    return 'its address space is too small for the ranges of all names';
  }
  if (arch.pmd !== null && levels.length < 2) return 'it has huge leaves, but no level for them';
  if (arch.pmd === null && arch.hasPmdPfnmap)
    return 'it maps blocks of raw frames with one entry, but has no codec for such';
  const leaves = ['pte' as const, ...(arch.pmd === null ? [] : ['pmd' as const])];
  for (const leaf of leaves) {
    const codec = codecOf(arch, leaf);
    const table = levels.at(leaf === 'pte' ? -1 : -2)!;
    const first = endPfn - 1 - ((endPfn - 1) % 2 ** (table.shift - pageShift));
    const prots = [0, VM.READ, VM.READ | VM.WRITE | VM.SHARED].map((flags) => arch.vmGetPageProt(flags));
    for (const prot of prots) {
      const pte = codec.mk(asPfn(first), prot);
      if (codec.pfn(pte) !== first) return `a ${leaf} has no room for frame 0x${first.toString(16)}`;
      if (pte === table.empty) return `a ${leaf} of frame 0x${first.toString(16)} looks empty`;
      if (pte >> BigInt(entryBits) !== 0n) return `a ${leaf} needs more than ${entryBits} bits`;
    }
    if (codec.present(table.empty)) return `an empty ${leaf} looks present`;
    const special = codec.fields.filter(({ kind }) => kind === 'special');
    if (leaf === 'pte' && special[0]?.bit !== (arch.specialBit ?? undefined)) {
      return 'its special bit and the fields of its entries disagree';
    }
    const crowded = crowdedField(codec, entryBits);
    if (crowded !== null) return `field ${crowded} of a ${leaf} has no bits of its own`;
    if (!codec.fields.some(({ kind }) => kind === 'frame')) return `no field of a ${leaf} holds the frame number`;
  }
  return null;
}

const sound = new WeakMap<Arch, Demand>();

/** Throws where the machine is made, rather than letting it play wrong data. */
export function checkGeometry(arch: Arch, demand: Demand): void {
  const known = sound.get(arch);
  if (known !== undefined && known.endPfn === demand.endPfn && known.endVpn === demand.endVpn) return;
  const flaw = flawOf(arch, demand);
  if (flaw !== null) throw new Error(`The architecture ${arch.name} cannot be a machine: ${flaw}.`);
  sound.set(arch, demand);
}

/** The word of an empty slot in a table of this level. */
export const emptyAt = (arch: Arch, level: number): PteVal => arch.levels[level]!.empty;
