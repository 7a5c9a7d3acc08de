/** Explains a part of the picture. It is loaded when somebody points at one. */
import type { Explained, Part } from '../../glossary/pointing.ts';
import { pageWords, runWords } from './entry.ts';
import { frameWords, framesWords } from './frame.ts';
import { machineWords } from './machine.ts';
import { isMark, markWords } from './marks.ts';
import type { Here, Scene, Words } from './part.ts';
import { counterWords, mappingWords } from './process.ts';
import { tableWords, treeWords } from './table.ts';

/** Explanations by the kind of a part: the first word of its `data-about`. */
const PARTS: Readonly<Record<string, (here: Here, ...words: string[]) => Words | null>> = {
  page: (here, process = '', name = '', page = '') => pageWords(here, process, { name, page: Number(page) }),
  pages: (here, process = '', name = '', from = '', to = '') => runWords(here, process, name, Number(from), Number(to)),
  mapping: (here, process = '', name = '', page = '') => mappingWords(here, process, { name, page: Number(page) }),
  frame: (here, pfn = '') => frameWords(here, Number(pfn)),
  frames: (here, from = '', count = '') => framesWords(here, Number(from), Number(count), 'fold'),
  block: (here, from = '', count = '') => framesWords(here, Number(from), Number(count), 'entry'),
  tables: (_, count = '') => ({
    name: `×${count}: page tables`,
    meaning: 'All frames that hold page tables, folded into one cell. A click opens them.',
    value: `${count} frames`,
    follows: 'Their number depends on how many levels the machine has.',
    rules: [],
  }),
  table: (here, process = '', pfn = '') => tableWords(here, process, Number(pfn)),
  trees: treeWords,
  counters: counterWords,
  machine: machineWords,
};

/** Null where the picture has moved on. */
export function explain({ about, machine }: Part, scene: Scene): Explained | null {
  const [kind = '', ...words] = about.split(' ');
  const [mark = ''] = words;
  const index = scene.machines.findIndex(({ name }) => name === machine);
  const [info, view] = [scene.machines[index], scene.snapshot.machines[index]];
  const found =
    kind === 'mark'
      ? isMark(mark)
        ? markWords(mark, scene)
        : null
      : info && view
        ? (PARTS[kind]?.({ info, view }, ...words) ?? null)
        : null;
  return found && { id: about, ...found };
}
