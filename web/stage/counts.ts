import type { Step } from '../../engine/facts.ts';

const COUNTS: readonly string[] = ['refcount', 'mapcount', 'exclusive'];

export const countsMatter = (question: { readonly ask: { readonly question: string } } | null, step: Step): boolean =>
  COUNTS.includes(question?.ask.question ?? '') ||
  step.differences.some((d) => d.kind === 'entry' && COUNTS.includes(d.field));
