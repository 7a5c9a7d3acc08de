/** What a run does to one frame, from the changes that the engine records. */
import type { Step } from '../../engine/facts.ts';
import { CHANGES_KEPT } from '../../engine/types.ts';
import { frameChangeTexts } from '../../engine/say/index.ts';

export interface FrameEvent {
  readonly step: number;
  readonly bead: number;
  readonly text: string;
  /** Kernel function of the micro-step. */
  readonly fn: string;
  /** Per machine; empty where nothing happened. */
  readonly machines: readonly (readonly string[])[];
}

export function historyOf(steps: readonly Step[], pfns: readonly (number | null)[]): FrameEvent[] {
  return steps.flatMap((step) =>
    step.beads.flatMap(({ fn, machines }, bead) => {
      const texts = machines.map((m, i) => {
        const pfn = pfns[i] ?? null;
        return m === null || pfn === null ? [] : frameChangeTexts(m.changes, pfn);
      });
      return texts.some((t) => t.length > 0) ? [{ step: step.step, bead, text: step.text, fn, machines: texts }] : [];
    }),
  );
}

/** The recorded changes are incomplete, so a history may miss something. */
export const isCut = (steps: readonly Step[]): boolean =>
  steps.some(({ beads }) =>
    beads.some(({ machines }) => machines.some((machine) => (machine?.changes.length ?? 0) >= CHANGES_KEPT)),
  );

export function tenseOf({ step, bead }: FrameEvent, at: { readonly step: number; readonly bead: number }) {
  const order = step - at.step || bead - at.bead;
  return order < 0 ? 'past' : order === 0 ? 'now' : 'later';
}
