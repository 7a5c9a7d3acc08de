/** The fault chart as data to draw, derived from the definition that xstate runs. */
import { faultChart, type Guard, GUARDS } from '../chart/faultChart.ts';
import { WAYS_LEFT_OUT, type WayLeftOut } from '../chart/leftOut.ts';
import { foundText } from '../functions.ts';

/** A kernel condition. */
export type ChartGuard = Pick<Guard, 'label' | 'help' | 'rules'>;

export interface ChartTransition {
  /** Null: otherwise. */
  readonly guard: ChartGuard | null;
  readonly target: string;
}
export interface ChartState {
  /** The kernel function, or how a fault ends. */
  readonly name: string;
  readonly final: boolean;
  readonly help: string;
  /** File and line; null if it is not a kernel function. */
  readonly file: string | null;
  readonly rules: readonly string[];
  /** In the order in which they are tried. */
  readonly transitions: readonly ChartTransition[];
}
export interface ChartInfo {
  readonly initial: string;
  readonly states: readonly ChartState[];
  /** Of the kernel, in the order in which states try them. */
  readonly leftOut: readonly WayLeftOut[];
}

const guards: Readonly<Record<string, Guard>> = GUARDS;
const guardOf = (name: unknown): ChartGuard | null => {
  const guard = typeof name === 'string' ? guards[name] : undefined;
  return guard === undefined ? null : { label: guard.label, help: guard.help, rules: guard.rules };
};

const states = Object.values(faultChart.root.states);
/** The state before any fault is not drawn: the kernel is entered at its successor. */
const [before] = states.filter((state) => state.transitions.has('FAULT'));

export const FAULT_CHART: ChartInfo = {
  initial: before?.transitions.get('FAULT')?.[0]?.target?.[0]?.key ?? '',
  states: states
    .filter((state) => state !== before)
    .map((state) => ({
      name: state.key,
      final: state.type === 'final',
      help: state.description ?? '',
      file: foundText(state.key),
      rules: state.meta?.rules ?? [],
      transitions: (state.always ?? []).map((transition) => ({
        guard: guardOf(transition.guard),
        target: transition.target?.[0]?.key ?? state.key,
      })),
    })),
  leftOut: WAYS_LEFT_OUT,
};
