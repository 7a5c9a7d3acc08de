/** The tabs of the panel. What is shown first comes with the page; the others load when they are opened. */
import type { Component } from 'svelte';
import { lazy, Lazy } from '../../kit/lazy.ts';
import type { TabProps } from './about.svelte.ts';
import WhyTab from './draw/WhyTab.svelte';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly component: Lazy<Component<TabProps>>;
}

export const TABS: readonly [Tab, ...Tab[]] = [
  { id: 'why', title: 'Why', component: Lazy.of(WhyTab) },
  { id: 'chart', title: 'Chart', component: lazy(() => import('./draw/ChartTab.svelte')) },
  { id: 'bits', title: 'Bits', component: lazy(() => import('./draw/BitsTab.svelte')) },
  { id: 'folio', title: 'Folio', component: lazy(() => import('./draw/FolioTab.svelte')) },
  { id: 'vma', title: 'VMA', component: lazy(() => import('./draw/VmaTab.svelte')) },
  { id: 'proc', title: '/proc', component: lazy(() => import('./draw/ProcTab.svelte')) },
  { id: 'log', title: 'Log', component: lazy(() => import('./draw/LogTab.svelte')) },
];
