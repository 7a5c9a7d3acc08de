import { expect, test } from 'vitest';
import { parseText, playOn } from '../proof/play.ts';

test('after many decisions, a refusal names the one that refused (origin: R-GU-9)', () => {
  const text =
    'A mmap m 100 private rw anon\nA madvise m* populate_write\nA mprotect m+80..99 r\nA madvise m* populate_write\n';
  const beads = [...playOn('x86_64', parseText(text))].at(-1)!.done.beads;
  const told = beads.flatMap(({ fn, event }) =>
    fn === '__get_user_pages' && event.kind === 'told' ? [event.sentence] : [],
  );
  expect(told).toEqual([expect.stringContaining('m+80: check_vma_flags() asks')]);
});
