/** Part of a strip in words: what each machine maps there, and what is highlighted. */
import { placeText, type EntryView, type MachineInfo, type Snapshot } from '../../../engine/facts.ts';
import { pagesOf } from '../layout/leaves.ts';
import { entriesBetween, framesBy } from '../../moment/lookup.ts';
import { entryTexture } from '../look.ts';
import { shortNames } from '../../moment/shortNames.ts';
import { countWithin, type StripMarks } from './marks.ts';
import type { Span, Strip } from './strips.ts';

const count = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]);

function machineText(entries: readonly EntryView[], textures: readonly string[]): string {
  if (entries.length === 0) return 'nothing mapped';
  const having = (wanted: string) => textures.filter((texture) => texture === wanted).length;
  const [raw, zero, bad] = [having('raw'), having('zero'), having('bad')];
  return [
    ...count(raw, 'raw entry', 'raw entries'),
    ...count(entries.length - raw - zero - bad, 'normal page', 'normal pages'),
    ...count(zero, 'zero page', 'zero pages'),
    ...count(bad, 'bad entry', 'bad entries'),
    `${entries.filter((e) => e.write).length} writable`,
  ].join(', ');
}

export interface Scene {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly marks: StripMarks;
}

function entriesOf(strip: Strip, span: Span, { machines, snapshot }: Scene, machine: number): EntryView[] {
  const info = machines[machine]!;
  const process = snapshot.machines[machine]?.processes.find(({ name }) => name === strip.process);
  return (process?.vmas ?? []).flatMap((vma) => {
    if (vma.place.name !== strip.range) return [];
    const zero = vma.start - vma.place.page;
    return entriesBetween(vma.entries, zero + span.from, zero + span.to, (e) => pagesOf(e, info));
  });
}

/** `io+256 to io+511: 240 raw entries, 3 normal pages, 2 writable, 1 differs.` */
export function regionText(strip: Strip, span: Span, scene: Scene): string {
  const told = scene.machines.flatMap((_, i) => {
    const view = scene.snapshot.machines[i];
    if (!view) return [];
    const frames = framesBy(view.frames);
    const entries = entriesOf(strip, span, scene, i);
    return machineText(
      entries,
      entries.map((e) => entryTexture(e, frames.get(e.pfn) ?? null)),
    );
  });
  const names = shortNames(scene.machines);
  const agree = new Set(told).size === 1;
  const what = agree ? (told[0] ?? '') : told.map((text, i) => `${names[i]}: ${text}`).join('; ');
  const within = (pages: readonly number[] | undefined) => countWithin(pages ?? [], span);
  const out = [
    ...count(within(scene.marks.changed.get(strip.key)), 'changed', 'changed'),
    ...count(within(scene.marks.different.get(strip.key)), 'differs', 'differ'),
    ...count(within(scene.marks.wrong.get(strip.key)), 'wrong answer', 'wrong answers'),
    ...count(within(scene.marks.selected.get(strip.key)), 'selected', 'selected'),
  ];
  const at = (page: number): string => placeText({ name: strip.range, page });
  const place = span.to - span.from === 1 ? at(span.from) : `${at(span.from)} to ${at(span.to - 1)}`;
  return `${place}: ${[what, ...out].join(agree ? ', ' : '; ')}.`;
}
