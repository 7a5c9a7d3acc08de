import { unmapRange } from '../mm/unmap.ts';
import { pagesOf, type Op } from './op.ts';

export const munmap: Op<'munmap'> = {
  op: 'munmap',
  expect: ['EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    unmapRange(cx, s.actor, from, to);
    return 'ok';
  },
};
