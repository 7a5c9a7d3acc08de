/**
 * What a run gives to those who draw, print or test it. All of it is plain data that can be cloned to another thread.
 *
 * A run is a list of steps (one per statement; step 0 is the start). A step is a list of beads: the kernel functions that
 * the machines went through, merged, one bead a micro-step. A position is a step and a bead; the state that belongs to it
 * is a `Snapshot`, made on demand from the engine's own state.
 */
export * from './facts/names.ts';
export * from './facts/machine.ts';
export * from './facts/told.ts';
export * from './facts/whatIf.ts';
export * from './facts/happened.ts';
export * from './facts/state.ts';
