/** Handles that fold and open processes and their trees, as stops for the arrow keys. */
import type { ProcessBox } from './layout/bands.ts';
import { processKey } from './layout/chips.ts';
import { TREES_KEY } from './layout/stage.ts';
import type { Box } from './layout/vmas.ts';
import type { Stop } from './roving.ts';

export interface FoldHandle extends Box {
  readonly id: string;
  readonly key: string;
  readonly label: string;
}

const SIZE = 13;

export function foldHandles(box: ProcessBox, closable: readonly string[]): FoldHandle[] {
  const { name } = box.process;
  const [root] = box.nodes;
  const handles: FoldHandle[] = [];
  if (closable.includes(processKey(name))) {
    const at = { x: box.x - box.width / 2, y: box.y - SIZE / 2, width: SIZE, height: SIZE };
    handles.push({ ...at, id: `fold ${name}`, key: processKey(name), label: `Fold process ${name}.` });
  }
  if (closable.includes(TREES_KEY) && root) {
    const at = { x: root.x + root.width / 2 + 1, y: root.y + (root.height - SIZE) / 2, width: SIZE - 1, height: SIZE };
    handles.push({ ...at, id: `fold trees of ${name}`, key: TREES_KEY, label: 'Fold the page tables.' });
  }
  return handles;
}

export const treesId = (box: ProcessBox): string => `trees of ${box.process.name}`;

export const countersId = (box: ProcessBox): string => `counters of ${box.process.name}`;

export const foldStops = (box: ProcessBox, closable: readonly string[]): Stop[] => [
  ...foldHandles(box, closable),
  ...(box.fold ? [{ id: treesId(box), x: box.fold.x, y: box.fold.y }] : []),
];
