import { describe, expect, it } from 'vitest';
import { alike, DrawnList } from './drawn.ts';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly x: number;
}
const item = (id: string, x: number, kind = 'a'): Item => ({ id, kind, x });
const list = () =>
  new DrawnList<Item>(
    (i) => i.id,
    (i) => i.kind,
  );

describe('what is drawn again', () => {
  it('keeps the object of what is unchanged, and the element of what changes', () => {
    const drawing = list();
    const [p, q] = drawing.draw([item('p', 1), item('q', 2)]);
    const [p2, q2] = drawing.draw([item('p', 1), item('q', 3)]);
    expect(p2).toBe(p);
    expect(q2).not.toBe(q);
    expect(q2).toEqual({ item: item('q', 3), slot: q?.slot });
  });

  it('reuses elements of removed items for new ones of the same kind, each at most once', () => {
    const drawing = list();
    const [p, q, r] = drawing.draw([item('p', 1), item('q', 2), item('r', 3, 'b')]);
    const [s, q2, t, u] = drawing.draw([item('s', 1), item('q', 2), item('t', 4), item('u', 5)]);
    expect(s?.slot).toBe(p?.slot);
    expect(q2).toBe(q);
    expect(new Set([s, q2, t, u, r].map((d) => d?.slot)).size).toBe(5);
  });

  it('distinguishes items with the same id', () => {
    const drawing = list();
    const first = drawing.draw([item('p', 1), item('p', 2)]);
    expect(new Set(first.map((d) => d.slot)).size).toBe(2);
    expect(drawing.draw([item('p', 1), item('p', 2)])).toEqual(first);
  });

  it('does not remember the element of what is gone for long', () => {
    const drawing = list();
    const [p] = drawing.draw([item('p', 1)]);
    drawing.draw([]);
    expect(drawing.draw([item('p', 1)])[0]?.slot).not.toBe(p?.slot);
  });
});

describe('alike', () => {
  it('looks into layouts', () => {
    expect(alike({ x: 1, more: [{ y: 2 }] }, { x: 1, more: [{ y: 2 }] })).toBe(true);
    expect(alike({ x: 1, more: [{ y: 2 }] }, { x: 1, more: [{ y: 3 }] })).toBe(false);
    expect(alike({ x: 1 }, { x: 1, y: undefined })).toBe(false);
    expect(alike({ x: undefined }, { y: undefined })).toBe(false);
    expect(alike([1, 2], [1, 2, 3])).toBe(false);
    expect(alike([], {})).toBe(false);
    expect(alike(null, {})).toBe(false);
  });

  it('takes long lists for different unless their items are the very same', () => {
    const entries = Array.from({ length: 100 }, (_, vpn) => ({ vpn }));
    expect(alike({ entries }, { entries: [...entries] })).toBe(true);
    expect(alike({ entries }, { entries: entries.map((e) => ({ ...e })) })).toBe(false);
  });
});
