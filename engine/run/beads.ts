/**
 * Machines take different micro-steps. The beads of a statement are the machines' sequences of functions, merged by
 * their longest common subsequence; a machine without a bead keeps its state there.
 */
import type { RawBead } from '../mm/cx.ts';

/** Per machine the index of its own bead, or null. */
export interface MergedBead {
  readonly fn: string;
  readonly kernel: boolean;
  readonly occurrence: number;
  readonly own: readonly (number | null)[];
}

interface Slot {
  readonly fn: string;
  readonly kernel: boolean;
  readonly own: readonly (number | null)[];
}

/** Above this product of lengths the table would take too much memory. */
const LARGEST_TABLE = 4_000_000;

function commonSubsequence(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const rows = a.length - start - end;
  const columns = b.length - start - end;
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, i) => [i, i] as const);
  if (rows * columns <= LARGEST_TABLE && rows > 0 && columns > 0) {
    const width = columns + 1;
    const longest = new Uint32Array((rows + 1) * width);
    const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        const same = a[start + i] === b[start + j];
        longest[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[start + i] === b[start + j]) pairs.push([start + i++, start + j++]);
      else if (at(i + 1, j) >= at(i, j + 1)) i++;
      else j++;
    }
  }
  for (let i = end; i > 0; i--) pairs.push([a.length - i, b.length - i]);
  return pairs;
}

function merge(slots: readonly Slot[], machine: number, beads: readonly RawBead[]): Slot[] {
  const merged: Slot[] = [];
  const blank = Array.from({ length: machine }, () => null);
  let i = 0;
  let j = 0;
  const upTo = (slot: number, own: number): void => {
    for (; i < slot; i++) merged.push({ ...slots[i]!, own: [...slots[i]!.own, null] });
    for (; j < own; j++) merged.push({ fn: beads[j]!.fn, kernel: beads[j]!.kernel, own: [...blank, j] });
  };
  for (const [slot, own] of commonSubsequence(
    slots.map((s) => s.fn),
    beads.map((bead) => bead.fn),
  )) {
    upTo(slot, own);
    merged.push({ ...slots[i]!, own: [...slots[i]!.own, j] });
    i++;
    j++;
  }
  upTo(slots.length, beads.length);
  return merged;
}

/** Null: a machine that has already stopped. */
export function mergeBeads(machines: readonly (readonly RawBead[] | null)[]): MergedBead[] {
  let slots: Slot[] = [];
  machines.forEach((beads, machine) => {
    slots = merge(slots, machine, beads ?? []);
  });
  const counts = new Map<string, number>();
  return slots.map(({ fn, kernel, own }) => {
    const occurrence = (counts.get(fn) ?? 0) + 1;
    counts.set(fn, occurrence);
    return { fn, kernel, occurrence, own };
  });
}

export function beadsOf(merged: readonly MergedBead[], machine: number): number[] {
  const at: number[] = [];
  merged.forEach(({ own }, bead) => {
    const index = own[machine];
    if (typeof index === 'number') at[index] = bead;
  });
  return at;
}
