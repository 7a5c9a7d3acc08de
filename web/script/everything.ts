/** The whole site as one script, for `folioscope.html`; in a worker, its engine. */
import { carryAll } from '../../engine/play.ts';
import { serve } from '../../engine/serve.ts';
import { isWorker } from './wrapper.ts';

if (isWorker) {
  carryAll();
  serve();
} else void import('../main.ts');
