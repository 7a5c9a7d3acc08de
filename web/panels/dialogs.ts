/** In the order of their buttons. */
import { lazy } from '../kit/lazy.ts';
import type { Dialog } from '../playground/app.svelte.ts';

export const DIALOGS: readonly Dialog[] = [
  {
    id: 'scenarios',
    title: 'Scenarios',
    wide: true,
    key: 's',
    help: 'the scenarios',
    button: { place: 'first', label: 'Scenarios' },
    component: lazy(() => import('./scenarios/Scenarios.svelte')),
  },
  {
    id: 'share',
    title: 'Share this step',
    key: 'l',
    help: 'share a link to this step',
    button: { place: 'first', label: 'Share' },
    component: lazy(() => import('./share/Share.svelte')),
  },
  {
    id: 'find',
    title: 'Find on the stage',
    slide: true,
    key: '/',
    help: 'find an address, a frame or a name',
    button: { place: 'middle', label: 'Find', sign: { icon: 'find' } },
    component: lazy(() => import('./find/Find.svelte')),
  },
  {
    id: 'glossary',
    title: 'Glossary',
    wide: true,
    slide: true,
    key: 'g',
    help: 'the glossary: every kernel term, those on the screen first',
    button: { place: 'last', label: 'Glossary', menu: true },
    component: lazy(() => import('./glossary/Glossary.svelte')),
  },
  {
    id: 'help',
    title: 'Keys',
    slide: true,
    key: '?',
    help: 'this page',
    button: { place: 'last', label: 'Keys', sign: { text: '?' } },
    component: lazy(() => import('./help/Help.svelte')),
  },
];
