/** Panels around the machines; the layout places each by its id. */
import type { Panel } from '../playground/app.svelte.ts';
import ScriptPanel from './script/ScriptPanel.svelte';
import Timeline from './timeline/Timeline.svelte';
import WhyPanel from './why/WhyPanel.svelte';

export const PANELS: readonly Panel[] = [
  { id: 'script', title: 'Script', component: ScriptPanel },
  { id: 'why', title: 'Why', component: WhyPanel },
  { id: 'timeline', title: 'Timeline', component: Timeline },
];
