/**
 * The smallest changes that would flip the answer of `vm_normal_page`, found by evaluating its table with one input
 * changed.
 */
import { WHAT_IF_FLAGS, type EntryChange, type FlipView, type OtherFrame, type WhatIf } from '../facts.ts';
import { evaluate, type DecisionTable } from './decisionTable.ts';
import type { Linux } from './linux.ts';
import type { NormalPageInput } from './vmNormalPage.ts';
import type { NormalPmdInput } from './vmNormalPagePmd.ts';
import { changed, recordOf, type Asked } from './whatIf.ts';

const FRAMES: readonly OtherFrame[] = ['linear', 'page', 'zero', 'device'];

function* changes(input: Asked, hasBit: boolean): Generator<[EntryChange, WhatIf]> {
  const { special, flags, pfn, frames } = recordOf(input, hasBit);
  if (special !== null) yield [{ what: 'special', set: !special }, { special: !special }];
  // R-F-8: the linear rule (R-V-10) applies to PFN mappings only.
  const expects = flags.includes('PFNMAP');
  for (const frame of FRAMES) {
    if (frames[frame] !== pfn && (expects || frame !== 'linear'))
      yield [{ what: 'frame', frame, pfn: frames[frame] }, { frame }];
  }
  for (const flag of WHAT_IF_FLAGS) {
    const set = !flags.includes(flag);
    yield [{ what: 'flag', flag, set }, { flags: { [flag]: set } }];
  }
}

function flipsOf<In extends Asked>(table: DecisionTable<In, string>, input: In, hasBit: boolean): FlipView[] {
  const isPage = (verdict: string): boolean => verdict === 'page';
  const now = isPage(evaluate(table, input));
  const found: FlipView[] = [];
  for (const [change, whatIf] of changes(input, hasBit)) {
    const verdict = evaluate(table, changed(input, hasBit, whatIf));
    if (isPage(verdict) !== now) found.push({ change, whatIf, verdict });
  }
  return found;
}

export const normalPageFlips = ({ vmNormalPageTable }: Linux, input: NormalPageInput): FlipView[] =>
  flipsOf(vmNormalPageTable, input, input.hasBit);
export const normalPmdFlips = ({ vmNormalPagePmdTable }: Linux, input: NormalPmdInput, hasBit: boolean): FlipView[] =>
  flipsOf(vmNormalPagePmdTable, input, hasBit);
