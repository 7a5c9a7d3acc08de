/** `gup` and `pin`: the page is kept under a name, or released at once. */
import type { StatementOf } from '../language/program.ts';
import { bead, below, warnOnce, type Cx } from '../mm/cx.ts';
import { fastGup, slowOnly } from './getUserPages.ts';
import { hold, letGo } from './held.ts';
import { firstPage, frameValue, type Ending, type Op } from './op.ts';

function play(cx: Cx, s: StatementOf<'gup' | 'pin'>): Ending {
  const pin = s.op === 'pin';
  // R-GU-1: a long-term reference must be a pin.
  if (s.longterm && !pin) {
    warnOnce(cx, 'is_valid_gup_args');
    below(cx, [s.fast ? 'get_user_pages_fast' : 'get_user_pages'], () => bead(cx, 'is_valid_gup_args', null));
    return 'EINVAL';
  }
  const foll = { write: s.write, force: s.force, longterm: s.longterm, pin, touch: s.fast || !pin, populate: false };
  const got = (s.fast ? fastGup : slowOnly)(cx, s.actor, firstPage(cx, s.place), foll);
  if (got.error !== null) return got.error;
  const outcome = frameValue(cx, got.pfn);
  const held = { pfn: got.pfn, pin, raw: false, dirty: false };
  if (s.as === null) letGo(cx, held);
  else hold(cx, s.as, held);
  return outcome;
}

export const gup: Op<'gup'> = { op: 'gup', expect: ['EEXIST', 'EFAULT', 'EINVAL'], gives: 'frame', play };
export const pin: Op<'pin'> = { op: 'pin', expect: ['EEXIST', 'EFAULT', 'EINVAL'], gives: 'frame', play };
