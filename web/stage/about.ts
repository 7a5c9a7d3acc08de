/** How parts of the picture say in `data-about` what they are; stage/explain/ finds the words. */
import type { Place } from '../../engine/facts.ts';
import type { FrameBox } from './layout/strip.ts';
import type { Cell } from './layout/vmas.ts';

const pageOf = (process: string, { name, page }: Place): string => `page ${process} ${name} ${page}`;

/** Undefined for handles, which only fold. */
export function aboutCell(cell: Cell): string | undefined {
  if (cell.kind === 'gap') return `pages ${cell.process} ${cell.range} ${cell.from} ${cell.to}`;
  return cell.kind === 'handle' ? undefined : pageOf(cell.process, cell.place);
}

export function aboutFrame({ placed: { slot }, block, count }: FrameBox): string | undefined {
  if (block) return `block ${block.from} ${block.to - block.from}`;
  if (slot.kind === 'frame') return `frame ${slot.pfn}`;
  if (slot.kind === 'run') return `frames ${slot.from} ${slot.to - slot.from}`;
  return slot.kind === 'tables' ? `tables ${count}` : undefined;
}

export const aboutMapping = (process: string, { name, page }: Place): string => `mapping ${process} ${name} ${page}`;
