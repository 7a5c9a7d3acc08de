/** Endings of operations as outcomes, and the frames in them. */
import { SIGNALS, type FrameName, type FrameRef, type Outcome, type Signal, type Value } from '../facts.ts';
import type { Refusal } from '../types.ts';
import type { Ending } from './op.ts';

export function refused(refusal: Refusal): Outcome {
  if (refusal === 'BUG') return { kind: 'bug' };
  const signal = SIGNALS.find((known) => known === refusal);
  if (signal !== undefined) return { kind: 'signal', signal };
  return { kind: 'error', error: refusal as Exclude<Refusal, Signal | 'BUG'> };
}

export function outcomeOf(ending: Ending): Outcome {
  if (ending === 'ok') return { kind: 'ok', value: null };
  if (typeof ending === 'string') return refused(ending);
  return ending.kind === 'model' ? ending : { kind: 'ok', value: ending };
}

export const byTestDriver = (outcome: Outcome): Outcome =>
  outcome.kind === 'error' || outcome.kind === 'signal' ? { ...outcome, by: 'test driver' } : outcome;

type Naming = (pfn: number) => FrameName | null;

const named = (frame: FrameRef, name: Naming): FrameRef =>
  frame.name === null ? { pfn: frame.pfn, name: name(frame.pfn) } : frame;

function nameValue(value: Value, name: Naming): Value {
  switch (value.kind) {
    case 'frame':
      return value.frame === null ? value : { ...value, frame: named(value.frame, name) };
    case 'pfn':
      return { ...value, frame: named(value.frame, name) };
    case 'pagemap':
      return { ...value, pages: value.pages.map((item) => item && { ...item, frame: named(item.frame, name) }) };
    default:
      return value;
  }
}

/**
 * Names the frames of an outcome that have no lasting name: which of the anonymous pages it is depends on what was seen
 * before, which an operation does not know.
 */
export const nameFrames = (outcome: Outcome, name: Naming): Outcome =>
  outcome.kind === 'ok' && outcome.value !== null ? { ...outcome, value: nameValue(outcome.value, name) } : outcome;
