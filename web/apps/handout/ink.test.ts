import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Texture } from '../../stage/look.ts';
import { inkOnPaper } from './ink.ts';

const INKED: readonly Texture[] = ['raw', 'bad', 'cache', 'shmem', 'driver'];
const side = fc.integer({ min: 12, max: 90 });
const box = fc.record({
  x: fc.integer({ min: 0, max: 400 }),
  y: fc.integer({ min: 0, max: 300 }),
  width: side,
  height: side,
});

function linesOf(d: string): [number, number, number, number][] {
  return [...d.matchAll(/M(\S+) ([-\d.]+)([hHL])(\S+?)(?: ([-\d.]+))?(?=M|$)/g)].map(([, x, y, verb, to, down]) => {
    const [x0, y0, end] = [Number(x), Number(y), Number(to)];
    return [x0, y0, verb === 'h' ? x0 + end : end, verb === 'L' ? Number(down) : y0];
  });
}

test('rule 16: each kind of page has lines of its own, and none leaves its cell (property)', () => {
  fc.assert(
    fc.property(box, (box) => {
      const drawn = INKED.map((texture) => inkOnPaper(texture, box)?.d ?? '');
      expect(new Set(drawn).size).toBe(INKED.length);
      for (const d of drawn) {
        const lines = linesOf(d);
        expect(lines.length).toBe(d.split('M').length - 1);
        expect(lines.length).toBeGreaterThan(0);
        for (const [x0, y0, x1, y1] of lines) {
          expect(Math.min(x0, x1)).toBeGreaterThanOrEqual(box.x);
          expect(Math.max(x0, x1)).toBeLessThanOrEqual(box.x + box.width);
          expect(Math.min(y0, y1)).toBeGreaterThanOrEqual(box.y);
          expect(Math.max(y0, y1)).toBeLessThanOrEqual(box.y + box.height);
        }
      }
    }),
  );
});
