/**
 * A decision table or a state of the fault chart as pseudo-code: one line per question. It is derived from the same data as
 * the chart, so that neither can say what the other does not.
 */
import type { ChartState } from '../../engine/atlas.ts';
import type { TableInfo } from '../../engine/facts.ts';

export type Act =
  | { readonly kind: 'return'; readonly what: string }
  | { readonly kind: 'call'; readonly what: string }
  | { readonly kind: 'go to'; readonly line: number }
  | { readonly kind: 'block' }
  /** A question of the kernel that is never answered with yes here. */
  | { readonly kind: 'left out'; readonly what: string; readonly why: string };

export interface CodeLine {
  /** Of a question, from 1; null: nothing is asked. */
  readonly number: number | null;
  readonly depth: number;
  /** Id of the question; of a chart, the state that follows. */
  readonly id: string | null;
  readonly condition: string | null;
  readonly not: boolean;
  readonly act: Act;
}

const withoutMark = (label: string): string => label.replace(/\?$/, '');

/** A line whose goal may not have its number yet. */
type Draft = Omit<CodeLine, 'act'> & { readonly act: Exclude<Act, { kind: 'go to' }> | { kind: 'go to'; to: string } };

export function codeOf(table: TableInfo): CodeLine[] {
  const question = (id: string) => table.questions.find((one) => one.id === id);
  const verdict = (id: string): Draft['act'] => ({
    kind: 'return',
    what: table.verdicts.find((one) => one.id === id)?.label ?? id,
  });
  const isJoin = (id: string): boolean =>
    table.questions.flatMap(({ yes, no }) => [yes, no]).filter((to) => to === id).length > 1;

  const drafts: Draft[] = [];
  const numbers = new Map<string, number>();
  const owed = new Set<string>();
  const goTo = (id: string): Draft['act'] => {
    owed.add(id);
    return { kind: 'go to', to: id };
  };
  const bare = (depth: number, act: Draft['act']): void =>
    void drafts.push({ number: null, depth, id: null, condition: null, not: false, act });

  const leftOut = (before: string, depth: number): void => {
    for (const { label, yes, why } of table.leftOut.filter((one) => one.before === before))
      drafts.push({
        ...{ number: null, depth, id: null, condition: withoutMark(label), not: false },
        act: { kind: 'left out', what: yes, why },
      });
  };

  function write(from: string, depth: number): void {
    for (let at = from; ;) {
      const asked = question(at);
      if (numbers.has(at)) return bare(depth, goTo(at));
      leftOut(at, depth);
      if (!asked) return bare(depth, verdict(at));
      const number = numbers.size + 1;
      numbers.set(at, number);
      const { id, label, yes, no } = asked;
      const line = (not: boolean, act: Draft['act']): void =>
        void drafts.push({ number, depth, id, condition: withoutMark(label), not, act });
      if (!question(yes)) {
        line(false, verdict(yes));
        at = no;
      } else if (!question(no)) {
        line(true, verdict(no));
        at = yes;
      } else if (isJoin(no)) {
        line(true, goTo(no));
        at = yes;
      } else if (isJoin(yes)) {
        line(false, goTo(yes));
        at = no;
      } else {
        line(false, { kind: 'block' });
        write(yes, depth + 1);
        at = no;
      }
    }
  }
  write(table.first, 0);
  for (const id of owed) if (!numbers.has(id)) write(id, 0);
  return drafts.map(({ act, ...line }) => ({
    ...line,
    act: act.kind === 'go to' ? { kind: 'go to', line: numbers.get(act.to) ?? 0 } : act,
  }));
}

export function codeOfState({ transitions }: Pick<ChartState, 'transitions'>): CodeLine[] {
  return transitions.map(({ guard, target }, i) => ({
    number: guard === null ? null : i + 1,
    depth: 0,
    id: target,
    condition: guard?.label ?? null,
    not: false,
    act: { kind: 'call', what: target },
  }));
}
