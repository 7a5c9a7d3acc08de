import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeBeside } from './placeBeside.ts';

const GAP = 6;

test('an explanation is inside the window, and covers nothing of what it explains where any side has room', () => {
  const size = (most: number) => fc.integer({ min: 1, max: most });
  const cases = fc.record({
    window: fc.record({
      clientWidth: fc.integer({ min: 320, max: 1600 }),
      clientHeight: fc.integer({ min: 240, max: 1000 }),
    }),
    at: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    box: fc.tuple(size(400), size(300)),
    popover: fc.record({ width: size(300), height: size(200) }),
  });
  fc.assert(
    fc.property(cases, ({ window, at, box: [width, height], popover }) => {
      const { clientWidth, clientHeight } = window;
      const left = at[0] * Math.max(0, clientWidth - width);
      const top = at[1] * Math.max(0, clientHeight - height);
      const box = { left, top, right: left + width, bottom: top + height };
      const found = placeBeside(box, popover, window, GAP);
      expect(found.left).toBeGreaterThanOrEqual(GAP);
      expect(found.top).toBeGreaterThanOrEqual(GAP);
      expect(found.left + popover.width).toBeLessThanOrEqual(clientWidth - GAP);
      expect(found.top + popover.height).toBeLessThanOrEqual(clientHeight - GAP);
      const room =
        Math.max(top, clientHeight - box.bottom) >= popover.height + 2 * GAP ||
        Math.max(left, clientWidth - box.right) >= popover.width + 2 * GAP;
      const apart =
        found.left >= box.right ||
        found.top >= box.bottom ||
        found.left + popover.width <= left ||
        found.top + popover.height <= top;
      expect(apart || !room).toBe(true);
    }),
  );
});
