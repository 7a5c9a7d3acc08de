/** The engine in a web worker. The handler is set before hello is said, so that no message is lost. */
import type { ToEngine } from './protocol.ts';
import { Session } from './session.ts';

const session = new Session(
  (message) => postMessage(message),
  (next) => void setTimeout(next, 0),
);

onmessage = (event: MessageEvent<ToEngine>) => session.receive(event.data);
session.hello();
