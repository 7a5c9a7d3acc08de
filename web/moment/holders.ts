/** Who holds a frame, so that its counts can be added up. */
import type { FrameView, MachineView } from '../../engine/facts.ts';
import { mappersOf } from './subject.ts';

/** References besides those of mapping entries, and what does not add up. */
export interface Holders {
  readonly others: readonly string[];
  readonly wrong: readonly string[];
}

const many = (n: number, one: string, more = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

function tableText(machine: MachineView, pfn: number): string[] {
  return machine.processes.flatMap(({ name, tables }) =>
    tables.filter((t) => t.pfn === pfn).map((t) => `It is a page table of ${name}, level ${t.level + 1} from the top.`),
  );
}

const OWNERS: Partial<Record<FrameView['kind'], string>> = {
  file: 'The page cache of its file: 1 reference.',
  shmem: 'The page cache of shared memory: 1 reference.',
  driver: 'The driver that owns it: 1 reference.',
  zero: 'The kernel itself: 1 reference, never given up.',
};

export function holdersOf(machine: MachineView, frame: FrameView): Holders {
  const { pfn, refcount, mapcount, kind, pins } = frame;
  if (refcount === null || mapcount === null) return { others: [], wrong: [] };
  const tables = tableText(machine, pfn);
  const owner = OWNERS[kind];
  const rest = refcount - mapcount - (owner === undefined ? 0 : 1);
  const others = [...tables, ...(owner === undefined ? [] : [owner])];
  const wrong: string[] = [];
  if (pins.length > 0 && rest > 0) others.push(`Held as ${pins.join(', ')}: ${many(rest, 'reference')}.`);
  else if (rest > 0 && kind !== 'table') wrong.push(`${many(rest, 'reference')} not held by anything shown here.`);
  if (rest < 0) wrong.push(`${many(-rest, 'reference')} fewer than are in use.`);
  const counted = mappersOf(machine, pfn).filter(({ entry }) => entry.normal && entry.level === 'pte').length;
  if (mapcount !== counted) {
    wrong.push(
      `It counts ${many(mapcount, 'mapping')}, but vm_normal_page finds it in ${many(counted, 'entry', 'entries')}.`,
    );
  }
  return { others, wrong };
}
