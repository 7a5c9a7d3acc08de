import type { Playground } from '../../playground/playground.svelte.ts';

/** For files of a scenario, without an ending. */
export const fileName = ({ builtIn, title }: Pick<Playground, 'builtIn' | 'title'>): string =>
  builtIn?.name ?? (title.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase() || 'scenario');
