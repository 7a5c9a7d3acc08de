/**
 * The places where the engine can run. Workers may be refused (in a sandboxed frame, from a local file, by a strict
 * policy), with an exception or silently, so each place is tried until one says hello.
 */
import type { FromEngine, ToEngine } from '../../engine/protocol.ts';
import EngineWorker from '../../engine/worker.ts?worker';

export type EngineHome = 'worker' | 'inlined worker' | 'this thread';

export interface EnginePort {
  readonly home: EngineHome;
  post(message: ToEngine): void;
  close(): void;
}

type Hear = (message: FromEngine) => void;
type Died = () => void;
export type OpenEngine = (hear: Hear, died: Died) => Promise<EnginePort>;

const HELLO_WITHIN = 5000;

function openWorker(home: EngineHome, make: () => Worker, hear: Hear, died: Died): Promise<EnginePort> {
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

async function openHere(hear: Hear): Promise<EnginePort> {
  const { Session } = await import('../../engine/play.ts');
  let open = true;
  const session = new Session(
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

/** Opens the engine in the first place that answers. */
export const openEngine: OpenEngine = async (hear, died) => {
  try {
    return await openWorker('worker', () => new EngineWorker(), hear, died);
  } catch {
    // Refused: try the next place.
  }
  try {
    const { default: InlinedWorker } = await import('../../engine/worker.ts?worker&inline');
    return await openWorker('inlined worker', () => new InlinedWorker(), hear, died);
  } catch {
    return openHere(hear);
  }
};
