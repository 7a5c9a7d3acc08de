import type { Playground } from '../../playground/playground.svelte.ts';

export const fileName = ({ builtIn, title }: Pick<Playground, 'builtIn' | 'title'>): string =>
  builtIn?.name ?? (title.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase() || 'scenario');
