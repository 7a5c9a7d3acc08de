/** One access by the CPU, never retried. */
import { readAccess } from './access.ts';
import { firstPage, type Op } from './op.ts';

export const read: Op<'read'> = {
  op: 'read',
  expect: ['SIGSEGV', 'SIGBUS', 'BUG'],
  gives: 'text',
  play: (cx, s) => readAccess(cx, s.actor, firstPage(cx, s.place)),
};
