/** `add_mm_counter()`, and which counter a page belongs to (R-IN-3). */
import type { ProcessName, RssKind } from '../types.ts';
import { note, type Cx } from './cx.ts';
import { mmOf, setMm } from './pgtable.ts';
import type { StructPage, World } from './world.ts';

/** `mm_counter_file()`: SHMEM if the page is swap-backed, as those of tmpfs and anonymous ones are; otherwise FILE. */
export const mmCounterFile = (page: StructPage): RssKind => (page.use.kind === 'cache' || page.anon ? 'shmem' : 'file');

/** `mm_counter()` */
export const mmCounter = (page: StructPage): RssKind => (page.anon ? 'anon' : mmCounterFile(page));

export function addRss(cx: Cx, process: ProcessName, which: RssKind, by: number): void {
  const { rss } = mmOf(cx, process);
  setMm(cx, process, { rss: { ...rss, [which]: rss[which] + by } });
  note(cx, { kind: 'rss', process, which, before: rss[which], after: rss[which] + by });
}

export const fileOf = (world: World, file: string | null): World['files'][string] | null =>
  file === null ? null : (world.files[file] ?? null);
