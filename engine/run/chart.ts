/** The fault chart as data to draw, taken from the definition that xstate runs, so that the picture cannot lie. */
import { faultChart } from '../machine/faultChart.ts';

export interface ChartTransition {
  /** The kernel condition; null: otherwise. */
  readonly guard: string | null;
  readonly target: string;
}
export interface ChartState {
  /** The kernel function, or how a fault ends. */
  readonly name: string;
  readonly final: boolean;
  /** In the order in which they are tried. */
  readonly transitions: readonly ChartTransition[];
}
export interface ChartInfo {
  readonly initial: string;
  readonly states: readonly ChartState[];
}

/** `#fault.done` and the like: the last part is the state's key. */
const keyOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

export const FAULT_CHART: ChartInfo = {
  initial: keyOf(faultChart.root.initial.target[0]?.id ?? ''),
  states: Object.values(faultChart.root.states).map((state) => ({
    name: state.key,
    final: state.type === 'final',
    transitions: (state.always ?? []).map((transition) => ({
      guard: typeof transition.guard === 'string' ? transition.guard : null,
      target: transition.target?.[0]?.key ?? state.key,
    })),
  })),
};
