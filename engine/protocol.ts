/**
 * Door: the worker boundary. Tagged messages over plain postMessage. A newer `run` cancels an older one; every answer carries
 * the id of its question, so that late answers can be dropped.
 */
import type { Program } from './language/program.ts';
import type { EntryAnswer, Kin, MachineInfo, Place, Position, ProcView, Step, WhatIf } from './facts.ts';
import type { SnapshotPatch } from './run/patch.ts';
import type { MachineName } from './types.ts';

export { patchSnapshot } from './run/patch.ts';

export type ToEngine =
  /** Parse and play a text. Cancels the run before it. */
  | { readonly type: 'run'; readonly run: number; readonly text: string }
  | { readonly type: 'snapshot'; readonly run: number; readonly ask: number; readonly at: Position }
  | {
      readonly type: 'entry';
      readonly run: number;
      readonly ask: number;
      readonly at: Position;
      readonly process: string;
      readonly place: Place;
      readonly whatIf: WhatIf;
    }
  /** What /proc would show at a position of a run. */
  | { readonly type: 'proc'; readonly run: number; readonly ask: number; readonly at: Position }
  /** Which of these machines behave alike when they play a text; the first is the one to compare with. Cancels what runs. */
  | {
      readonly type: 'survey';
      readonly run: number;
      readonly text: string;
      readonly machines: readonly MachineName[];
    };

export type FromEngine =
  /** Sent once at start: a worker that cannot start never says it. */
  | { readonly type: 'hello' }
  | {
      readonly type: 'started';
      readonly run: number;
      readonly program: Program;
      readonly machines: readonly MachineInfo[];
      readonly start: Step;
    }
  | { readonly type: 'steps'; readonly run: number; readonly steps: readonly Step[] }
  | { readonly type: 'done'; readonly run: number }
  /** The requested state as a patch on the last one sent in this run; the first is sent in full. */
  | { readonly type: 'snapshot'; readonly run: number; readonly ask: number; readonly patch: SnapshotPatch }
  /** One answer a machine; null where nothing is mapped. */
  | {
      readonly type: 'entry';
      readonly run: number;
      readonly ask: number;
      readonly answers: readonly (EntryAnswer | null)[];
    }
  | {
      readonly type: 'proc';
      readonly run: number;
      readonly ask: number;
      readonly machines: readonly (readonly ProcView[])[];
    }
  | { readonly type: 'surveying'; readonly run: number; readonly step: number; readonly statements: number }
  /** The first group is that of the first machine. */
  | { readonly type: 'surveyed'; readonly run: number; readonly kin: readonly Kin[] }
  /** The text names a machine that this engine does not carry: another one has to play it. Nothing else comes. */
  | { readonly type: 'lacks'; readonly run: number }
  /** Something that should never happen; the sentence says what. */
  | { readonly type: 'failed'; readonly run: number; readonly message: string };
