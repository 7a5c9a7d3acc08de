import { lazy } from '../kit/lazy.ts';

/** The editor takes the place of the statements, when it is opened. */
export const EDITOR = lazy(() => import('./script/Editor.svelte'));
