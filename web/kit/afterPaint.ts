/** Work for the next paint, and for after it is painted; each in order. */
let waiting: (() => void)[] = [];
let drawn: (() => void)[] = [];

/**
 * Runs `act` once the current change has been painted, above all to measure elements: measuring earlier would force a
 * second layout. All such work runs in one task, so that its changes are drawn together.
 */
export function afterPaint(act: () => void): void {
  if (waiting.push(act) === 1) requestAnimationFrame(paint);
}

function paint(): void {
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
        // A failure must not stop the others.
        reportError(error);
      }
    }
  };
  port2.postMessage(null);
}
