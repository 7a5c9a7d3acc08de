/** What-ifs: a record changed by hand, and what of it is changed. */
import { WHAT_IF_FLAGS, type EntryRecord, type OtherFrame, type WhatIf } from '../../engine/facts.ts';
import { hex } from '../../engine/say/index.ts';

type Records = readonly (EntryRecord | null)[];

export const OTHER_FRAMES: Readonly<Record<OtherFrame, string>> = {
  linear: 'as the linear rule expects',
  page: 'an ordinary page',
  zero: 'the zero page',
  device: 'device memory',
};

const present = (records: Records): EntryRecord[] => records.filter((record) => record !== null);

/** The special bit; null: no machine has room for it. */
export function bitOf(records: Records, { special }: WhatIf): boolean | null {
  const [bit] = present(records).flatMap((record) => record.special ?? []);
  return bit === undefined ? null : (special ?? bit);
}

export const hasFlag = (records: Records, { flags }: WhatIf, name: (typeof WHAT_IF_FLAGS)[number]): boolean =>
  flags?.[name] ?? present(records)[0]?.flags.includes(name) ?? false;

export function frameText(records: Records, { frame }: WhatIf): string {
  const pfns = present(records).map((record) =>
    typeof frame === 'string' ? record.frames[frame] : (frame ?? record.pfn),
  );
  return [...new Set(pfns)].map(hex).join(' / ');
}

/** Null: it is no number of a frame. */
export function frameOf(text: string): number | null {
  const pfn = /^\s*(0x[0-9a-f]{1,10}|\d{1,12})\s*$/i.test(text) ? Number(text) : null;
  return pfn;
}

/** One more change. What is as it was is not changed. */
export function changedBy(records: Records, whatIf: WhatIf, change: WhatIf): WhatIf {
  const { special, flags, frame } = { ...whatIf, ...change, flags: { ...whatIf.flags, ...change.flags } };
  const known = present(records);
  const kept = WHAT_IF_FLAGS.flatMap((name) => {
    const to = flags[name];
    return to === undefined || known.every((record) => record.flags.includes(name) === to) ? [] : [[name, to] as const];
  });
  const moves = (record: EntryRecord): boolean =>
    frameText([record], { frame: frame ?? record.pfn }) !== hex(record.pfn);
  return {
    ...(special !== undefined && known.some((record) => record.special === !special) && { special }),
    ...(kept.length > 0 && { flags: Object.fromEntries(kept) }),
    ...(frame !== undefined && known.some(moves) && { frame }),
  };
}

export const changesNothing = ({ special, flags, frame }: WhatIf): boolean =>
  special === undefined && flags === undefined && frame === undefined;
