/** Dialogs that a slide has, too: it must not be changed by accident, and carries none of the others with it. */
import { book } from '../glossary/book.ts';
import { lazy } from '../kit/lazy.ts';
import type { Dialog } from '../playground/app.svelte.ts';

export const SLIDE_DIALOGS: readonly Dialog[] = [
  {
    id: 'find',
    title: 'Find on the stage',
    key: '/',
    help: 'find an address, a frame or a name',
    button: { place: 'middle', label: 'Find', sign: { icon: 'find' } },
    component: lazy(() => import('./find/Find.svelte')),
  },
  {
    id: 'glossary',
    title: 'Glossary',
    wide: true,
    key: 'g',
    help: 'the glossary: every kernel term, those on the screen first',
    button: { place: 'last', label: 'Glossary', menu: true },
    component: lazy(async () => {
      const [component] = await Promise.all([import('./glossary/Glossary.svelte'), book.get()]);
      return component;
    }),
  },
  {
    id: 'help',
    title: 'Keys',
    key: '?',
    help: 'this page',
    button: { place: 'last', label: 'Keys', sign: { text: '?' } },
    component: lazy(() => import('./help/Help.svelte')),
  },
];
