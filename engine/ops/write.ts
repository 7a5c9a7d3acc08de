/** One access by the CPU, never retried; without text the process's name is written. */
import { writeAccess } from './access.ts';
import { firstPage, type Op } from './op.ts';

export const write: Op<'write'> = {
  op: 'write',
  expect: ['SIGSEGV', 'SIGBUS', 'BUG'],
  gives: 'nothing',
  play: (cx, s) => writeAccess(cx, s.actor, firstPage(cx, s.place), s.text ?? s.actor),
};
