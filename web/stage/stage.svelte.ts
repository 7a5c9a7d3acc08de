/**
 * What a person has done to the picture of the machines, the same for all of them: which runs are open and how near
 * they look; and the scene that is drawn from it. Each playground
 * has a stage of its own, made by the app that shows it.
 */
import { createContext } from 'svelte';
import { Gaps } from './gaps.svelte.ts';
import { keepInSight } from './inSight.ts';
import { Scenes } from './scene.ts';
import { Zoom } from './zoom.svelte.ts';

export class Stage {
  readonly gaps = new Gaps();
  readonly scenes = new Scenes();
  readonly zoom = new Zoom(() => void keepInSight());
}

const [getStage, setStage] = createContext<Stage>();
export { getStage, setStage };
