/** Kernel: mm/mmap.c (`exit_mmap`). */
import { exitMm } from '../mm/unmap.ts';
import type { Op } from './op.ts';

export const exit: Op<'exit'> = {
  op: 'exit',
  expect: ['EINVAL', 'ESRCH'],
  gives: 'nothing',
  play: (cx, { actor }) => {
    exitMm(cx, actor);
    return 'ok';
  },
};
