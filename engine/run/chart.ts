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

const states = Object.values(faultChart.root.states);
/** The state in which nothing has faulted is no part of the drawing: the kernel is entered at the first state after it. */
const [before] = states.filter((state) => state.transitions.has('FAULT'));

export const FAULT_CHART: ChartInfo = {
  initial: before?.transitions.get('FAULT')?.[0]?.target?.[0]?.key ?? '',
  states: states
    .filter((state) => state !== before)
    .map((state) => ({
      name: state.key,
      final: state.type === 'final',
      transitions: (state.always ?? []).map((transition) => ({
        guard: typeof transition.guard === 'string' ? transition.guard : null,
        target: transition.target?.[0]?.key ?? state.key,
      })),
    })),
};
