/** Another way to draw textures than by patterns, for pictures where those would become pixels. */
import { getContext, setContext } from 'svelte';
import type { Texture } from '../look.ts';
import type { Box } from '../layout/vmas.ts';

export interface Ink {
  readonly d: string;
  readonly width: number;
}

/** Null: the texture needs none. */
export type DrawInk = (texture: Texture, box: Box) => Ink | null;

const KEY = Symbol('ink');

export const setInk = (draw: DrawInk): DrawInk => setContext(KEY, draw);

export const getInk = (): DrawInk | undefined => getContext<DrawInk | undefined>(KEY);
