import type { App } from '../../playground/app.svelte.ts';
import type { Stage } from '../../stage/stage.svelte.ts';
import type { Hit } from './search.ts';

/** Selects a hit, opens what it is folded in, and scrolls to it; with a key, the focus moves there. */
export function goTo(app: App, stage: Stage, hit: Hit, byKey: boolean): void {
  app.close();
  if (app.room.small) app.room.part = 'machines';
  if (hit.page) stage.gaps.lookAt(hit.page.range, hit.page.page);
  app.playground.select(hit.selection);
  void stage.showSelected(byKey);
}
