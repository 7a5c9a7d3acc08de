/**
 * The places where the engine can run. Workers may be refused (in a sandboxed frame, from a local file, by a strict
 * policy), with an exception or silently, so each place is tried until one says hello.
 */
import type { FromEngine, ToEngine } from '../../engine/protocol.ts';
import EngineWorker from '../../engine/worker.ts?worker';
import EngineOfAll from '../../engine/workerOfAll.ts?worker';

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

/** The worker with a few architectures; a text that names another one makes the worker with all of them take over. */
async function openGrowing(hear: Hear, died: Died): Promise<EnginePort> {
  /** The newest text and what was asked of it until the worker began to play it: for the one that may take over. */
  let asked: ToEngine[] = [];
  let begun = false;
  let open = true;
  let port: EnginePort | null = await openWorker(
    'worker',
    () => new EngineWorker(),
    (message) => {
      if (message.type === 'lacks') {
        void grow();
        return;
      }
      begun = true;
      hear(message);
    },
    died,
  );
  async function grow(): Promise<void> {
    port?.close();
    port = null;
    try {
      const all = await openWorker('worker', () => new EngineOfAll(), hear, died);
      if (!open) {
        all.close();
        return;
      }
      port = all;
      for (const message of asked) all.post(message);
    } catch {
      if (open) died();
    }
  }
  return {
    home: 'worker',
    post(message) {
      if (message.type === 'run') {
        asked = [];
        begun = false;
      }
      if (!begun) asked.push(message);
      port?.post(message);
    },
    close() {
      open = false;
      port?.close();
    },
  };
}

async function openHere(hear: Hear): Promise<EnginePort> {
  const { carryAll, Session } = await import('../../engine/play.ts');
  carryAll();
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
    return await openGrowing(hear, died);
  } catch {
    // Refused: try the next place.
  }
  try {
    const { default: InlinedWorker } = await import('../../engine/workerOfAll.ts?worker&inline');
    return await openWorker('inlined worker', () => new InlinedWorker(), hear, died);
  } catch {
    return openHere(hear);
  }
};
