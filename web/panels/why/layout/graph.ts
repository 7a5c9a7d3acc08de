/**
 * Order and lanes of a table's questions. Where a question splits the table in two halves without common questions,
 * they get two lanes; what both share spans the width.
 */
import type { TableInfo, TableQuestion } from '../../../../engine/facts.ts';

export type Lane = 'left' | 'right' | 'wide';

export interface Ordered {
  readonly question: TableQuestion;
  readonly lane: Lane;
  readonly part: 'before' | 'lanes' | 'after';
}

const children = (q: TableQuestion): string[] => [q.yes, q.no];

/** Everything reachable from a node, and itself. `next` returns null for what is not a node. */
export function reachable(from: string, next: (id: string) => readonly string[] | null): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const after = found.has(id) ? null : next(id);
    if (!after) continue;
    found.add(id);
    open.push(...after);
  }
  return found;
}

const reach = (byId: ReadonlyMap<string, TableQuestion>, from: string): Set<string> =>
  reachable(from, (id) => {
    const q = byId.get(id);
    return q ? children(q) : null;
  });

/** Reachable questions, each after all that lead to it, otherwise in the order of the table. */
function sorted(table: TableInfo, byId: ReadonlyMap<string, TableQuestion>): TableQuestion[] {
  const reached = reach(byId, table.first);
  const waiting = table.questions.filter((q) => reached.has(q.id));
  const result: TableQuestion[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex((q) => !waiting.some((other) => other !== q && children(other).includes(q.id)));
    const [next] = waiting.splice(Math.max(0, ready), 1);
    if (next) result.push(next);
  }
  return result;
}

export function orderQuestions(table: TableInfo): Ordered[] {
  const byId = new Map(table.questions.map((q) => [q.id, q]));
  const order = sorted(table, byId);
  for (const [index, fork] of order.entries()) {
    const yes = reach(byId, fork.yes);
    const no = reach(byId, fork.no);
    const left = [...yes].filter((id) => !no.has(id));
    const right = [...no].filter((id) => !yes.has(id));
    if (left.length === 0 || right.length === 0) continue;
    return order.map((question, i): Ordered => {
      if (left.includes(question.id)) return { question, lane: 'left', part: 'lanes' };
      if (right.includes(question.id)) return { question, lane: 'right', part: 'lanes' };
      return { question, lane: 'wide', part: i <= index ? 'before' : 'after' };
    });
  }
  return order.map((question) => ({ question, lane: 'wide', part: 'before' }));
}
