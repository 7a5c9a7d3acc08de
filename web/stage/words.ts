/** The stage in words: accessible names, and the text twin of the picture. */
import {
  frameNameText,
  placeText,
  type EntryView,
  type FrameView,
  type MachineInfo,
  type MachineView,
  type VmaView,
} from '../../engine/facts.ts';
import { isLeaf, levelName, pagesOf, sizeText } from './layout/leaves.ts';
import { leakedFrames, staleFrames } from './look.ts';
import { remembered } from '../moment/lookup.ts';
import { kindText, wrongText } from '../moment/pageWords.ts';
import { backingText, hex, stopText } from '../../engine/say/pictured.ts';

const plural = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

export function answerText(entry: EntryView): string {
  if (entry.bad) return 'no page, and the kernel reports a bad page map';
  return entry.normal ? 'a normal page' : 'no page';
}

export const RIGHTS: Readonly<Record<EntryView['rights'], string>> = {
  none: 'inaccessible',
  read: 'read-only',
  write: 'writable',
};

export function entryText(process: string, entry: EntryView, info: MachineInfo): string {
  const marks = [
    RIGHTS[entry.rights],
    ...(entry.dirty ? ['dirty'] : []),
    ...(entry.young ? ['accessed'] : []),
    ...(entry.special ? ['special bit set'] : []),
    ...(isLeaf(entry, info)
      ? [
          `one ${levelName(entry, info)} entry for ${pagesOf(entry, info)} pages, ${sizeText(pagesOf(entry, info), info)}`,
        ]
      : []),
  ];
  const name = entry.frame === null ? '' : ` (${frameNameText(entry.frame)})`;
  const parts = [
    `${placeText(entry.place)} of ${process}: ${marks.join(', ')}, frame ${hex(entry.pfn)}${name}.`,
    `${entry.level === 'pmd' ? 'vm_normal_page_pmd' : 'vm_normal_page'}: ${answerText(entry)}.`,
  ];
  if (!info.hasPteSpecial && entry.linear !== null) {
    parts.push(
      entry.linear === entry.pfn
        ? 'The linear rule predicts this frame.'
        : `The linear rule predicts frame ${hex(entry.linear)}.`,
    );
  }
  if (entry.wrong) parts.push(`Wrong answer: ${wrongText(entry.wrong)}.`);
  return parts.join(' ');
}

function countsText(frame: FrameView): string {
  if (!frame.struct || frame.refcount === null) return 'no struct page';
  const references = plural(frame.refcount, 'reference');
  return frame.mapcount === null ? references : `${references}, mapcount ${frame.mapcount}`;
}

/** `Frame 0x416 (anon#1): anonymous page, 1 reference, mapped once, exclusive, holds "new".` */
export function frameText(frame: FrameView): string {
  const parts = [kindText(frame), countsText(frame)];
  if (frame.exclusive) parts.push('exclusive');
  if (frame.pinned) parts.push('pinned');
  if (frame.pins.length > 0) parts.push(`held as ${frame.pins.join(', ')}`);
  if (frame.content !== '') parts.push(`holds "${frame.content}"`);
  const name = frame.name === null ? '' : ` (${frameNameText(frame.name)})`;
  return `Frame ${hex(frame.pfn)}${name}: ${parts.filter((p) => p !== '').join(', ')}.`;
}

/** What is wrong with a frame as a whole; otherwise empty. */
export function fateText(view: MachineView, pfn: number): string {
  if (leakedFrames(view).has(pfn)) return ' Leaked: counted as mapped, but no entry maps it.';
  return staleFrames(view).has(pfn) ? ' Free, but an entry still maps it.' : '';
}

function emptyRuns(vma: VmaView, info: MachineInfo): string {
  const first = vma.place.page;
  const runs: string[] = [];
  const add = (from: number, to: number): void => {
    if (to - from === 1) runs.push(`+${first + from}`);
    else if (to > from) runs.push(`+${first + from} to +${first + to - 1}`);
  };
  let at = 0;
  for (const entry of vma.entries) {
    add(at, entry.vpn - vma.start);
    at = entry.vpn - vma.start + pagesOf(entry, info);
  }
  add(at, vma.pages);
  return runs.join(', ');
}

const FEW = 3;

const factsOf = (f: FrameView): string =>
  JSON.stringify([
    f.kind,
    f.refcount,
    f.mapcount,
    f.pins,
    f.pinned,
    f.name !== null && f.content === frameNameText(f.name) ? null : f.content,
  ]);

/** Groups a driver's or a device's frames that differ only in number. */
const alike = remembered((frames: readonly FrameView[]): FrameView[][] => {
  const runs: FrameView[][] = [];
  for (const f of frames) {
    if (f.kind === 'table') continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    const idle = f.kind === 'driver' || f.kind === 'mmio';
    if (idle && run && last?.pfn === f.pfn - 1 && factsOf(last) === factsOf(f)) run.push(f);
    else runs.push([f]);
  }
  return runs.flatMap((run) => (run.length > FEW ? [run] : run.map((f) => [f])));
});

function runText(run: readonly FrameView[]): string {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return '';
  return `Frames ${hex(first.pfn)} to ${hex(last.pfn)}, each: ${kindText(first)}, ${countsText(first)}.`;
}

export interface TwinNode {
  readonly text: string;
  readonly items: readonly TwinNode[];
}

/** Nobody listens to 4,096 entries. */
const LONG = 64;

const leaf = (text: string): TwinNode => ({ text, items: [] });

function cut<T>(items: readonly T[], say: (item: T) => string, what: string): TwinNode[] {
  const said = items.slice(0, LONG).map((item) => leaf(say(item)));
  return items.length <= LONG ? said : [...said, leaf(`and ${items.length - LONG} more ${what}`)];
}

function vmaText(vma: VmaView): string {
  const share = vma.flags.includes('SHARED') ? 'shared' : 'private';
  const flags = vma.flags.filter((f) => f === 'PFNMAP' || f === 'MIXEDMAP').map((f) => `VM_${f}`);
  return `Mapping ${placeText(vma.place)}: ${[plural(vma.pages, 'page'), share, ...flags, `pgoff ${hex(vma.pgoff)}`, backingText(vma.backing)].join(', ')}.`;
}

export function twinOf(view: MachineView, info: MachineInfo): TwinNode[] {
  const processes = view.processes.map((process): TwinNode => {
    const tables = process.tables.map((t) =>
      leaf(`${info.levels[t.level]?.name ?? 'table'} in frame ${hex(t.pfn)}, ${t.used} of its entries used.`),
    );
    const vmas = process.vmas.map((vma): TwinNode => {
      const empty = emptyRuns(vma, info);
      return {
        text: vmaText(vma),
        items: [
          ...cut(vma.entries, (e) => entryText(process.name, e, info), 'entries'),
          ...(empty === '' ? [] : [leaf(`Not mapped: ${empty}.`)]),
        ],
      };
    });
    const rss = (['anon', 'file', 'shmem'] as const).map((k) => `${k} ${process.rss[k]}`).join(', ');
    return { text: `Process ${process.name}. Counters: ${rss}.`, items: [...tables, ...vmas] };
  });
  const frames = alike(view.frames);
  const sayFrames = (run: readonly FrameView[]): string => {
    const [first] = run;
    if (!first || run.length > FEW) return runText(run);
    return frameText(first) + fateText(view, first.pfn);
  };
  const stopped = view.stopped === null ? [] : [leaf(`Stopped: ${stopText(view.stopped)}.`)];
  return [...stopped, ...processes, { text: 'Frames', items: cut(frames, sayFrames, 'frames') }];
}
