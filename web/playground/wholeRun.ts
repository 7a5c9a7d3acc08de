/** A scenario played to its end, with the state after every statement: for what shows all of it at once. */
import type { EntryAnswer, MachineInfo, Snapshot, Step } from '../../engine/facts.ts';
import type { Ask, Program } from '../../engine/text.ts';
import { EngineClient } from './engineClient.ts';
import type { OpenEngine } from './enginePort.ts';

export interface PlayedStep {
  readonly step: Step;
  readonly snapshot: Snapshot;
  /** For each question about an entry, what `vm_normal_page` answers about it on each machine; else null. */
  readonly answers: readonly (readonly (EntryAnswer | null)[] | null)[];
}

export interface WholeRun {
  readonly program: Program;
  readonly machines: readonly MachineInfo[];
  readonly steps: readonly PlayedStep[];
}

type AboutEntry = Ask & { readonly process: string; readonly place: NonNullable<Ask['place']> };

const isAboutEntry = (ask: Ask): ask is AboutEntry =>
  (ask.question === 'vm_normal_page' || ask.question === 'decided_by') && ask.process !== null && ask.place !== null;

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
          const asks = begun.program.steps[step.step - 1]?.asks ?? [];
          const answers = await Promise.all(
            asks.map((ask) =>
              isAboutEntry(ask)
                ? client.entry(at, ask.process, { name: ask.place.name, page: ask.place.from })
                : Promise.resolve(null),
            ),
          );
          played.push({ step, snapshot: await client.snapshot(at), answers });
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
