import { expect, test } from 'vitest';
import type { EntryView } from '../../../engine/facts.ts';
import { hex } from '../../../engine/say/index.ts';
import { SCENARIOS } from '../../../engine/scenario/all.ts';
import { some } from '../../../engine/proof/effort.ts';
import { leakedFrames } from '../look.ts';
import { focusOf, marksOf } from '../marks.ts';
import { endOf, momentsOf, type Moment } from '../testing.ts';
import { layoutStage, type MachineLayout, type StageLayout } from './stage.ts';
import { textWidth } from './text.ts';
import type { Box } from './vmas.ts';

const layoutOf = (
  moment: Moment,
  width: number,
  more: { slide?: boolean; counts?: boolean; open?: Set<string>; height?: number } = {},
): StageLayout => {
  const { machines, snapshot, step, bead } = moment;
  const marks = machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, null));
  return layoutStage({
    machines,
    snapshot,
    width,
    height: more.height ?? 560,
    slide: more.slide ?? false,
    counts: more.counts ?? false,
    detail: 1,
    focus: focusOf(marks, step.text),
    open: more.open ?? new Set(),
  });
};

interface Word {
  readonly text: string;
  /** Must contain it. */
  readonly box: Box | null;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const boxOf = (node: Box): Box => ({ ...node, x: node.x - node.width / 2 });

function wordsOf(stage: MachineLayout, { metrics: m }: StageLayout): Word[] {
  const word = (text: string, middle: number, baseline: number, size: number, box: Box | null = null): Word => ({
    text,
    box,
    x0: middle - textWidth(text, size) / 2,
    x1: middle + textWidth(text, size) / 2,
    y0: baseline - size * 0.8,
    y1: baseline + size * 0.2,
  });
  return [
    ...stage.strip.texts.map((t) => word(t.text, t.x, t.y, m.small)),
    ...stage.vmas.flatMap((v) =>
      v.labels.map((l) => {
        const size = l.bold ? m.font : m.small;
        return word(l.text, l.x + textWidth(l.text, size) / 2, l.y, size);
      }),
    ),
    ...stage.callouts.flatMap((c) =>
      c.lines.map((line, i) => word(line, c.x + c.width / 2, c.y + 4 + (i + 0.8) * m.calloutLine, m.font, c)),
    ),
    ...stage.processes.flatMap((p) =>
      p.leaves.map((l) => word(l.text, l.x, l.y + l.height * 0.7, m.small, { ...l, x: l.x - l.width / 2 })),
    ),
    ...stage.processes.flatMap(({ fold }) =>
      fold ? [word(fold.text, fold.x + fold.width / 2, fold.y + fold.height * 0.8, m.small, fold)] : [],
    ),
    ...stage.chips.map((c) =>
      word(c.text, c.x + c.height + 2 + textWidth(c.text, m.small) / 2, c.y + c.height * 0.65, m.small, c),
    ),
    ...stage.processes.flatMap((p) =>
      p.nodes.flatMap((n) => [
        word(n.name, n.x - n.width / 2 + 7 + textWidth(n.name, m.small) / 2, n.y + n.height * 0.7, m.small, boxOf(n)),
        word(n.slots, n.x + n.width / 2 - 7 - textWidth(n.slots, m.small) / 2, n.y + n.height * 0.7, m.small, boxOf(n)),
      ]),
    ),
  ].filter((w) => w.text !== '');
}

function faultsOf(layout: StageLayout): string[] {
  const faults: string[] = [];
  for (const stage of layout.machines) {
    const words = wordsOf(stage, layout);
    words.forEach((a, i) => {
      if (a.x0 < -1 || a.x1 > layout.width + 1 || a.y1 > layout.height) faults.push(`${a.text} sticks out`);
      if (a.box && (a.x0 < a.box.x - 0.5 || a.x1 > a.box.x + a.box.width + 0.5))
        faults.push(`${a.text} leaves its box`);
      for (const b of words.slice(i + 1)) {
        const apart = a.x1 <= b.x0 + 0.5 || b.x1 <= a.x0 + 0.5 || a.y1 <= b.y0 + 0.5 || b.y1 <= a.y0 + 0.5;
        if (!apart) faults.push(`${a.text} over ${b.text}`);
      }
    });
    for (const cell of stage.cells) {
      if (cell.x < 0 || cell.x + cell.width > layout.width + 0.001) faults.push(`${cell.key} sticks out`);
    }
  }
  return faults;
}

const expectReadable = (layout: StageLayout): void => expect(faultsOf(layout)).toEqual([]);

function expectLevel(layout: StageLayout): void {
  const [first, ...others] = layout.machines;
  if (!first) return;
  for (const other of others) {
    for (const cell of other.cells) {
      const twin = first.cells.find((c) => c.key === cell.key && c.process === cell.process && c.kind === cell.kind);
      if (!twin) continue;
      expect([cell.x, cell.y]).toEqual([twin.x, twin.y]);
      // One entry for many pages here may be many entries there.
      const wide = [cell, twin].some((c) => c.kind === 'entry' && c.leaf !== null);
      if (!wide) expect(cell.width).toEqual(twin.width);
    }
    const boxes = first.strip.frames.filter((f) => !f.block);
    for (const f of other.strip.frames.filter((box) => !box.block)) {
      const twin = boxes.find((b) => JSON.stringify(b.placed.slot) === JSON.stringify(f.placed.slot));
      if (twin && f.placed.slot.kind !== 'break') expect([f.x, f.y, f.width]).toEqual([twin.x, twin.y, twin.width]);
    }
  }
}

const WAYS: readonly ((moment: Moment) => void)[] = [
  ...[320, 358, 640].map((width) => (moment: Moment) => {
    const layout = layoutOf(moment, width);
    expectReadable(layout);
    expectLevel(layout);
  }),
  (moment) => expectReadable(layoutOf(moment, 448, { slide: true })),
  (moment) => expectReadable(layoutOf(moment, 448, { slide: true, open: new Set(['trees']) })),
];

test.each(SCENARIOS.map((s) => [s.name, s.text]))('%s is readable at every micro-step', (_, text) => {
  for (const [i, moment] of momentsOf(text).entries()) for (const expectGood of some(WAYS, i)) expectGood(moment);
});

const CROWD = `machines x86_64 arm
A mmap io 8 private rw remap_pfn_range mmio+0
A mmap heap 8 private rw anon
A mmap notes 8 shared rw anon
A write heap+0
A write heap+3
A write io+2
A write notes+1
A fork B
B write heap+0
B write io+5
A fork C
C write heap+3
C munmap io+3..4
`;

test('three processes with three mappings of eight pages are readable', () => {
  const moment = endOf(CROWD);
  for (const width of [320, 358, 480]) {
    const layout = layoutOf(moment, width, { height: 2000 });
    expectReadable(layout);
    expectLevel(layout);
    expect(layout.machines[0]?.cells.filter((c) => c.kind === 'entry').length).toBeGreaterThan(20);
  }
});

test('a hole in a mapping leaves its place empty', () => {
  const { machines } = layoutOf(endOf(CROWD), 358);
  const keys = machines[0]?.cells.filter((c) => c.process === 'C').map((c) => c.key) ?? [];
  expect(keys).toContain('C:io+2');
  expect(keys).not.toContain('C:io+3');
  expect(keys).toContain('C:io+5');
});

const LARGE = `machines x86_64 arm
A mmap big 4096 private rw remap_pfn_range driver+0 pages 64
A mmap big2 4096 shared rw anon
A mmap big3 1024 private rw remap_pfn_range mmio+0
A write big3+77
`;

test('a large mapping becomes a few cells, and what just happened is one of them', () => {
  const layout = layoutOf(endOf(LARGE), 358);
  expectReadable(layout);
  const cells = layout.machines[0]?.cells ?? [];
  expect(cells.length).toBeLessThan(40);
  expect(cells.some((c) => c.kind === 'entry' && c.key === 'A:big3+77')).toBe(true);
  expect(layout.machines[0]?.strip.frames.length).toBeLessThan(40);
});

const COLLISION = SCENARIOS.find((s) => s.name === 'collision')?.text ?? '';

test('the linear rule is drawn on the machine without the bit only', () => {
  const { machines } = layoutOf(endOf('A mmap io 4 private rw remap_pfn_range mmio+0\nA write io+1\n'), 358);
  const kinds = machines.map((m) => [...new Set(m.links.map((l) => l.kind))].sort());
  expect(kinds).toEqual([['real'], ['predicted', 'rail']].map((k, i) => (i === 0 ? k : [...k, 'real'].sort())));
});

test('a lost page is called out, and the other machine says what it answers there', () => {
  const { machines } = layoutOf(endOf(COLLISION, 5), 358);
  const [bit, none] = machines.map((m) => m.callouts[0]);
  expect(none?.loud).toBe(true);
  expect(none?.lines.join(' ')).toBe('lost page: the kernel thinks this is raw');
  expect(bit?.loud).toBe(false);
  expect(bit?.lines.join(' ')).toBe('here: a normal page');
  expect(bit?.y).toBe(none?.y);
  expect(machines[1]?.links.filter((l) => l.wrong)).toHaveLength(1);
  expect(machines[0]?.links.filter((l) => l.wrong)).toHaveLength(0);
});

const LEAK = SCENARIOS.find((s) => s.name === 'lost-page')?.text ?? '';

test('a leaked frame is named wherever it is drawn, in a slide too', () => {
  const moments = momentsOf(LEAK).filter(({ snapshot }) => snapshot.machines.some((m) => leakedFrames(m).size > 0));
  expect(moments.length).toBeGreaterThan(0);
  for (const moment of moments) {
    for (const layout of [layoutOf(moment, 358), layoutOf(moment, 448, { slide: true })]) {
      const said = layout.machines.map((m) => m.strip.texts.filter((t) => t.kind === 'loud').length);
      expect(said).toEqual(moment.snapshot.machines.map((m) => leakedFrames(m).size));
    }
  }
});

test('what marks a leaked frame has the number of that frame above it', () => {
  const moments = SCENARIOS.map(({ text }) => endOf(text)).concat(momentsOf(LEAK), momentsOf(COLLISION));
  let marked = 0;
  for (const moment of moments) {
    const layout = layoutOf(moment, 448, { slide: true });
    layout.machines.forEach(({ strip }, i) => {
      for (const { placed, frame, x, width } of strip.frames) {
        if (placed.slot.kind !== 'frame' || !frame || !leakedFrames(moment.snapshot.machines[i]!).has(frame.pfn))
          continue;
        const nearest = (kind: string) =>
          strip.texts
            .filter((t) => t.kind === kind)
            .sort((a, b) => Math.abs(a.x - x - width / 2) - Math.abs(b.x - x - width / 2))[0]?.text ?? '';
        expect(nearest('loud')).toBe('leaked');
        expect(hex(frame.pfn).endsWith(nearest('pfn').replace('…', ''))).toBe(true);
        marked++;
      }
    });
  }
  expect(marked).toBeGreaterThan(0);
});

test('a mapping says its name, and private or shared, at every width', () => {
  const moments = momentsOf(CROWD);
  for (const width of [190, 250, 320]) {
    for (const moment of moments) {
      for (const { vmas } of layoutOf(moment, width).machines) {
        for (const vma of vmas.filter((v) => v.labels.length > 0)) {
          const words = vma.labels.map((l) => l.text).join(' ');
          expect(words).toMatch(vma.placed.vma.flags.includes('SHARED') ? /\bshar(ed)?\b/ : /\bpriv(ate)?\b/);
          expect(vma.labels.find((l) => l.bold)?.text ?? '').toMatch(/^[a-z]/);
        }
      }
    }
  }
});

const HUGE = `machines x86_64 arm_lpae
A mmap h 512 shared rw vmf_insert_pfn_pmd driver+512
A read h
`;

test('an entry for 512 pages is one wide cell with its frames as one block; single pages beside it stay in line', () => {
  for (const slide of [false, true]) {
    const { machines } = layoutOf(endOf(HUGE), slide ? 448 : 358, { slide });
    const [huge, small] = machines.map((m) => m.cells.filter((c) => c.kind !== 'handle'));
    expect(huge).toHaveLength(1);
    expect(huge?.[0]).toMatchObject({
      kind: 'entry',
      label: '+0…+511',
      leaf: { level: 'PMD', size: '2 MiB', pages: 512 },
    });
    const last = small?.at(-1);
    expect(huge?.[0]?.x).toBe(small?.[0]?.x);
    expect((huge?.[0]?.x ?? 0) + (huge?.[0]?.width ?? 0)).toBe((last?.x ?? 0) + (last?.width ?? 0));
    const [blocks, none] = machines.map((m) => m.strip.frames.filter((f) => f.block !== null));
    expect(blocks?.map((b) => [b.block, b.texture, b.count])).toEqual([[{ from: 0x200, to: 0x400 }, 'driver', 512]]);
    expect(none).toEqual([]);
    expect(machines[0]?.links.map((l) => l.band !== null)).toEqual([true]);
    // The other machine lists these frames too, though it maps only the first.
    const textures = machines[1]?.strip.frames.filter((f) => ['frame', 'run'].includes(f.placed.slot.kind));
    expect(textures?.map((f) => f.texture)).toEqual(textures?.map(() => 'driver'));
  }
});

/** Moves the only entry of A one level up, which no statement can do. */
function withPudLeaf(moment: Moment): Moment {
  const raise = (e: EntryView): EntryView => ({ ...e, indices: e.indices.slice(0, 2) });
  const machines = moment.snapshot.machines.map((view) => ({
    ...view,
    processes: view.processes.map((p) => ({
      ...p,
      vmas: p.vmas.map((v) => ({ ...v, pages: 1024, entries: v.entries.map(raise) })),
    })),
  }));
  return { ...moment, snapshot: { ...moment.snapshot, machines } };
}

test('a leaf of any level is drawn, cut to its mapping', () => {
  const text = 'machines x86_64\nA mmap h 512 shared rw vmf_insert_pfn_pmd driver+512\nA read h\n';
  const layout = layoutOf(withPudLeaf(endOf(text)), 358);
  expectReadable(layout);
  const [cell, ...others] = layout.machines[0]?.cells ?? [];
  expect(others).toEqual([]);
  expect(cell).toMatchObject({ label: '+0…+1023', leaf: { level: 'PUD', size: '1 GiB', pages: 262144 } });
});

const FOUR = `machines x86_64 arm arm_lpae arm_lpae_nobit
A mmap io 4 private rw remap_pfn_range driver+0
A mmap mix 4 private rw vmf_insert_mixed driver+8,mmio+1,driver+10,mmio+3
A read mix+0
A read mix+1
A write io+1
A fork B
B write io+2
B write mix+1
`;

test('four machines are readable and level, at every width and height', () => {
  for (const [i, moment] of momentsOf(FOUR).entries()) {
    for (const width of some([220, 280, 358, 640], i)) {
      for (const height of [250, 560]) {
        const layout = layoutOf(moment, width, { height });
        expectReadable(layout);
        expectLevel(layout);
      }
    }
    expectReadable(layoutOf(moment, 216, { slide: true, height: 300 }));
  }
});

const CHAIN = `machines x86_64 arm
A mmap io 4 private rw remap_pfn_range mmio+0
A mmap heap 4 private rw anon
A write heap+0
${'BCDEFGH'
  .split('')
  .map((child, i) => `${'ABCDEFG'[i]} fork ${child}\n${child} write heap+${i % 4}\n`)
  .join('')}`;

test('of eight processes those that the step is not about fold to chips, which open', () => {
  const moment = endOf(CHAIN);
  const shown = (layout: StageLayout) => layout.machines.map((m) => m.processes.map((p) => p.process.name).join(''));
  const folded = layoutOf(moment, 358);
  expectReadable(folded);
  expectLevel(folded);
  expect(shown(folded)).toEqual(['H', 'H']);
  expect(folded.machines[0]?.chips.map((c) => c.process).join('')).toBe('ABCDEFG');
  const opened = layoutOf(moment, 358, { open: new Set(['process:C']) });
  expectReadable(opened);
  expect(shown(opened)).toEqual(['CH', 'CH']);
  expect(shown(layoutOf(moment, 1400, { height: 1200 }))).toEqual(['ABCDEFGH', 'ABCDEFGH']);
  for (const each of momentsOf(CHAIN)) for (const height of [250, 560]) expectReadable(layoutOf(each, 330, { height }));
});

test('where even that is too high the trees fold to a line, which opens', () => {
  const moment = endOf('A mmap m 4 private rw anon\nA write m+1\n');
  const low = layoutOf(moment, 330, { height: 270 });
  expect(low.machines.map((m) => m.processes[0]?.fold?.text)).toEqual([
    'PGD [0] › PUD [0] › PMD [256] › PT [1]',
    'PGD [256] › PT [1]',
  ]);
  expect(low.minHeight).toBeLessThanOrEqual(270);
  expectReadable(low);
  const opened = layoutOf(moment, 330, { height: 270, open: new Set(['trees']) });
  expect(opened.machines[0]?.processes[0]?.nodes).toHaveLength(4);
});

test('a slide shows each level of the page tables if it is asked to, however low it is', () => {
  const moment = endOf('A mmap m 4 private rw anon\nA write m+1\n');
  const levels = (open: Set<string>) =>
    layoutOf(moment, 448, { slide: true, height: 200, open }).machines.map((m) =>
      m.processes[0]?.nodes.map(({ name }) => name),
    );
  expect(levels(new Set())).toEqual([[], []]);
  // The levels of the two processors, without those that the kernel folds: arch/*/include/asm/pgtable.h.
  expect(levels(new Set(['trees']))).toEqual([
    ['PGD', 'PUD', 'PMD', 'PT'],
    ['PGD', 'PT'],
  ]);
});

test('a question about counts writes them out, as long as folding the trees makes enough room', () => {
  const moment = endOf('A mmap m 4 private rw anon\nA write m+1\n');
  const written = (counts: boolean, height: number) =>
    layoutOf(moment, 330, { counts, height }).machines.map((m) => m.strip.texts.some((t) => t.kind === 'count'));
  const heights = Array.from({ length: 60 }, (_, i) => 240 + i * 10);
  const least = (counts: boolean) => heights.find((height) => written(counts, height).every(Boolean)) ?? Infinity;
  expect(least(true)).toBeLessThan(least(false));
  for (const height of heights) {
    const layout = layoutOf(moment, 330, { counts: true, height });
    expectReadable(layout);
    expectLevel(layout);
  }
});
