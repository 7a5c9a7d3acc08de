import { expect, test } from 'vitest';
import type { FrameKind, FrameView, MachineView } from '../../../engine/facts.ts';
import { contentRoom, frameSlots, layoutStrip, type FrameSlot, type StripInput } from './frames.ts';
import { PANEL } from './metrics.ts';

const frame = (pfn: number, kind: FrameKind): FrameView => ({
  pfn,
  name: null,
  kind,
  struct: kind !== 'mmio',
  refcount: kind === 'mmio' ? null : 1,
  mapcount: kind === 'mmio' ? null : 1,
  anon: kind === 'anon',
  exclusive: false,
  pinned: false,
  pins: [],
  content: '',
  leaked: false,
});

function input(frames: readonly FrameView[], seen: readonly number[], more: Partial<StripInput> = {}): StripInput {
  const machine: MachineView = { name: 'arm', stopped: null, processes: [], frames, log: [] };
  return {
    machines: [machine],
    seen: new Set(seen),
    blocks: [],
    open: new Set(),
    readable: false,
    width: 358,
    metrics: PANEL,
    ...more,
  };
}

const show = (slots: readonly FrameSlot[]): string =>
  slots
    .map((s) =>
      s.kind === 'frame'
        ? s.pfn.toString(16)
        : s.kind === 'run'
          ? `(${s.to - s.from})`
          : s.kind === 'tables'
            ? 'T'
            : s.kind === 'handle'
              ? '<'
              : '~',
    )
    .join(' ');

const mmio = (from: number, count: number): FrameView[] =>
  Array.from({ length: count }, (_, i) => frame(from + i, 'mmio'));

test('a frame brings its block of four, so that the next one fills an empty cell', () => {
  const one = frameSlots(input([frame(0x400, 'anon')], [0x400]), true);
  const two = frameSlots(input([frame(0x400, 'anon'), frame(0x401, 'anon')], [0x400, 0x401]), true);
  expect(show(one)).toBe('400 401 402 403');
  expect(show(two)).toBe(show(one));
});

test('RAM, tables, device memory, with breaks between', () => {
  const frames = [frame(0x10, 'zero'), frame(0x400, 'anon'), frame(0xffff, 'table'), ...mmio(0x9f000, 4)];
  expect(show(frameSlots(input(frames, [0x10, 0x400, 0x9f000, 0x9f001, 0x9f002, 0x9f003]), true))).toBe(
    '10 ~ 400 401 402 403 ~ T 9f000 9f001 9f002 9f003',
  );
});

test('frames that nobody looks at fold', () => {
  const frames = mmio(0x9f000, 100);
  expect(show(frameSlots(input(frames, [0x9f000, 0x9f063]), false))).toBe('9f000 (98) 9f063');
});

test('an opened run shows runs that can be opened in turn, each with a handle to fold it again', () => {
  const frames = mmio(0x9f000, 1024);
  const slots = (open: readonly string[]) => frameSlots(input(frames, [], { open: new Set(open) }), false);
  expect(show(slots([]))).toBe('(1024)');
  const opened = slots(['frames:651264-652288']);
  expect(show(opened)).toBe(`< ${Array.from({ length: 16 }, () => '(64)').join(' ')}`);
  expect(show(slots(['frames:651264-652288', 'frames:651264-651328'])).match(/</g)).toHaveLength(2);
});

test('frames that one entry maps are a run, but for those that are looked at', () => {
  const blocks = [{ from: 0x200, to: 0x400 }];
  expect(show(frameSlots(input([frame(0x200, 'driver')], [], { blocks }), false))).toBe('(512)');
  expect(show(frameSlots(input([frame(0x200, 'driver')], [0x200], { blocks }), false))).toBe('200 (511)');
});

test('tables can be opened', () => {
  const open = new Set(['tables']);
  const frames = [frame(0x400, 'anon'), frame(0xfffe, 'table'), frame(0xffff, 'table')];
  expect(show(frameSlots(input(frames, [0x400], { open }), false))).toBe('400 ~ < fffe ffff');
});

test('the strip fits its width; more frames take more rows, device memory its own', () => {
  for (const count of [1, 8, 12, 24, 80]) {
    const anon = Array.from({ length: count }, (_, i) => frame(0x400 + i, 'anon'));
    const all = [...anon, ...mmio(0x9f000, 8)];
    const strip = layoutStrip(
      input(
        all,
        all.map((f) => f.pfn),
      ),
    );
    for (const f of strip.frames) {
      expect(f.x).toBeGreaterThanOrEqual(0);
      expect(f.x + f.width).toBeLessThanOrEqual(358.001);
    }
    const shown = strip.frames.filter((f) => f.slot.kind === 'frame').length;
    expect(shown).toBeGreaterThanOrEqual(all.length);
  }
});

test('where it is to be read, what a frame contains comes before empty neighbours', () => {
  const holding = { ...frame(0x101, 'anon'), content: 'content' };
  const strip = (readable: boolean) =>
    layoutStrip(input([holding, frame(0x108, 'anon'), frame(0x210, 'anon')], [0x101, 0x108, 0x210], { readable }));
  const room = (readable: boolean): number =>
    contentRoom(
      strip(readable).frames.find(({ slot }) => slot.kind === 'frame' && slot.pfn === 0x101)!,
      PANEL,
    );
  expect(room(false)).toBeLessThan('content'.length);
  expect(room(true)).toBeGreaterThanOrEqual('content'.length);
});
