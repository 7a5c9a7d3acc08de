/** The worker with all architectures, for texts that name one which the first worker does not carry. */
import { carryAll } from './arch/index.ts';
import './worker.ts';

carryAll();
