/** Frames with a struct page: references, the allocator, contents. */
import { frameNameText, type LogLine } from '../facts.ts';
import { asPfn, type Pfn } from '../types.ts';
import { frameName, KernelBug, log, note, OutOfFrames, structPage, type Cx } from './cx.ts';
import { get, set } from './sparse.ts';
import { PIN_BIAS, pristine, type StructPage, type Use, type World } from './world.ts';
import { isZeroPfn } from './memmap.ts';

export function setPage(cx: Cx, pfn: Pfn, fields: Partial<StructPage>): void {
  const before = structPage(cx.world, pfn);
  const after = { ...before, ...fields };
  cx.world = { ...cx.world, pages: set(cx.world.pages, pfn, after) };
  note(cx, { kind: 'frame', pfn, before, after });
}

/** `folio_get()` stops the kernel if the page is free already. */
export function mayGet(cx: Cx, pfn: Pfn): void {
  if (structPage(cx.world, pfn).ref <= 0) throw new KernelBug('folio_get: folio_ref_zero_or_close_to_overflow', true);
}

/** `folio_get()`, and `try_grab_folio()` with FOLL_PIN as 1024 references (R-GU-1). */
export const getPage = (cx: Cx, pfn: Pfn, count = 1): void =>
  setPage(cx, pfn, { ref: structPage(cx.world, pfn).ref + count });

function logWhenFreed(cx: Cx, line: LogLine): void {
  if (cx.gathered === null) log(cx, line);
  else cx.gathered.push(line);
}

/**
 * `folio_put()`: the last reference frees the frame. Its content stays until it is written. One that is still counted as
 * mapped, or less than not mapped, is reported and never handed out again.
 */
export function putPage(cx: Cx, pfn: Pfn, count = 1): void {
  const page = structPage(cx.world, pfn);
  const ref = page.ref - count;
  if (ref > 0 || page.use.kind === 'zero') {
    setPage(cx, pfn, { ref });
    return;
  }
  setPage(cx, pfn, { ref, anon: false, exclusive: false, dirty: false, use: { kind: 'free' } });
  if (page.map !== 0) {
    if (page.ref > 0) logWhenFreed(cx, { kind: 'bad_page_state' });
    return;
  }
  if (pfn >= cx.world.map.free.from && pfn < cx.world.lowestFree) cx.world = { ...cx.world, lowestFree: pfn };
  if (pfn > cx.world.highestFree) cx.world = { ...cx.world, highestFree: pfn };
}

/** `folio_maybe_dma_pinned()` of an order-0 folio. */
export const maybePinned = (page: StructPage): boolean => page.ref >= PIN_BIAS;

const isFree = (world: World, pfn: number): boolean => {
  const page = get(world.pages, pfn);
  return page === undefined || (page.ref === 0 && page.map === 0);
};

export function allocPage(cx: Cx, use: Use): Pfn {
  const { nextFrame, map } = cx.world;
  let pfn: Pfn;
  if (nextFrame !== null) {
    pfn = nextFrame;
    cx.world = { ...cx.world, nextFrame: null };
  } else {
    let at = cx.world.lowestFree;
    while (at <= cx.world.highestFree && !isFree(cx.world, at)) at++;
    if (at > cx.world.highestFree) throw new OutOfFrames();
    pfn = asPfn(at);
    cx.world = { ...cx.world, lowestFree: at + 1 };
  }
  setPage(cx, pfn, { ...pristine(map, map.free.from), ref: 1, use });
  return pfn;
}

export function allocTableFrames(cx: Cx, level: number, count: number): Pfn {
  let at = cx.world.highestFree;
  const fits = (): boolean => {
    for (let i = 0; i < count; i++) if (!isFree(cx.world, at - i)) return false;
    return true;
  };
  while (at - count >= cx.world.lowestFree && !fits()) at--;
  if (at - count < cx.world.lowestFree) throw new OutOfFrames();
  for (let i = 0; i < count; i++) {
    setPage(cx, asPfn(at - i), {
      ...pristine(cx.world.map, cx.world.map.free.from),
      ref: 1,
      use: { kind: 'table', level },
    });
  }
  // Moves only past what was just taken, so that single frames above a hole are still found.
  if (at === cx.world.highestFree) cx.world = { ...cx.world, highestFree: at - count };
  return asPfn(at - count + 1);
}

/** The first bytes of a frame, as text. Driver and device memory starts out holding its own names. */
export function contentOf(world: World, pfn: number): string {
  const written = get(world.memory, pfn);
  const name = written === undefined && !isZeroPfn(world.map, pfn) ? frameName(world, pfn) : null;
  return written ?? (name === null ? '' : frameNameText(name));
}

/** `from`: the source of a copy, for the animation. */
export function setContent(cx: Cx, pfn: Pfn, text: string, from: Pfn | null = null): void {
  const before = contentOf(cx.world, pfn);
  cx.world = { ...cx.world, memory: set(cx.world.memory, pfn, text) };
  note(cx, { kind: 'content', pfn, before, after: text, from });
}
