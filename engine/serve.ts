/** The engine at the far end of a worker's messages. */
import type { ToEngine } from './protocol.ts';
import { Session } from './session.ts';

/** Turns this worker into an engine. The handler is set before hello is said, so that no message is lost. */
export function serve(): void {
  /** Browsers make timers wait for milliseconds; a message to oneself comes as soon as all that was sent before it. */
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();

  const session = new Session(
    (message) => postMessage(message),
    (next) => {
      waiting.push(next);
      port2.postMessage(null);
    },
  );

  onmessage = (event: MessageEvent<ToEngine>) => session.receive(event.data);
  session.hello();
}
