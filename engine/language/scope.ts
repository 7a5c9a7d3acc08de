/** What the lines so far have created: names of mappings, processes, pins and files. */
import type { ProcessName } from '../types.ts';

export type Made =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'process'; readonly name: ProcessName }
  | { readonly kind: 'pin'; readonly name: string };

export class Scope {
  /** Number of pages, by the first statement that creates the name; in order of appearance. */
  readonly names: Map<string, number>;
  /** The line of the fork; 0 for `A`, which exists from the start. */
  readonly processes: Map<ProcessName, number>;
  readonly pins: Set<string>;
  readonly files: Set<string>;

  constructor(from?: Scope) {
    this.names = new Map(from?.names);
    this.processes = new Map(from?.processes ?? [['A', 0]]);
    this.pins = new Set(from?.pins);
    this.files = new Set(from?.files);
  }

  /** `pages` is for mapping names; the first line decides. */
  make(made: Made, line: number, pages: number): void {
    if (made.kind === 'pin') this.pins.add(made.name);
    else if (made.kind === 'process') {
      if (!this.processes.has(made.name)) this.processes.set(made.name, line);
    } else if (!this.names.has(made.name)) this.names.set(made.name, pages);
  }
}
