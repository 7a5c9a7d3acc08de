/** Door: playing a program, at once or in a conversation. It brings the whole engine with it. */
export { carryAll } from './arch/index.ts';
export { createRun, type Run } from './run/run.ts';
export { Session } from './session.ts';
