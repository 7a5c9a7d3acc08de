/**
 * The smallest changes that would flip the answer of `vm_normal_page`, found by evaluating its table with one input
 * changed.
 */
import { WHAT_IF_FLAGS, type FlipView, type OtherFrame, type WhatIf } from '../facts.ts';
import { hex } from './cx.ts';
import { evaluate, type DecisionTable } from './decisionTable.ts';
import type { Linux } from './linux.ts';
import type { NormalPageInput } from './vmNormalPage.ts';
import type { NormalPmdInput } from './vmNormalPagePmd.ts';
import { changed, recordOf, type Asked } from './whatIf.ts';

const FRAMES: readonly (readonly [OtherFrame, string])[] = [
  ['linear', 'the frame that the linear rule expects'],
  ['page', 'an ordinary page'],
  ['zero', 'the zero page'],
  ['device', 'device memory'],
];

/** Single changes, those to the entry first. */
function* changes(input: Asked, hasBit: boolean): Generator<[string, WhatIf]> {
  const { special, flags, pfn, frames } = recordOf(input, hasBit);
  if (special !== null) yield [`if the special bit were ${special ? 'clear' : 'set'}`, { special: !special }];
  // R-F-8: the linear rule (R-V-10) applies to PFN mappings only.
  const expects = flags.includes('PFNMAP');
  for (const [frame, what] of FRAMES) {
    if (frames[frame] !== pfn && (expects || frame !== 'linear'))
      yield [`if it mapped ${what}, ${hex(frames[frame])}`, { frame }];
  }
  for (const name of WHAT_IF_FLAGS) {
    const set = flags.includes(name);
    yield [`if the mapping ${set ? 'had no' : 'had'} VM_${name}`, { flags: { [name]: !set } }];
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
