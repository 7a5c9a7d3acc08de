/** Asks vm_normal_page about any entry at any time: the answer, the reason, and what would flip it. */
import { baseOf, type Cx, type Platform } from '../mm/cx.ts';
import { evaluate, type DecisionTable } from '../mm/decisionTable.ts';
import { normalPageFlips, normalPmdFlips } from '../mm/flips.ts';
import { lookup } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { normalPageInput } from '../mm/vmNormalPage.ts';
import { normalPmdInput } from '../mm/vmNormalPagePmd.ts';
import { changed, recordOf, type Asked } from '../mm/whatIf.ts';
import type { World } from '../mm/world.ts';
import { asVpn, type ProcessName } from '../types.ts';
import type { Answer, EntryAnswer, FlipView, Place, WhatIf } from '../facts.ts';

interface About {
  readonly process: ProcessName;
  readonly place: Place;
  readonly whatIf: WhatIf;
}

function answer<In extends Asked>(
  table: DecisionTable<In, string>,
  asIs: In,
  hasBit: boolean,
  { process, place, whatIf }: About,
  flipsOf: (input: In) => readonly FlipView[],
): EntryAnswer {
  const input = changed(asIs, hasBit, whatIf);
  const answers: Answer[] = [];
  const verdict = evaluate(table, input, (question, yes) => {
    answers.push({ question, value: table.questions[question]?.value(input) ?? '', answer: yes });
  });
  const decision = { table: table.name, callers: [], process, place, answers, verdict };
  return { decision, flips: flipsOf(input), record: recordOf(asIs, hasBit) };
}

/** Null if nothing is mapped there. */
export function askEntry(
  world: World,
  cx: Platform & Pick<Cx, 'names'>,
  process: ProcessName,
  place: Place,
  whatIf: WhatIf = {},
): EntryAnswer | null {
  const { arch, linux, names } = cx;
  const mm = world.mms[process];
  if (mm === undefined || !names.includes(place.name)) return null;
  const vpn = asVpn(baseOf({ names }, place.name) + place.page);
  const vma = findVma(mm, vpn);
  const entry = lookup(world, arch, mm, vpn);
  if (vma === null || entry === null || entry.none) return null;
  const about = { process, place, whatIf };
  if (entry.level === 'pmd') {
    const { hasPmdPfnmap } = arch;
    const input = normalPmdInput(cx, world.map, vma, entry.vpn, entry.pte);
    return answer(linux.vmNormalPagePmdTable, input, hasPmdPfnmap, about, (changed) =>
      normalPmdFlips(linux, changed, hasPmdPfnmap),
    );
  }
  const input = normalPageInput(cx, world.map, vma, vpn, entry.pte);
  return answer(linux.vmNormalPageTable, input, input.hasBit, about, (changed) => normalPageFlips(linux, changed));
}
