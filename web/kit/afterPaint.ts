/** What waits for the next frame, and what waits until that frame is painted; each in the order it was asked for. */
let waiting: (() => void)[] = [];
let drawn: (() => void)[] = [];

/**
 * What may wait until a change was painted: above all what asks where things stand on the page. Asked before, the browser
 * would have to lay out the page twice; asked after, it knows. What waits acts in one task, so that what one of them
 * changes is drawn when all have asked.
 */
export function afterPaint(act: () => void): void {
  if (waiting.push(act) === 1) requestAnimationFrame(frame);
}

function frame(): void {
  const isFirst = drawn.length === 0;
  drawn = [...drawn, ...waiting];
  waiting = [];
  if (!isFirst) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    const acts = drawn;
    drawn = [];
    for (const act of acts) {
      try {
        act();
      } catch (error) {
        // One that fails is told, and keeps no other from its turn.
        reportError(error);
      }
    }
  };
  port2.postMessage(null);
}
