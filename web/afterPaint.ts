/**
 * What may wait until a change was painted: above all what asks where things stand on the page. Asked before, the browser
 * would have to lay out the page twice; asked after, it knows.
 */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      act();
    };
    port2.postMessage(null);
  });
}
