/** Common to get_user_pages and pin_user_pages. Kernel: mm/gup.c. Rules R-GU-1, R-GU-11, R-GU-13. */
import type { Pfn } from '../types.ts';
import type { Cx } from './cx.ts';
import { getPage, putPage } from './structPage.ts';
import { PIN_BIAS } from './world.ts';
import { isZeroPfn } from './memmap.ts';

export interface FollFlags {
  readonly write: boolean;
  readonly force: boolean;
  readonly longterm: boolean;
  /** FOLL_PIN; false: FOLL_GET. */
  readonly pin: boolean;
  /** FOLL_TOUCH: the slow walk marks pages accessed, except for a slow pin_user_pages. */
  readonly touch: boolean;
  /** No page is returned (FOLL_MADV_POPULATE, mlock). */
  readonly populate: boolean;
  readonly remote?: boolean;
}

/** `try_grab_folio()`: pinning the zero page is a no-op. */
export function grab(cx: Cx, pfn: Pfn, pin: boolean): void {
  if (pin && isZeroPfn(cx.world.map, pfn)) return;
  getPage(cx, pfn, pin ? PIN_BIAS : 1);
}

/** `put_page()` or `unpin_user_page()` */
export function release(cx: Cx, pfn: Pfn, pin: boolean): void {
  if (pin && isZeroPfn(cx.world.map, pfn)) return;
  putPage(cx, pfn, pin ? PIN_BIAS : 1);
}

/** `gup_must_unshare()` (R-GU-13). `cow` null: GUP-fast has no VMA and assumes the worst. */
export const gupMustUnshare = (
  flags: FollFlags,
  page: { readonly anon: boolean; readonly exclusive: boolean },
  cow: boolean | null,
): boolean => {
  if (!flags.pin || flags.write) return false;
  if (page.anon) return !page.exclusive;
  return flags.longterm && (cow ?? true);
};
