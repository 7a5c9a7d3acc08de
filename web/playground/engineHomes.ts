/** Where the engine of the site runs. A page made of one script has other places for it: web/script/engineHomes.ts. */
import type { ToEngine } from '../../engine/protocol.ts';
import EngineWorker from '../../engine/worker.ts?worker';
import EngineOfAll from '../../engine/workerOfAll.ts?worker';
import {
  openFirst,
  openHere,
  openWorker,
  type Died,
  type EnginePort,
  type Hear,
  type OpenEngine,
} from './enginePort.ts';

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

export const openEngine: OpenEngine = (hear, died) =>
  openFirst([
    () => openGrowing(hear, died),
    async () => {
      const { default: InlinedWorker } = await import('../../engine/workerOfAll.ts?worker&inline');
      return openWorker('inlined worker', () => new InlinedWorker(), hear, died);
    },
    async () => {
      const { carryAll, Session } = await import('../../engine/play.ts');
      carryAll();
      return openHere((emit, later) => new Session(emit, later), hear);
    },
  ]);
