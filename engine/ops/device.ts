/**
 * A device, or a pipe, reads or writes the page that a kept gup or pin holds: what DMA does. It needs no entry, and it
 * leaves no mark: nothing becomes dirty. EINVAL, from the test driver, if the name holds nothing (traces/FORMAT.md).
 */
import { driverRefuses, labelBead, type Cx, frameRef } from '../mm/cx.ts';
import { contentOf, setContent } from '../mm/structPage.ts';
import type { Pfn } from '../types.ts';
import { textValue, type Ending, type Op } from './op.ts';

function onHeld(cx: Cx, pin: string, access: 'read' | 'write', does: (pfn: Pfn) => string): Ending {
  const held = cx.world.pins[pin];
  if (held === undefined) return driverRefuses(cx, 'device', { pin }, 'EINVAL');
  const text = does(held.pfn);
  labelBead(cx, 'device', { pin, access, frame: frameRef(cx.world, held.pfn), text });
  return access === 'read' ? textValue(text) : 'ok';
}

export const deviceRead: Op<'device_read'> = {
  op: 'device_read',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'text',
  play: (cx, s) => onHeld(cx, s.pin, 'read', (pfn) => contentOf(cx.world, pfn)),
};

export const deviceWrite: Op<'device_write'> = {
  op: 'device_write',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'nothing',
  play: (cx, s) =>
    onHeld(cx, s.pin, 'write', (pfn) => {
      setContent(cx, pfn, s.text);
      return s.text;
    }),
};
