import { lazy } from '../kit/lazy.ts';

export const EDITOR = lazy(() => import('./script/Editor.svelte'));
