/**
 * The selection as a short text for links: `arm A io+2` is an entry of the machine arm, `arm pfn 0x412` one of its frames.
 * After the machine comes what names the counterpart on every machine.
 */
import { placeText, type Place, type Spot } from '../../engine/facts.ts';
import { hex } from '../../engine/say/pictured.ts';

export type Picked = (Spot & { readonly kind: 'entry' }) | { readonly kind: 'frame'; readonly pfn: number };
/** `machine`: a name that the text may or may not know, for links come from strangers. */
export type Selected = Picked & { readonly machine: string };

export const entryKey = (process: string, place: Place): string => `${process}:${placeText(place)}`;

export const frameKey = (pfn: number): string => `pfn:${hex(pfn)}`;

export const selectionOf = (machine: string, key: string): string => `${machine} ${key.replace(':', ' ')}`;

/** Links once gave a machine's place in the text, and colons: `m0:A:io+2`. `machines`: their names in that order. */
export function namedSelection(text: string | null, machines: readonly string[]): string | null {
  const [, place, key = ''] = /^m(\d+):(.+)$/.exec(text ?? '') ?? [];
  return place === undefined ? text : selectionOf(machines[Number(place)] ?? `m${place}`, key);
}

/** Null if malformed: links come from strangers. */
export function parseSelection(text: string | null): Selected | null {
  const match = /^([a-z][a-z0-9_@]*) (?:pfn 0x([0-9a-f]+)|([A-Z]) ([a-z][a-z0-9_]*)\+(\d+))$/.exec(text ?? '');
  if (!match) return null;
  const [, machine = '', pfn, process = '', name = '', page] = match;
  if (pfn !== undefined) return { kind: 'frame', machine, pfn: parseInt(pfn, 16) };
  return { kind: 'entry', machine, process, place: { name, page: Number(page) } };
}

export function keyOf(picked: Picked | null): string | null {
  if (!picked) return null;
  return picked.kind === 'frame' ? frameKey(picked.pfn) : entryKey(picked.process, picked.place);
}
