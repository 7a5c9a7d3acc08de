import { describe, expect, test } from 'vitest';
import { marksOf } from '../marks.ts';
import { endOf, type Moment } from '../testing.ts';
import { spansOf, stripMarks } from './marks.ts';
import { stackOf, stripPaths } from './paths.ts';
import { bucketSize, stripsOf, type Strip } from './strips.ts';
import { regionText } from './words.ts';

const TEXT = `machines x86_64 arm
A mmap io 4 private rw remap_pfn_range mmio+0
A mmap heap 4096 private rw anon
A madvise heap+100..1099 populate_write
A fork B
B write heap+200
`;

const sceneOf = ({ machines, snapshot, step, bead }: Moment, selection: string | null = null) => ({
  machines,
  snapshot,
  marks: stripMarks(
    snapshot,
    machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, selection)),
  ),
});
const stripsAt = ({ machines, snapshot }: Moment): Strip[] => stripsOf(machines, snapshot);
const end = endOf(TEXT);

describe('strips', () => {
  test('only mappings too large to be shown in full have one, in each process', () => {
    expect(stripsAt(end).map(({ key }) => key)).toEqual(['A:heap', 'B:heap']);
    expect(stripsAt(endOf('A mmap m 512 private rw anon\nA write m\n'))).toEqual([]);
    expect(stripsAt(endOf('A mmap m 513 private rw anon\nA write m\n'))).toHaveLength(1);
  });
  test('every page of every machine is counted once', () => {
    const [a] = stripsAt(end);
    expect(a).toMatchObject({ from: 0, to: 4096, machines: 2, size: 32 });
    const counted = a?.buckets.reduce((sum, { textures }) => sum + (textures.get('anon') ?? 0), 0);
    expect(counted).toBe(2 * 1000);
    // After fork all are read-only, except the one that B wrote.
    expect(stripsAt(end).map((s) => s.buckets.reduce((sum, b) => sum + b.writable, 0))).toEqual([0, 2]);
  });
  test('entries for many pages span several buckets', () => {
    const [strip] = stripsAt(
      endOf('machines x86_64\nA mmap h 1024 shared rw vmf_insert_pfn_pmd mmio+0\nA read h+512\n'),
    );
    const raw = strip?.buckets.filter(({ textures }) => textures.get('raw'));
    expect(raw?.reduce((sum, { textures }) => sum + (textures.get('raw') ?? 0), 0)).toBe(512);
    expect(raw?.[0]?.from).toBe(512);
  });
  test('VMAs of one mmap stand on one strip', () => {
    const [strip] = stripsAt(endOf('A mmap m 4096 private rw anon\nA munmap m+1000..1999\nA write m+3000\n'));
    expect(strip?.vmas).toEqual([
      { from: 0, to: 1000 },
      { from: 2000, to: 4096 },
    ]);
  });
  test('buckets are few and aligned', () => {
    expect([600, 2048, 2049, 4096].map(bucketSize)).toEqual([16, 16, 32, 32]);
  });
  test('an unchanged list is not counted again', () => {
    let reads = 0;
    const watched = <T extends object>(list: T): T =>
      new Proxy(list, {
        get: (target, name) => {
          reads += 1;
          return Reflect.get(target, name) as unknown;
        },
      });
    const machines = end.snapshot.machines.map((machine) => ({
      ...machine,
      processes: machine.processes.map((process) => ({
        ...process,
        vmas: process.vmas.map((vma) => ({ ...vma, entries: watched(vma.entries) })),
      })),
    }));
    const counted = stripsAt({ ...end, snapshot: { ...end.snapshot, machines } });
    expect(reads).toBeGreaterThan(4096);
    reads = 0;
    expect(stripsAt({ ...end, snapshot: { ...end.snapshot, machines } })).toEqual(counted);
    expect(reads).toBeLessThan(100);
  });
});

describe('marks', () => {
  test('what changed in the step, and what is selected', () => {
    const { marks } = sceneOf(end, 'arm A heap+300');
    expect(marks.changed.get('B:heap')).toEqual([200]);
    expect(marks.selected.get('A:heap')).toEqual([300]);
  });
  test('a selected frame is shown where it is mapped', () => {
    const pfn = end.snapshot.machines[0]?.processes[0]?.vmas.at(-1)?.entries[200]?.pfn ?? 0;
    const { marks } = sceneOf(end, `x86_64 pfn 0x${pfn.toString(16)}`);
    expect(marks.selected.get('A:heap')).toEqual([300]);
    expect(marks.selected.get('B:heap')).toEqual([300]);
  });
  test('pages close together are one span', () => {
    const [strip] = stripsAt(end);
    expect(strip && spansOf([1, 2, 3, 10, 500], strip)).toEqual([
      { from: 1, to: 11 },
      { from: 500, to: 501 },
    ]);
  });
});

describe('shapes', () => {
  test('a single page is seen, and a full bucket is not exceeded', () => {
    const bucket = { from: 0, to: 32, writable: 0, textures: new Map([['raw', 63] as const, ['anon', 1] as const]) };
    const stack = stackOf(bucket, 2, 16);
    expect(stack.map(([texture]) => texture)).toEqual(['raw', 'anon']);
    expect(stack[1]?.[1]).toBeGreaterThanOrEqual(2);
    expect(stack.reduce((sum, [, h]) => sum + h, 0)).toBeLessThanOrEqual(16);
  });
  test('neighbours that look alike are one shape', () => {
    const [strip] = stripsAt(endOf('A mmap m 1024 shared rw remap_pfn_range mmio+0\n'));
    const paths = strip && stripPaths(strip, 640, 8, 16, 25);
    expect(paths?.textures).toEqual([['raw', 'M0 24H640V8H0z']]);
    expect(paths).toMatchObject({ writable: 'M0 25H640', partly: '' });
  });
});

describe('words', () => {
  test('one sentence where the machines agree', () => {
    const [a, b] = stripsAt(end);
    const say = (strip: Strip | undefined, from: number, to: number) =>
      strip && regionText(strip, { from, to }, sceneOf(end));
    expect(say(a, 0, 16)).toBe('heap+0 to heap+15: nothing mapped.');
    expect(say(a, 96, 112)).toBe('heap+96 to heap+111: 12 normal pages, 0 writable.');
    expect(say(b, 192, 208)).toBe('heap+192 to heap+207: 16 normal pages, 1 writable, 1 changed.');
  });
  test('per machine where they do not', () => {
    const apart = endOf(`machines x86_64 arm
A mmap x 1024 shared rw vmf_insert_mixed driver+0
A read x+0
`);
    const [strip] = stripsAt(apart);
    const text = strip && regionText(strip, { from: 0, to: 16 }, sceneOf(apart));
    expect(text).toMatch(/^x\+0 to x\+15: x86-64: 1 raw entry, 1 writable; arm: 1 normal page/);
    expect(text).toContain('differs');
  });
});
