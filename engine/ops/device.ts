/**
 * A device, or a pipe, reads or writes the page that a kept gup or pin holds: what DMA does. It needs no entry, and it
 * leaves no mark: nothing becomes dirty. EINVAL, from the test driver, if the name holds nothing (traces/FORMAT.md).
 */
import { driverRefuses, labelBead, frameText, type Cx } from '../mm/cx.ts';
import { contentOf, setContent } from '../mm/structPage.ts';
import type { Pfn } from '../types.ts';
import { textValue, type Ending, type Op } from './op.ts';

function onHeld(
  cx: Cx,
  name: string,
  does: (pfn: Pfn) => { readonly ending: Ending; readonly sentence: string },
): Ending {
  const held = cx.world.pins[name];
  if (held === undefined) {
    return driverRefuses(cx, 'device', `${name} holds nothing that a device could reach`, 'EINVAL');
  }
  const { ending, sentence } = does(held.pfn);
  labelBead(cx, 'device', sentence);
  return ending;
}

export const deviceRead: Op<'device_read'> = {
  op: 'device_read',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'text',
  play: (cx, s) =>
    onHeld(cx, s.pin, (pfn) => {
      const text = contentOf(cx.world, pfn);
      const frame = frameText(cx.world, pfn);
      return {
        ending: textValue(text),
        sentence: `The device reads ${frame}, which ${s.pin} holds: ${JSON.stringify(text)}. It asks no entry.`,
      };
    }),
};

export const deviceWrite: Op<'device_write'> = {
  op: 'device_write',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'nothing',
  play: (cx, s) =>
    onHeld(cx, s.pin, (pfn) => {
      setContent(cx, pfn, s.text);
      const frame = frameText(cx.world, pfn);
      return {
        ending: 'ok',
        sentence: `The device writes ${JSON.stringify(s.text)} to ${frame}, which ${s.pin} holds. Whoever maps the frame sees it; nothing is marked dirty.`,
      };
    }),
};
