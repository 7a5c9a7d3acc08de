/** A part of the picture in words: what it is, its value now, and what follows for the kernel. */
import type { MachineInfo, MachineView, Snapshot } from '../../../engine/facts.ts';
import type { Explained } from '../../glossary/pointing.ts';

export interface Scene {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
}

export interface Here {
  readonly info: MachineInfo;
  readonly view: MachineView;
}

export type Words = Omit<Explained, 'id'>;

export const listed = (parts: readonly (string | false | null | undefined)[], by = ', '): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(by);

export const counted = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : more}`;
