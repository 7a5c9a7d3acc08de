/**
 * The smallest changes that would flip the answer of `vm_normal_page`, found by evaluating its table with one input
 * changed.
 */
import { VM } from '../types.ts';
import { hex } from './cx.ts';
import { evaluate, type DecisionTable } from './decisionTable.ts';
import type { Linux } from './linux.ts';
import type { NormalPageInput } from './vmNormalPage.ts';
import type { NormalPmdInput } from './vmNormalPagePmd.ts';

export interface Flip {
  /** `if the special bit were clear`. */
  readonly change: string;
  /** Id of the verdict. */
  readonly verdict: string;
}

interface Asked {
  readonly special: boolean;
  readonly flags: number;
  readonly pfn: number;
  readonly linear: number;
  readonly map: NormalPageInput['map'];
}

const FLAGS = [
  ['VM_PFNMAP', VM.PFNMAP], // R-F-8: a what-if about the flag, asked of the table itself.
  ['VM_MIXEDMAP', VM.MIXEDMAP], // R-F-8
  ['VM_SHARED', VM.SHARED],
  ['VM_MAYWRITE', VM.MAYWRITE],
] as const;

/** Single changes, those to the entry first. */
function* changes<In extends Asked>(input: In, hasBit: boolean): Generator<[string, In]> {
  if (hasBit)
    yield [`if the special bit were ${input.special ? 'clear' : 'set'}`, { ...input, special: !input.special }];
  const { map } = input;
  const ordinary = map.free.from === input.pfn || map.free.from === input.linear ? map.free.from + 1 : map.free.from;
  // R-F-8: the linear rule (R-V-10) applies to PFN mappings only.
  const expects = (input.flags & VM.PFNMAP) !== 0;
  const frames: readonly (readonly [string, number])[] = [
    ...(expects ? [['the frame that the linear rule expects', input.linear] as const] : []),
    ['an ordinary page', ordinary],
    ['the zero page', map.zero],
    ['device memory', map.mmio.from + (map.mmio.from === input.linear ? 1 : 0)],
  ];
  for (const [what, pfn] of frames) {
    if (pfn !== input.pfn) yield [`if it mapped ${what}, ${hex(pfn)}`, { ...input, pfn: pfn }];
  }
  for (const [name, flag] of FLAGS) {
    const set = (input.flags & flag) !== 0;
    yield [`if the mapping ${set ? 'had no' : 'had'} ${name}`, { ...input, flags: input.flags ^ flag }];
  }
}

function flipsOf<In extends Asked>(table: DecisionTable<In, string>, input: In, hasBit: boolean): Flip[] {
  const isPage = (verdict: string): boolean => verdict === 'page';
  const now = isPage(evaluate(table, input));
  const found: Flip[] = [];
  for (const [change, changed] of changes(input, hasBit)) {
    const verdict = evaluate(table, changed);
    if (isPage(verdict) !== now) found.push({ change, verdict });
  }
  return found;
}

export const normalPageFlips = ({ vmNormalPageTable }: Linux, input: NormalPageInput): Flip[] =>
  flipsOf(vmNormalPageTable, input, input.hasBit);
export const normalPmdFlips = ({ vmNormalPagePmdTable }: Linux, input: NormalPmdInput, hasBit: boolean): Flip[] =>
  flipsOf(vmNormalPagePmdTable, input, hasBit);
