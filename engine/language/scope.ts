/** What the lines so far have created: names of mappings, processes, pins and files. */
import type { ProcessName } from '../types.ts';

export type Made =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'process'; readonly name: ProcessName }
  | { readonly kind: 'pin'; readonly name: string };

export class Scope {
  /** Number of pages, by the first statement that creates the name; in order of appearance. */
  readonly names = new Map<string, number>();
  /** The line of the fork; 0 for `A`, which exists from the start. */
  readonly processes = new Map<ProcessName, number>([['A', 0]]);
  readonly pins = new Set<string>();
  readonly files = new Set<string>();

  /** `pages` is for mapping names; the first line decides. */
  make(made: Made, line: number, pages: number): void {
    if (made.kind === 'pin') this.pins.add(made.name);
    else if (made.kind === 'process') {
      if (!this.processes.has(made.name)) this.processes.set(made.name, line);
    } else if (!this.names.has(made.name)) this.names.set(made.name, pages);
  }
}
