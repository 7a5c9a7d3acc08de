/** A rule: what Linux 6.12 does at one point, in one sentence, and where to look it up. */
export interface Rule {
  readonly says: string;
  /** Kernel function or functions; null: no function does it. */
  readonly fn: string | null;
  /** Kernel file or files. */
  readonly file: string | null;
}

/** By id: `R-NP-11`. */
export type Rules = Readonly<Record<string, Rule>>;

/** Rules that the same kernel function follows. */
export const inKernel = (file: string, fn: string, sentences: Readonly<Record<string, string>>): Rules =>
  Object.fromEntries(Object.entries(sentences).map(([id, says]) => [id, { says, fn, file }]));

/** Statements about the model, about history or about proposals: no function of 6.12 does them. */
export const elsewhere = (sentences: Readonly<Record<string, string>>): Rules =>
  Object.fromEntries(Object.entries(sentences).map(([id, says]) => [id, { says, fn: null, file: null }]));
