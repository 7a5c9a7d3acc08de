/**
 * What the lines read so far have made: names of mappings, processes, pins and files.
 */
import type { ProcessName } from '../types.ts';

/** A kind of thing that a statement makes and later ones use. */
export type Made =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'process'; readonly name: ProcessName }
  | { readonly kind: 'pin'; readonly name: string };

export class Scope {
  /** Pages that the first statement that makes a name gives it, by name, in the order in which names appear. */
  readonly names = new Map<string, number>();
  /** The line of the fork that makes a process; 0 for `A`, which exists at the start. */
  readonly processes = new Map<ProcessName, number>([['A', 0]]);
  readonly pins = new Set<string>();
  readonly files = new Set<string>();

  /** Notes what a line makes. `pages` matters for names only; the first maker decides. */
  make(made: Made, line: number, pages: number): void {
    if (made.kind === 'pin') this.pins.add(made.name);
    else if (made.kind === 'process') {
      if (!this.processes.has(made.name)) this.processes.set(made.name, line);
    } else if (!this.names.has(made.name)) this.names.set(made.name, pages);
  }
}
