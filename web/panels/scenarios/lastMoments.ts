/** How scenarios end, for their pictures: played once each, one after the other, in an engine of their own. */
import type { MachineInfo, Position, Snapshot, Step } from '../../../engine/facts.ts';
import { EngineClient } from '../../playground/engineClient.ts';
import type { OpenEngine } from '../../playground/enginePort.ts';

/** The last state before the first question in which something is mapped: after all have exited there is nothing to see. */
export interface LastMoment {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
}

interface Wish {
  readonly text: string;
  readonly resolve: (moment: LastMoment) => void;
  readonly reject: (error: Error) => void;
}

export const showsSomething = (snapshot: Snapshot): boolean =>
  snapshot.machines.some(({ processes }) => processes.some(({ vmas }) => vmas.length > 0));

export class LastMoments {
  readonly #open: OpenEngine;
  readonly #known = new Map<string, Promise<LastMoment>>();
  readonly #wishes: Wish[] = [];
  #now: Wish | null = null;
  #client: EngineClient | null = null;
  #machines: readonly MachineInfo[] = [];
  #steps: Step[] = [];

  constructor(open: OpenEngine) {
    this.#open = open;
  }

  /** Rejected if the engine cannot play the text, or if the request was dropped. */
  of(text: string): Promise<LastMoment> {
    const known = this.#known.get(text);
    if (known) return known;
    const promise = new Promise<LastMoment>((resolve, reject) => this.#wishes.push({ text, resolve, reject }));
    this.#known.set(text, promise);
    promise.catch(() => this.#known.delete(text));
    this.#next();
    return promise;
  }

  rest(): void {
    this.#client?.close();
    this.#client = null;
    for (const { reject } of [...(this.#now ? [this.#now] : []), ...this.#wishes.splice(0)]) {
      reject(new Error('The request was dropped.'));
    }
    this.#now = null;
  }

  #next(): void {
    const wish = this.#now ? undefined : this.#wishes.shift();
    if (!wish) return;
    this.#now = wish;
    this.#machines = [];
    this.#steps = [];
    this.#client ??= this.#start();
    this.#client.run(wish.text);
  }

  #start(): EngineClient {
    return new EngineClient(
      {
        started: ({ machines, start }) => {
          this.#machines = machines;
          this.#steps = [start];
        },
        steps: ({ steps }) => this.#steps.push(...steps),
        done: () => void this.#find(),
        failed: (message) => this.#fail(new Error(message)),
        restarted: () => undefined,
      },
      this.#open,
    );
  }

  async #find(): Promise<void> {
    const wish = this.#now;
    try {
      const asked = this.#steps.findIndex(({ asks }) => asks.length > 0);
      // A picture of what comes after a question would answer it.
      const shown = asked < 0 ? this.#steps : this.#steps.slice(0, asked);
      for (const step of shown.toReversed()) {
        const at: Position = { step: step.step, bead: Math.max(0, step.beads.length - 1) };
        const snapshot = await this.#client?.snapshot(at);
        if (this.#now !== wish || !wish || !snapshot) return;
        if (step.step > 0 && !showsSomething(snapshot)) continue;
        wish.resolve({ machines: this.#machines, snapshot, step, bead: at.bead });
        break;
      }
      this.#now = null;
      this.#next();
    } catch (error) {
      if (this.#now === wish) this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fail(error: Error): void {
    this.#now?.reject(error);
    this.#now = null;
    this.#next();
  }
}

export function pictureText({ machines, snapshot, step }: LastMoment): string {
  const told = snapshot.machines.map(({ processes }) => {
    const entries = processes.flatMap(({ vmas }) => vmas.flatMap((vma) => vma.entries));
    const wrong = entries.filter((entry) => entry.wrong).length;
    const normal = entries.filter((entry) => entry.normal).length;
    const raw = entries.length - normal;
    return `${normal} normal, ${raw} without a page${wrong > 0 ? `, ${wrong} answered wrongly` : ''}`;
  });
  const alike = new Set(told).size === 1;
  const said = alike ? (told[0] ?? '') : told.map((text, i) => `${machines[i]?.title ?? ''} ${text}`).join('; ');
  if (step.step === 0) return 'The scenario asks before anything is mapped, so the picture shows nothing yet.';
  return `Picture after ${step.text}. Entries: ${said}.`;
}
