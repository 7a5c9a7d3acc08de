import { placeText } from '../../engine/facts.ts';
import { expect, test } from 'vitest';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { endOf, momentsOf } from './testing.ts';
import { twinOf, type TwinNode } from './words.ts';

const lines = (nodes: readonly TwinNode[]): string[] => nodes.flatMap((n) => [n.text, ...lines(n.items)]);

const twins = (text: string, step?: number): string[] => {
  const { machines, snapshot } = endOf(text, step);
  return snapshot.machines.map((view, i) => {
    const info = machines[i];
    return info ? lines(twinOf(view, info)).join('\n') : '';
  });
};

test('the twin says what the picture shows', () => {
  const [x86, arm] = twins('A mmap io 4 private rw remap_pfn_range mmio+0\nA write io+1 "new"\n');
  expect(x86).toContain(
    'io+0 of A: read-only, accessed, special bit set, frame 0x9f000 (mmio+0). vm_normal_page: no page.',
  );
  expect(arm).toContain('io+1 of A: writable, dirty, accessed, frame 0x400 (anon#1). vm_normal_page: a normal page.');
  expect(arm).toContain('The linear rule predicts frame 0x9f001.');
  expect(x86).not.toContain('linear rule');
  expect(x86).toContain('anonymous page, 1 reference, mapcount 1, exclusive, holds "new"');
  expect(x86).toContain('PUD in frame');
  expect(arm).not.toContain('PUD');
});

test('mentions wrong answers and leaks', () => {
  const text = SCENARIOS.find((s) => s.name === 'collision')?.text ?? '';
  expect(twins(text, 5)[1]).toContain('Wrong answer: lost page: the kernel thinks this is raw.');
  expect(twins(text, 12)[1]).toContain('Leaked: counted as mapped, but no entry maps it.');
  expect(twins(text, 12)[0]).not.toContain('Leaked');
});

test('mentions a frame that is freed while mapped (origin: kernel trace collision-use-after-free)', () => {
  const text = 'A mmap io 2 private rw remap_pfn_range driver+8\nkernel free driver+9\n';
  for (const twin of twins(text)) expect(twin).toMatch(/Frame 0x109.*Free, but an entry still maps it\./);
  for (const twin of twins(text, 1)) expect(twin).not.toContain('still maps it');
  for (const twin of twins(`${text}A munmap io*\n`)) expect(twin).not.toContain('still maps it');
});

test('lists holes as runs', () => {
  expect(twins('A mmap m 6 private rw anon\nA write m+2\n')[0]).toContain('Not mapped: +0 to +1, +3 to +5.');
});

test('every entry and frame of every moment has its line', () => {
  for (const { text } of SCENARIOS) {
    for (const { machines, snapshot } of momentsOf(text)) {
      snapshot.machines.forEach((view, i) => {
        const info = machines[i];
        if (!info) throw new Error('no machine');
        const all = lines(twinOf(view, info)).join('\n');
        const entries = view.processes.flatMap((p) =>
          p.vmas.flatMap((v) => v.entries.map((e) => `${placeText(e.place)} of ${p.name}: `)),
        );
        expect(entries.filter((line) => !all.includes(line))).toEqual([]);
        const runs = [...all.matchAll(/Frames 0x([0-9a-f]+) to 0x([0-9a-f]+), each: /g)].map((m) => [
          parseInt(m[1] ?? '', 16),
          parseInt(m[2] ?? '', 16),
        ]);
        const told = (pfn: number): boolean =>
          all.includes(`Frame 0x${pfn.toString(16)}`) || runs.some(([from = 0, to = 0]) => pfn >= from && pfn <= to);
        expect(view.frames.filter((f) => f.kind !== 'table' && !told(f.pfn))).toEqual([]);
      });
    }
  }
});
