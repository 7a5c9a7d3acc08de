/** The fault chart as data to draw, taken from the definition that xstate runs, so that the picture cannot lie. */
import { faultChart, GUARDS, type Guard } from '../machine/faultChart.ts';

/** A kernel condition, as it is told. */
export type ChartGuard = Pick<Guard, 'label' | 'help' | 'rules'>;

export interface ChartTransition {
  /** The kernel condition; null: otherwise. */
  readonly guard: ChartGuard | null;
  readonly target: string;
}
export interface ChartState {
  /** The kernel function, or how a fault ends. */
  readonly name: string;
  readonly final: boolean;
  /** One plain sentence: what it does. */
  readonly help: string;
  /** The kernel file; null where it is no kernel function. */
  readonly file: string | null;
  readonly rules: readonly string[];
  /** In the order in which they are tried. */
  readonly transitions: readonly ChartTransition[];
}
export interface ChartInfo {
  readonly initial: string;
  readonly states: readonly ChartState[];
}

const guards: Readonly<Record<string, Guard>> = GUARDS;
const guardOf = (name: unknown): ChartGuard | null => {
  const guard = typeof name === 'string' ? guards[name] : undefined;
  return guard === undefined ? null : { label: guard.label, help: guard.help, rules: guard.rules };
};

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
      help: state.description ?? '',
      file: state.meta?.file ?? null,
      rules: state.meta?.rules ?? [],
      transitions: (state.always ?? []).map((transition) => ({
        guard: guardOf(transition.guard),
        target: transition.target?.[0]?.key ?? state.key,
      })),
    })),
};
