/** What was recognised in a pasted text. */
import type { MachineName } from '../types.ts';

export interface Item {
  readonly name: string;
  readonly value: string;
  readonly means: string;
}

export type Shown = { readonly scenario: string; readonly step: number } | { readonly text: string };

export interface Found {
  readonly title: string;
  readonly says: readonly string[];
  readonly items: readonly Item[];
  /** The question of `vm_normal_page()` that decides; null: it is not about that. */
  readonly decides: string | null;
  /** What cannot be known from the text alone. */
  readonly unknown: readonly string[];
  readonly shown: Shown | null;
}

export const found = (title: string, more: Partial<Found>): Found => ({
  title,
  says: [],
  items: [],
  decides: null,
  unknown: [],
  shown: null,
  ...more,
});

export type Recogniser = (lines: readonly string[], pasted: Pasted) => readonly Found[];

export interface Pasted {
  /** The machine that it names; null: it names none. */
  readonly machine: MachineNamed | null;
}

export interface MachineNamed {
  readonly name: MachineName;
  /** What the kernel calls entries of the level: `pte`, `pmd`, … */
  readonly level: string;
}

/** A machine that the text does not name, and how to name it, in the page and in a file. */
export const whichMachine = (words: string, example: MachineName): string =>
  `Which machine it is from, so what the bits of ${words} mean. Write its name in front of the text, like \`${example}\`, and have it explained again.`;

export function valuesOf(line: string): ReadonlyMap<string, string> {
  const pairs = line.matchAll(/([A-Za-z_][\w>\-.]*)[:=]\s?(\([^)]*\)|[^\s:=]+(?=\s|$))/g);
  return new Map([...pairs].map(([, key, value]) => [key!.toLowerCase(), value!]));
}

/** A number in hexadecimal digits, with or without `0x`; null: none, as in `(null)` or `0000ptrval`. */
export const hexOf = (text: string | undefined): bigint | null =>
  text !== undefined && /^(0x)?[0-9a-f]{1,16}$/i.test(text) ? BigInt(`0x${text.replace(/^0x/i, '')}`) : null;
