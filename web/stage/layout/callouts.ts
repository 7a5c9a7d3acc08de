/** Wrong answers, drawn above their entries, with what the other machines answer there. */
import type { EntryView, MachineInfo } from '../../../engine/facts.ts';
import { entryKey } from '../../moment/selection.ts';
import { wrongText } from '../../moment/pageWords.ts';
import type { PlacedBlock } from './blocks.ts';
import type { Metrics } from './metrics.ts';
import type { MachineIndex, ProcessIndex } from './places.ts';
import { runsOf } from './runs.ts';
import { charsIn, charWidth, wrap } from './text.ts';
import { lineY, type BlockAt, type Box } from './vmas.ts';

export interface Callout extends Box {
  readonly key: string;
  readonly entries: readonly string[];
  readonly lines: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** False on machines that answer rightly. */
  readonly loud: boolean;
}

const POINTER = 9;
const SIDE = 6;

const wrongIn = (process: ProcessIndex | undefined, block: PlacedBlock, info: MachineInfo): EntryView[] =>
  (process?.vmas ?? []).filter((v) => v.range === block.span.name).flatMap((v) => runsOf(v.vma.entries, info).wrong);

function calloutText(wrong: readonly EntryView[]): string {
  const [first] = wrong;
  if (!first) return '';
  return wrongText(first.wrong ?? 'lost', wrong.length);
}

const CALM: Record<'page' | 'null', string> = { page: 'here: a normal page', null: 'here: no page' };

/** Including the pointers. */
export const calloutHeight = (lines: number, m: Metrics): number =>
  lines === 0 ? 0 : lines * m.calloutLine + 8 + POINTER;

export function calloutLines(
  process: ProcessIndex,
  info: MachineInfo,
  block: PlacedBlock,
  width: number,
  m: Metrics,
): number {
  const wrong = wrongIn(process, block, info);
  return wrong.length === 0 ? 0 : wrap(calloutText(wrong), charsIn(width - 2 * SIDE, m.font)).length;
}

/** Null where no machine is wrong about an entry in the block. */
export function calloutOf(
  machines: readonly MachineIndex[],
  index: number,
  name: string,
  block: PlacedBlock,
  at: BlockAt & { readonly left: number },
  width: number,
  m: Metrics,
): Callout | null {
  const perMachine = machines.map((machine) => wrongIn(machine.processes.get(name), block, machine.info));
  const own = perMachine[index] ?? [];
  const pages = new Set(perMachine.flat().map((e) => e.vpn));
  if (pages.size === 0) return null;
  const here = own.length > 0 ? own : entriesAt(machines[index], name, pages);
  const [first] = here;
  if (!first) return null;
  const loud = own.length > 0;
  const text = loud ? calloutText(own) : CALM[first.normal ? 'page' : 'null'];
  const lines = wrap(text, charsIn(width - 2 * SIDE, m.font));
  const points = here.flatMap((e) => {
    const slot = block.slots.find((p) => p.slot.kind === 'page' && p.slot.page === e.place.page);
    return slot ? [{ x: at.x + slot.x + slot.width / 2, y: lineY(at, slot.line, m) - 3 }] : [];
  });
  const boxWidth = Math.min(width, Math.max(...lines.map((l) => l.length)) * charWidth(m.font) + 2 * SIDE);
  const middle = points.reduce((sum, p) => sum + p.x, 0) / Math.max(1, points.length);
  const x = Math.min(Math.max(at.left, middle - boxWidth / 2), at.left + width - boxWidth);
  const height = lines.length * m.calloutLine + 8;
  return {
    key: `${name}:${block.span.name}`,
    entries: here.map((e) => entryKey(name, e.place)),
    lines,
    points,
    loud,
    x,
    y: at.row.cellsY - POINTER - height,
    width: boxWidth,
    height,
  };
}

const entriesAt = (machine: MachineIndex | undefined, process: string, pages: ReadonlySet<number>): EntryView[] =>
  (machine?.processes.get(process)?.vmas ?? []).flatMap((v) => v.vma.entries.filter((e) => pages.has(e.vpn)));
