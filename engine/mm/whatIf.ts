/**
 * A what-if about `vm_normal_page`: the record that its table decides about, with something changed by hand. The table is
 * the function, so it answers for the changed record as it does for any other.
 */
import { WHAT_IF_FLAGS, type EntryRecord, type OtherFrame, type WhatIf, type WhatIfFlag } from '../facts.ts';
import { VM } from '../types.ts';
import type { NormalPageInput } from './vmNormalPage.ts';

export type Asked = Pick<NormalPageInput, 'special' | 'flags' | 'pfn' | 'linear' | 'map'>;

const BIT: Readonly<Record<WhatIfFlag, number>> = {
  PFNMAP: VM.PFNMAP, // R-F-8: a what-if about the flag, asked of the table itself.
  MIXEDMAP: VM.MIXEDMAP, // R-F-8
  SHARED: VM.SHARED,
  MAYWRITE: VM.MAYWRITE,
};

const framesOf = ({ map, pfn, linear }: Asked): Readonly<Record<OtherFrame, number>> => ({
  linear,
  page: map.free.from === pfn || map.free.from === linear ? map.free.from + 1 : map.free.from,
  zero: map.zero,
  device: map.mmio.from + (map.mmio.from === linear ? 1 : 0),
});

export const recordOf = (input: Asked, hasBit: boolean): EntryRecord => ({
  special: hasBit ? input.special : null,
  flags: WHAT_IF_FLAGS.filter((name) => (input.flags & BIT[name]) !== 0),
  pfn: input.pfn,
  frames: framesOf(input),
});

export function changed<In extends Asked>(input: In, hasBit: boolean, { special, flags, frame }: WhatIf): In {
  const set = WHAT_IF_FLAGS.reduce((all, name) => {
    const to = flags?.[name];
    return to === undefined ? all : to ? all | BIT[name] : all & ~BIT[name];
  }, input.flags);
  const pfn = typeof frame === 'string' ? framesOf(input)[frame] : (frame ?? input.pfn);
  return { ...input, special: hasBit ? (special ?? input.special) : input.special, flags: set, pfn };
}
