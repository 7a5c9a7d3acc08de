import { expect, test } from 'vitest';
import { parseText, playOn } from '../proof/play.ts';

test('after many decisions, a refusal names the one that refused (origin: R-GU-9)', () => {
  const text =
    'A mmap m 100 private rw anon\nA madvise m* populate_write\nA mprotect m+80..99 r\nA madvise m* populate_write\n';
  const beads = [...playOn('x86_64', parseText(text))].at(-1)!.done.beads;
  const told = beads.flatMap(({ event }) => (event.kind === 'told' && event.by === '__get_user_pages' ? [event] : []));
  expect(told.map(({ facts }) => facts)).toMatchObject([
    { place: { name: 'm', page: 80 }, why: 'flags', decided: { table: 'check_vma_flags' } },
  ]);
});
