/** Asks vm_normal_page about any entry at any time: the answer, the reason, and what would flip it. */
import { baseOf, type Cx, type Platform } from '../mm/cx.ts';
import { evaluate, type DecisionTable } from '../mm/decisionTable.ts';
import { normalPageFlips, normalPmdFlips, type Flip } from '../mm/flips.ts';
import { lookup } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { normalPageInput } from '../mm/vmNormalPage.ts';
import { normalPmdInput } from '../mm/vmNormalPagePmd.ts';
import type { World } from '../mm/world.ts';
import { asVpn, type ProcessName } from '../types.ts';
import type { Answer, EntryAnswer, Place } from '../facts.ts';

function answer<In>(
  table: DecisionTable<In, string>,
  input: In,
  about: { readonly process: ProcessName; readonly place: Place },
  flips: readonly Flip[],
): EntryAnswer {
  const answers: Answer[] = [];
  const verdict = evaluate(table, input, (question, yes) => {
    answers.push({ question, value: table.questions[question]?.value(input) ?? '', answer: yes });
  });
  return { decision: { table: table.name, callers: [], ...about, answers, verdict }, flips };
}

/** Null if nothing is mapped there. */
export function askEntry(
  world: World,
  cx: Platform & Pick<Cx, 'names'>,
  process: ProcessName,
  place: Place,
): EntryAnswer | null {
  const { arch, linux, names } = cx;
  const mm = world.mms[process];
  if (mm === undefined || !names.includes(place.name)) return null;
  const vpn = asVpn(baseOf({ names }, place.name) + place.page);
  const vma = findVma(mm, vpn);
  const entry = lookup(world, arch, mm, vpn);
  if (vma === null || entry === null || entry.none) return null;
  if (entry.level === 'pmd') {
    const input = normalPmdInput(cx, world.map, vma, entry.vpn, entry.pte);
    return answer(
      linux.vmNormalPagePmdTable,
      input,
      { process, place },
      normalPmdFlips(linux, input, arch.hasPmdPfnmap),
    );
  }
  const input = normalPageInput(cx, world.map, vma, vpn, entry.pte);
  return answer(linux.vmNormalPageTable, input, { process, place }, normalPageFlips(linux, input));
}
