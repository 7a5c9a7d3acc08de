/** Entries whose every mark is a fixed set of bits, set or clear. Architectures with derived bits override some helpers. */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import type { BitField, Codec } from './arch.ts';

export interface Mark {
  readonly test: bigint;
  /** Set together with `test`; absent: `test` alone. */
  readonly all?: bigint;
  readonly inverse?: true;
}

export interface PlainLayout {
  readonly fields: readonly BitField[];
  readonly pfn: { readonly bit: number; readonly width: number };
  /** Any of these bits means that the entry is present. */
  readonly present: bigint;
  protNone(pte: bigint): boolean;
  readonly write: Mark;
  readonly dirty: Mark;
  readonly young: Mark;
  /** 0n without the bit. */
  readonly special: bigint;
  /** Bits besides the frame that survive `pte_modify()`. */
  readonly kept: bigint;
}

const has = (mark: Mark, pte: bigint): boolean => ((pte & mark.test) !== 0n) !== (mark.inverse ?? false);

const put = (mark: Mark, pte: bigint, on: boolean): PteVal => {
  const bits = mark.all ?? mark.test;
  return asPte(on !== (mark.inverse ?? false) ? pte | bits : pte & ~bits);
};

export const plainCodec = (l: PlainLayout): Codec => {
  const shift = BigInt(l.pfn.bit);
  const mask = ((1n << BigInt(l.pfn.width)) - 1n) << shift;
  return {
    fields: l.fields,
    mk: (pfn, prot) => asPte((BigInt(pfn) << shift) | prot),
    pfn: (pte) => asPfn(Number((pte & mask) >> shift)),
    present: (pte) => (pte & l.present) !== 0n,
    protNone: (pte) => l.protNone(pte),
    write: (pte) => has(l.write, pte),
    dirty: (pte) => has(l.dirty, pte),
    young: (pte) => has(l.young, pte),
    special: (pte) => (pte & l.special) !== 0n,
    mkwrite: (pte) => put(l.write, pte, true),
    wrprotect: (pte) => put(l.write, pte, false),
    mkdirty: (pte) => put(l.dirty, pte, true),
    mkclean: (pte) => put(l.dirty, pte, false),
    mkyoung: (pte) => put(l.young, pte, true),
    mkold: (pte) => put(l.young, pte, false),
    mkspecial: (pte) => asPte(pte | l.special),
    modify: (pte, prot) => asPte((pte & (l.kept | mask)) | prot),
  };
};

/** What a VMA permits, as most protection maps read it: a private mapping is never writable at once (R-F-6). */
export interface Permits {
  readonly none: boolean;
  readonly read: boolean;
  readonly write: boolean;
  readonly exec: boolean;
  readonly sharedWrite: boolean;
}

export const permitsOf = (vmFlags: number): Permits => {
  const [read, write, exec] = [VM.READ, VM.WRITE, VM.EXEC].map((flag) => (vmFlags & flag) !== 0) as [
    boolean,
    boolean,
    boolean,
  ];
  return { none: !read && !write && !exec, read, write, exec, sharedWrite: write && (vmFlags & VM.SHARED) !== 0 };
};
