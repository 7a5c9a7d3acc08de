/** Which machines behave alike. Property: as they do when they run in lockstep, two at a time. */
import { expect, test } from 'vitest';
import { carryAll } from '../arch/index.ts';
import { parse } from '../language/parse.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { ARCH_NAMES, type MachineName } from '../types.ts';
import { createRun } from './run.ts';
import { specOf } from './spec.ts';
import { survey } from './survey.ts';

carryAll();

const NAMES: readonly MachineName[] = [...ARCH_NAMES, 'arm64@nobit', 's390x@nobit'];
const FEW: readonly MachineName[] = ['x86_64', 'arm', 'arm64', 'arm64_16k', 'i386_pae', 'alpha'];

function kinOf(text: string, names: readonly MachineName[]) {
  const going = survey(parse(text), names);
  for (;;) {
    const { done, value } = going.next();
    if (done) return value;
  }
}

function apart(text: string, a: MachineName, b: MachineName) {
  for (const { step, differences } of createRun(parse(text), [specOf(a), specOf(b)]).play()) {
    if (differences.length > 0) return { step, differences };
  }
  return null;
}

const text = (name: string) => SCENARIOS.find((scenario) => scenario.name === name)?.text ?? '';

test.each([
  ['collision', NAMES],
  ['private-pfn-cow', FEW],
  ['huge-pfn', FEW],
])('%s: groups are those of machines run in pairs', (name, names) => {
  const kin = kinOf(text(name), names);
  expect(kin.flatMap(({ machines }) => machines).sort()).toEqual([...names].sort());
  for (const { machines, broke } of kin) {
    const [first, ...others] = machines;
    const known = broke && { step: broke.step, differences: broke.differences.length > 0 };
    const found = first === names[0] ? null : apart(text(name), names[0]!, first!);
    expect(found && { step: found.step, differences: true }, first).toEqual(known);
    for (const other of others) expect(apart(text(name), first!, other), `${first} ${other}`).toBeNull();
  }
});

test('D-1: a collision tells machines with the bit from those without', () => {
  const [withBit, without] = kinOf(text('collision'), ['x86_64', 'arm', 's390x', 'm68k']);
  expect(withBit?.machines).toEqual(['x86_64', 's390x']);
  expect(without?.machines).toEqual(['arm', 'm68k']);
});

test('a machine that stops stays with those that stop for the same reason', () => {
  const stops = 'A mmap io 1 private rw vmf_insert_pfn mmio+0\nA write io "x"\nA read io\nA read io';
  const kin = kinOf(stops, ['x86_64', 'arm']);
  const found = apart(stops, 'x86_64', 'arm');
  expect(kin.length).toBe(found === null ? 1 : 2);
  expect(kinOf('', NAMES)).toEqual([{ machines: NAMES, broke: null }]);
});
