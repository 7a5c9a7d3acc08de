/** A scenario played to its end, with the state after every statement: for what shows all of it at once. */
import type { MachineInfo, Snapshot, Step } from '../../engine/facts.ts';
import type { Program } from '../../engine/text.ts';
import { EngineClient } from './engineClient.ts';
import type { OpenEngine } from './enginePort.ts';

export interface PlayedStep {
  readonly step: Step;
  readonly snapshot: Snapshot;
}

export interface WholeRun {
  readonly program: Program;
  readonly machines: readonly MachineInfo[];
  /** From the start on; at most as many as were asked for. */
  readonly steps: readonly PlayedStep[];
}

/** Rejected if the engine cannot play the text. */
export function playWhole(text: string, open: OpenEngine, most: number): Promise<WholeRun> {
  return new Promise((resolve, reject) => {
    let begun: Pick<WholeRun, 'program' | 'machines'> | null = null;
    const steps: Step[] = [];
    const finish = async (): Promise<void> => {
      try {
        if (!begun) throw new Error('The engine played nothing.');
        const played: PlayedStep[] = [];
        for (const step of steps.slice(0, most + 1)) {
          const at = { step: step.step, bead: Math.max(0, step.beads.length - 1) };
          played.push({ step, snapshot: await client.snapshot(at) });
        }
        resolve({ ...begun, steps: played });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        client.close();
      }
    };
    const client = new EngineClient(
      {
        started: ({ program, machines, start }) => {
          begun = { program, machines };
          steps.splice(0, steps.length, start);
        },
        steps: (message) => steps.push(...message.steps),
        done: () => void finish(),
        failed: (message) => {
          client.close();
          reject(new Error(message));
        },
        restarted: () => undefined,
      },
      open,
    );
    client.run(text);
  });
}
