/** Page tables: one, or all of a process. */
import { hex } from '../../../engine/say/index.ts';
import { sizeText } from '../layout/leaves.ts';
import { treeTexts } from '../layout/tree.ts';
import { counted, type Here, type Words } from './part.ts';

export function tableWords({ info, view }: Here, process: string, pfn: number): Words | null {
  const owner = view.processes.find(({ name }) => name === process);
  const table = owner?.tables.find((one) => one.pfn === pfn);
  const level = table && info.levels[table.level];
  if (!owner || !table || !level) return null;
  const slots = 2 ** level.bits;
  const below = info.levels[table.level + 1];
  /** In pages: what one entry covers. */
  const reach = 2 ** (level.shift - (info.levels.at(-1)?.shift ?? level.shift));
  const bytes = (slots * info.entryBits) / 8;
  const indices = [
    ...owner.tables.filter(({ parent }) => parent === pfn).map(({ index }) => index),
    ...owner.vmas.flatMap(({ entries }) => entries.filter((e) => e.table === pfn).map((e) => e.indices.at(-1) ?? 0)),
  ].sort((a, b) => a - b);
  const [first, last] = [indices[0], indices.at(-1)];
  const which = first === undefined ? '' : first === last ? `: [${first}]` : `, between [${first}] and [${last}]`;
  return {
    name: `${level.name} of process ${process}`,
    meaning: `${table.parent === null ? 'The top page table' : below ? 'A page table in between' : 'A page table of the lowest level'}: ${slots.toLocaleString('en')} entries of ${info.entryBits / 8} bytes, ${bytes.toLocaleString('en')} bytes.`,
    value: `${counted(table.used, 'entry', 'entries')} used${which}; in frame ${hex(pfn)}`,
    follows: below
      ? `Each entry leads to a ${below.name}, or to nothing, and covers ${sizeText(reach, info)}.`
      : `Each entry maps one page of ${sizeText(1, info)}, or nothing.`,
    rules: ['R-V-6'],
  };
}

export function treeWords({ info, view }: Here, process: string): Words | null {
  const owner = view.processes.find(({ name }) => name === process);
  if (!owner) return null;
  return {
    name: `Page tables of process ${process}`,
    meaning: 'One table per level, from the top, with the entries that are used. A click opens them.',
    value: treeTexts(owner, info)[0] ?? '',
    follows: `${info.levels.length} levels: an access walks through all of them unless the TLB knows the entry.`,
    rules: [],
  };
}
