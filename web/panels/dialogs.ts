/** In the order of their buttons. */
import { lazy } from '../kit/lazy.ts';
import type { Dialog, PanelProps } from '../playground/app.svelte.ts';
import { packing } from '../playground/link.ts';
import { SLIDE_DIALOGS } from './slideDialogs.ts';

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
    id: 'machines',
    title: 'Machines of this scenario',
    wide: true,
    key: 'm',
    help: 'the machines of the scenario, and which behave alike',
    button: { place: 'first', label: 'Machines' },
    component: lazy(() => import('./machines/MachinePicker.svelte')),
  },
  {
    id: 'share',
    title: 'Share this step',
    key: 'l',
    help: 'share a link to this step',
    button: { place: 'first', label: 'Share' },
    component: lazy<PanelProps>(async () => {
      await packing.get();
      return import('./share/Share.svelte');
    }),
  },
  ...SLIDE_DIALOGS.map((dialog) =>
    dialog.id === 'find'
      ? {
          ...dialog,
          title: 'Find',
          wide: true as const,
          help: 'find anything: a question, an error, a function, an address',
          component: lazy(() => import('./find/FindAll.svelte')),
        }
      : dialog,
  ),
];
