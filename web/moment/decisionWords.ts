/** A decision in words: the text twin of the flow chart. */
import {
  placeText,
  type Bead,
  type Decision,
  type Departure,
  type Difference,
  type MachineInfo,
  type TableInfo,
} from '../../engine/facts.ts';
import { beadText, differenceLine, differenceWords, outcomesBriefly } from '../../engine/say/index.ts';
import { agreementOf } from './agreement.ts';
import { shortNames } from './shortNames.ts';
import { sameEverywhere } from './run.ts';
import { foremost } from './decisions.ts';
import type { DecisionGroup } from './groups.ts';

export const callText = (group: DecisionGroup): string =>
  `${group.table}(${[group.process, group.place && placeText(group.place)].filter((x) => x !== null).join(', ')})`;

export function decisionWords(group: DecisionGroup, table: TableInfo, machines: readonly MachineInfo[]): string[] {
  const names = shortNames(machines);
  const paths = group.decisions.flatMap((decision, machine) => {
    if (!decision) return [];
    const asked = decision.answers.map((a) => {
      const label = table.questions.find((q) => q.id === a.question)?.label ?? a.question;
      return `${label} ${a.value}: ${a.answer ? 'yes' : 'no'}.`;
    });
    const verdict = table.verdicts.find((v) => v.id === decision.verdict);
    return [`${names[machine] ?? ''}: ${[...asked, `Verdict: ${verdict?.label ?? decision.verdict}.`].join(' ')}`];
  });
  return [...paths, agreementOf(group, table, machines).title];
}

export interface DecidingLine {
  /** Null: on every machine. */
  readonly who: string | null;
  readonly call: string;
  readonly text: string;
}

function decidingText(decision: Decision, table: TableInfo, turn: string | undefined): string {
  const labelOf = (id: string): string => table.questions.find((one) => one.id === id)?.label ?? id;
  const turned = decision.answers.filter(({ question }) => question === turn);
  const told = turned.length > 0 ? turned : decision.answers;
  const asked = told.map(({ question, value, answer }) => `${labelOf(question)} ${value}: ${answer ? 'yes' : 'no'}`);
  const verdict = table.verdicts.find(({ id }) => id === decision.verdict)?.label ?? decision.verdict;
  return `${asked.join(', ')}, so ${verdict}.`;
}

interface Deciding {
  readonly groups: readonly DecisionGroup[];
  readonly tables: Readonly<Record<string, TableInfo>>;
  readonly machines: readonly MachineInfo[];
  /** Per machine, the one question that matters, which the least change would turn; else all that were asked are told. */
  readonly turns?: readonly (Pick<Departure, 'question'> | null)[];
  /** Told of machines that no table decided for. */
  readonly refusals?: readonly (Bead | null)[];
}

/** Where each machine decided. */
export function decidingLines({ groups, tables, machines, turns, refusals }: Deciding): readonly DecidingLine[] {
  const loudest = foremost(groups);
  const lines = shortNames(machines).flatMap((who, machine): DecidingLine[] => {
    const group = loudest?.decisions[machine] ? loudest : foremost(groups.filter((one) => one.decisions[machine]));
    const decision = group?.decisions[machine];
    const table = group && tables[group.table];
    if (decision && table)
      return [{ who, call: callText(group), text: decidingText(decision, table, turns?.[machine]?.question) }];
    const bead = refusals?.[machine];
    const own = bead?.machines[machine];
    return bead && own ? [{ who, call: bead.fn, text: beadText(own, '') }] : [];
  });
  const [first] = lines;
  return first && lines.length === machines.length && sameEverywhere(lines.map(({ call, text }) => `${call} ${text}`))
    ? [{ ...first, who: null }]
    : lines;
}

export const leadsTo = (table: TableInfo, id: string): string =>
  [...table.questions, ...table.verdicts].find((x) => x.id === id)?.label ?? id;

/**
 * Rules of the questions asked and the verdicts reached. Paths through a table share questions and verdicts, so a
 * verdict's rule that belongs to a question not asked is left out if it has others.
 */
export function rulesOf(group: DecisionGroup, table: TableInfo): string[] {
  const rules = group.decisions.flatMap((decision) => {
    if (!decision) return [];
    const isAsked = ({ id }: { readonly id: string }): boolean => decision.answers.some((a) => a.question === id);
    const elsewhere = new Set(table.questions.filter((q) => !isAsked(q)).flatMap((q) => q.rules));
    const verdict = table.verdicts.find(({ id }) => id === decision.verdict);
    return [...table.questions.filter(isAsked), ...(verdict ? [verdict] : [])].flatMap((told) => {
      const own = told.rules.filter((rule) => !elsewhere.has(rule));
      return own.length > 0 ? own : told.rules;
    });
  });
  return [...new Set(rules)].sort(byNumber);
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

export function partingRules(group: DecisionGroup, table: TableInfo): readonly string[] {
  const answersTo = (question: string) =>
    group.decisions.flatMap((d) => d?.answers.filter((a) => a.question === question).map((a) => a.answer) ?? []);
  return table.questions.find(({ id }) => new Set(answersTo(id)).size > 1)?.rules ?? [];
}

/** One line per difference. Log lines are shown in the log and only mentioned here. */
export function differenceTexts(
  differences: readonly Difference[],
  names: readonly string[],
  brief: boolean,
): string[] {
  const has = (kind: Difference['kind']): boolean => differences.some((d) => d.kind === kind);
  return [
    ...differenceWords(differences).map((words) => differenceLine(words, names, brief)),
    ...differences
      .filter((d) => d.kind === 'outcome')
      .map(({ values }) => {
        const told = outcomesBriefly(values).map((value) => [value ?? 'stopped']);
        return differenceLine({ about: 'the outcome', values: told }, names);
      }),
    ...(has('log') ? ['the kernels print different things'] : []),
  ];
}

export function eachMachine(
  said: readonly (readonly string[])[],
  names: readonly string[],
): { readonly who: string; readonly texts: readonly string[] }[] {
  const same = said.every((texts) => texts.join('\n') === said[0]?.join('\n'));
  if (same) return [{ who: '', texts: said[0] ?? [] }];
  return said.flatMap((texts, i) => (texts.length > 0 ? [{ who: names[i] ?? '', texts }] : []));
}
