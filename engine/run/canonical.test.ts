import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { startOn } from '../proof/play.ts';
import { canonical } from './canonical.ts';

const TEXT = `machines x86_64 arm
A mmap io 2 private rw remap_pfn_range mmio+0
A write io+1 "new"
`;

test('the same statements lead to the same canonical text, others do not (property)', () => {
  const play = (text: string): string => {
    const program = parse(text);
    const machine = startOn('arm', program);
    for (const step of program.steps) machine.play(step);
    return canonical(machine.cx.world);
  };
  expect(play(TEXT)).toBe(play(TEXT));
  expect(play(TEXT)).not.toBe(play(TEXT.replace('"new"', '"old"')));
  expect(JSON.parse(play(TEXT))).toHaveProperty('mms.A.vmas');
});
