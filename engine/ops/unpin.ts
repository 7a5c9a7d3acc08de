/** Releases what a named gup or pin holds. EINVAL if it holds nothing. */
import { bead, called, driverRefuses, labelBead, within, frameRef } from '../mm/cx.ts';
import { letGo } from './held.ts';
import type { Op } from './op.ts';

export const unpin: Op<'unpin'> = {
  op: 'unpin',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'nothing',
  play: (cx, s) => {
    const held = cx.world.pins[s.pin];
    if (held === undefined) {
      return driverRefuses(cx, 'unpin', { pin: s.pin }, 'EINVAL');
    }
    const { [s.pin]: _gone, ...pins } = cx.world.pins;
    cx.world = { ...cx.world, pins };
    letGo(cx, held);
    const told = { pin: s.pin, frame: frameRef(cx.world, held.pfn) };
    if (held.raw) {
      labelBead(cx, 'unpin', told);
      return 'ok';
    }
    if (held.pin) within(cx, 'unpin_user_page', () => called(cx, 'gup_put_folio'));
    bead(cx, held.pin ? 'unpin_user_page' : 'put_page', told);
    return 'ok';
  },
};
