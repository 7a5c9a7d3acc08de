/**
 * What the lines read so far have created: names of mappings, processes, pins and files.
 */
import type { ProcessName } from '../types.ts';

/** Something that a statement creates for later ones to use. */
export type Made =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'process'; readonly name: ProcessName }
  | { readonly kind: 'pin'; readonly name: string };

export class Scope {
  /** The pages of each mapping name, as given by the first statement that creates it; in order of appearance. */
  readonly names = new Map<string, number>();
  /** The line of the fork that creates a process; 0 for `A`, which exists from the start. */
  readonly processes = new Map<ProcessName, number>([['A', 0]]);
  readonly pins = new Set<string>();
  readonly files = new Set<string>();

  /** Records what a line creates. `pages` is for mapping names; the first line decides. */
  make(made: Made, line: number, pages: number): void {
    if (made.kind === 'pin') this.pins.add(made.name);
    else if (made.kind === 'process') {
      if (!this.processes.has(made.name)) this.processes.set(made.name, line);
    } else if (!this.names.has(made.name)) this.names.set(made.name, pages);
  }
}
