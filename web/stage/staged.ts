import type { PageRun, Shown } from '../moment/run.ts';

export interface Staged {
  readonly shown: (Omit<Shown, 'run'> & { readonly run: Pick<PageRun, 'machines'> }) | null;
  readonly selection: string | null;
  readonly question: { readonly ask: { readonly question: string } } | null;
  select(selection: string | null): void;
}
