/**
 * What a person has picked on the stage, as one short text that fits in a link: `m0:A:io+2` is an entry of machine 0,
 * `m0:pfn:0x412` a frame of it. The part after the machine is a key; the same key in another machine is its counterpart.
 */
export type Selected =
  | { readonly kind: 'entry'; readonly machine: number; readonly process: string; readonly place: string }
  | { readonly kind: 'frame'; readonly machine: number; readonly pfn: number };

/** Key of an entry, the same on every machine: `A:io+2`. */
export const entryKey = (process: string, place: string): string => `${process}:${place}`;

/** Key of a frame, the same on every machine: `pfn:0x412`. */
export const frameKey = (pfn: number): string => `pfn:${hex(pfn)}`;

/** The selection that means this key of this machine. */
export const selectionOf = (machine: number, key: string): string => `m${machine}:${key}`;

export const hex = (n: number): string => `0x${n.toString(16)}`;

/** Reads a selection; null for anything else, since links come from strangers. */
export function parseSelection(text: string | null): Selected | null {
  const match = /^m(\d+):(?:pfn:0x([0-9a-f]+)|([A-Z]):([a-z][a-z0-9_]*\+\d+))$/.exec(text ?? '');
  if (!match) return null;
  const [, machine, pfn, process, place] = match;
  if (pfn !== undefined) return { kind: 'frame', machine: Number(machine), pfn: parseInt(pfn, 16) };
  return { kind: 'entry', machine: Number(machine), process: process ?? '', place: place ?? '' };
}

/** The key of a selection, without its machine; null where nothing is selected. */
export function selectedKey(selected: Selected | null): string | null {
  if (!selected) return null;
  return selected.kind === 'frame' ? frameKey(selected.pfn) : entryKey(selected.process, selected.place);
}
