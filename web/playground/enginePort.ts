/**
 * The places where the engine can run. Workers may be refused (in a sandboxed iframe, from a local file, by a strict
 * policy), with an exception or silently, so each place is tried until one says hello.
 */
import type { FromEngine, ToEngine } from '../../engine/protocol.ts';

export type EngineHome = 'worker' | 'inlined worker' | 'this thread';

export interface EnginePort {
  readonly home: EngineHome;
  post(message: ToEngine): void;
  close(): void;
}

export type Hear = (message: FromEngine) => void;
export type Died = () => void;
export type OpenEngine = (hear: Hear, died: Died) => Promise<EnginePort>;

const HELLO_WITHIN = 5000;

export function openWorker(home: EngineHome, make: () => Worker, hear: Hear, died: Died): Promise<EnginePort> {
  return new Promise((resolve, reject) => {
    const worker = make();
    const refuse = (why: string) => {
      clearTimeout(timer);
      worker.terminate();
      reject(new Error(why));
    };
    const timer = setTimeout(() => refuse('The worker did not answer.'), HELLO_WITHIN);
    worker.onerror = (event) => refuse(event.message || 'The worker could not be started.');
    worker.onmessage = (event: MessageEvent<FromEngine>) => {
      if (event.data.type !== 'hello') return;
      clearTimeout(timer);
      worker.onmessage = (event: MessageEvent<FromEngine>) => hear(event.data);
      worker.onerror = died;
      worker.onmessageerror = died;
      resolve({
        home,
        post: (message) => worker.postMessage(message),
        close: () => worker.terminate(),
      });
    };
  });
}

interface Here {
  receive(message: ToEngine): void;
}

export function openHere(make: (emit: Hear, later: (next: () => void) => void) => Here, hear: Hear): EnginePort {
  let open = true;
  const session = make(
    (message) => open && hear(message),
    (next) => void setTimeout(() => open && next(), 0),
  );
  return {
    home: 'this thread',
    // Answers asynchronously, as a worker does: callers rely on it.
    post: (message) => void setTimeout(() => open && session.receive(message), 0),
    close: () => (open = false),
  };
}

/** The engine in the first place that does not refuse it. */
export async function openFirst(places: readonly (() => Promise<EnginePort>)[]): Promise<EnginePort> {
  let refused: unknown = null;
  for (const open of places) {
    try {
      return await open();
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}
