/** Accessible names of cells and frames. */
import { placeText, type MachineInfo } from '../../engine/facts.ts';
import type { FrameBox } from './layout/strip.ts';
import type { Cell } from './layout/vmas.ts';
import { hex } from '../../engine/say/pictured.ts';
import { frameKey } from '../moment/selection.ts';
import { entryText, frameText } from './words.ts';

export function cellLabel(cell: Cell, info: MachineInfo): string {
  if (cell.kind === 'entry') return entryText(cell.process, cell.entry, info);
  if (cell.kind === 'empty') return `${placeText(cell.place)} of ${cell.process}: not mapped.`;
  if (cell.kind === 'handle') return 'Fold these pages.';
  const pages = cell.to - cell.from;
  return `${cell.range}+${cell.from} to +${cell.to - 1} of ${cell.process}: ${pages} pages, ${cell.entries.length} entries. Open.`;
}

export function frameLabel(box: FrameBox, fate: string): string {
  const { slot } = box.placed;
  const text = box.frame ? frameText(box.frame) : '';
  if (slot.kind === 'handle') return 'Fold these frames.';
  if (box.block) return `${box.count} frames mapped by one entry. The first: ${text}`;
  if (slot.kind === 'tables')
    return `${box.count === 1 ? '1 frame holds' : `${box.count} frames hold`} page tables. Open.`;
  if (slot.kind === 'run') return `${box.count} frames. The first: ${text} Open.`;
  if (slot.kind === 'frame' && !box.frame) return `Frame ${hex(slot.pfn)}: not part of this scenario.`;
  return text + fate;
}

/** Unlike keys, ids are unique within a picture. */
export const cellId = (cell: Cell): string => `${cell.process}/${cell.kind}/${cell.key}`;

export function frameId(box: FrameBox): string {
  const { slot } = box.placed;
  if (slot.kind === 'break') return '';
  if (slot.kind === 'handle') return `fold ${slot.key}`;
  // A block over several rows has a stop in each.
  return slot.kind === 'frame' ? `${frameKey(slot.pfn)}${box.block ? ` row ${box.placed.row}` : ''}` : slot.key;
}
