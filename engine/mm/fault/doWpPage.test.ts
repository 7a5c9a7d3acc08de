import { expect, test } from 'vitest';
import { parseText, playOn } from '../../proof/play.ts';
import { logText } from '../../say/log.ts';
import { ARCHES_WITH_BIT } from '../../types.ts';

// A young entry is not made young again: on sparc64 that would let the TLB take what PROT_NONE forbids.
test.each(ARCHES_WITH_BIT)(
  'a raw page that may not be read is copied as zeroes, with a warning, on %s (origin: __wp_page_copy_user)',
  (machine) => {
    const text = 'A mmap x 1 private none vmf_insert_mixed driver+8\nA gup x write force\nA mprotect x rw\nA read x\n';
    const steps = [...playOn(machine, parseText(text))].map(({ done }) => done);
    expect(steps[1]!.log.map(logText)).toEqual(['warning: __wp_page_copy_user']);
    expect(steps[3]!.outcome).toMatchObject({ kind: 'ok', value: { kind: 'text', text: '' } });
  },
);
