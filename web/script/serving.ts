/** In a worker the script is the engine alone. What is imported after this module never runs there. */
import { carryAll } from '../../engine/play.ts';
import { serve } from '../../engine/serve.ts';
import { isWorker } from './wrapper.ts';

/** Ends the script: scripts/one-script.mjs puts `return` in its place. */
declare const FOLIOSCOPE_END: () => void;

if (isWorker) {
  carryAll();
  serve();
  FOLIOSCOPE_END();
}
