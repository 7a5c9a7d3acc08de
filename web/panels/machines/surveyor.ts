/** Plays a text on all machines, in an engine of its own, and tells which behave alike. A newer text cancels an older one. */
import type { Kin } from '../../../engine/facts.ts';
import type { FromEngine } from '../../../engine/protocol.ts';
import type { MachineName } from '../../../engine/types.ts';
import type { EnginePort, OpenEngine } from '../../playground/enginePort.ts';

export type Survey =
  | { readonly kind: 'playing'; readonly step: number; readonly statements: number }
  | { readonly kind: 'known'; readonly kin: readonly Kin[] }
  | { readonly kind: 'failed' };

export class Surveyor {
  readonly #open: OpenEngine;
  readonly #tell: (survey: Survey) => void;
  #port: Promise<EnginePort> | null = null;
  #run = 0;

  constructor(open: OpenEngine, tell: (survey: Survey) => void) {
    this.#open = open;
    this.#tell = tell;
  }

  ask(text: string, machines: readonly MachineName[]): void {
    const run = ++this.#run;
    this.#tell({ kind: 'playing', step: 0, statements: 0 });
    this.#port ??= this.#open(
      (message) => this.#hear(message),
      () => this.#lose(),
    );
    this.#port.then(
      (port) => {
        if (run === this.#run) port.post({ type: 'survey', run, text, machines });
      },
      () => {
        if (run === this.#run) this.#lose();
      },
    );
  }

  close(): void {
    this.#run++;
    void this.#port?.then(
      (port) => port.close(),
      () => undefined,
    );
    this.#port = null;
  }

  #hear(message: FromEngine): void {
    if (message.type === 'hello' || message.run !== this.#run) return;
    if (message.type === 'surveying') {
      this.#tell({ kind: 'playing', step: message.step, statements: message.statements });
    } else if (message.type === 'surveyed') {
      this.#tell({ kind: 'known', kin: message.kin });
    } else if (message.type === 'failed') {
      this.#lose();
    }
  }

  #lose(): void {
    this.close();
    this.#tell({ kind: 'failed' });
  }
}
