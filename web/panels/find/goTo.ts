import type { App } from '../../playground/app.svelte.ts';
import type { Item } from '../../search/item.ts';
import type { Stage } from '../../stage/stage.svelte.ts';
import type { Hit } from './search.ts';

function goTo(app: App, stage: Stage, hit: Hit, byKey: boolean): void {
  app.close();
  if (app.room.small) app.room.part = 'machines';
  if (hit.page) stage.gaps.lookAt(hit.page.range, hit.page.page);
  app.playground.select(hit.selection);
  void stage.showSelected(byKey);
}

export const itemOf = (app: App, stage: Stage, hit: Hit, kind = ''): Item => ({
  key: `${hit.selection} ${hit.name}`,
  kind,
  title: hit.name,
  text: hit.text,
  go: (byKey) => goTo(app, stage, hit, byKey),
});
