import { lazy } from '../kit/lazy.ts';

/** Replaces the list of statements. */
export const EDITOR = lazy(() => import('./script/Editor.svelte'));
