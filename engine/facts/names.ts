/** How places and frames are named, the same for everyone who draws, prints or compares them. */
import type { ProcessName } from '../types.ts';

/** A page of a mapping, counted from the first address of the mapping's name: `io+2`. */
export interface Place {
  readonly name: string;
  readonly page: number;
}

export const placeText = ({ name, page }: Place): string => `${name}+${page}`;

export const samePlace = (a: Place | null, b: Place | null): boolean => a?.name === b?.name && a?.page === b?.page;

export interface Spot {
  readonly process: ProcessName;
  readonly place: Place;
}

interface AboutSpot {
  readonly process: ProcessName | null;
  readonly place: Place | null;
}

export const sameSpot = (a: AboutSpot, b: AboutSpot): boolean => a.process === b.process && samePlace(a.place, b.place);

/** What a frame is called. All but `anon` last as long as the frame is what it is. */
export type FrameName =
  | { readonly kind: 'driver' | 'mmio'; readonly page: number }
  | { readonly kind: 'zero' }
  | { readonly kind: 'file' | 'shmem'; readonly name: string; readonly page: number }
  | { readonly kind: 'anon'; readonly number: number }
  /** The same, but the frame is not anonymous: recordings call it `anon#1` all the same, the page does not. */
  | { readonly kind: 'other'; readonly number: number };

export interface FrameRef {
  readonly pfn: number;
  readonly name: FrameName | null;
}

/** Whether two machines speak of the same frame: a name counts more than a number, which may differ. */
export const sameFrame = (a: FrameRef, b: FrameRef): boolean =>
  a.name === null || b.name === null ? a.name === b.name && a.pfn === b.pfn : sameName(a.name, b.name);

export const sameName = (a: FrameName | null, b: FrameName | null): boolean =>
  a === b || (a !== null && b !== null && frameNameText(a) === frameNameText(b));

export function frameNameText(name: FrameName): string {
  switch (name.kind) {
    case 'driver':
    case 'mmio':
      return `${name.kind}+${name.page}`;
    case 'zero':
      return 'zero';
    case 'file':
    case 'shmem':
      return `${name.name}+${name.page}`;
    case 'anon':
    case 'other':
      return `anon#${name.number}`;
  }
}
