/** The engine in a web worker. */
import { serve } from './serve.ts';

serve();
