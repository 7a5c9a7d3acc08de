/** The slide as one script; in a worker, its engine. */
import { carryAll } from '../../engine/play.ts';
import { serve } from '../../engine/serve.ts';
import { isWorker, ownTarget } from './wrapper.ts';

if (isWorker) {
  carryAll();
  serve();
} else
  void import('./slideInPage.ts').then(({ begin }) =>
    begin(ownTarget === null ? null : document.getElementById(ownTarget)),
  );
