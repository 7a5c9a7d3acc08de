/** Pages that are kept under a name. */
import type { Cx } from '../mm/cx.ts';
import { release } from '../mm/gup.ts';
import { setPage } from '../mm/structPage.ts';
import type { Pin } from '../mm/world.ts';

export function hold(cx: Cx, name: string, held: Pin): void {
  cx.world = { ...cx.world, pins: { ...cx.world.pins, [name]: held } };
}

export function letGo(cx: Cx, { pfn, pin, raw, dirty }: Pin): void {
  if (raw) return;
  if (dirty) setPage(cx, pfn, { dirty: true });
  release(cx, pfn, pin);
}
