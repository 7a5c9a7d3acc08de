/** What a statement came to, in sentences: for those who listen, and for the transcript of a whole run. */
import type { MachineInfo, Step } from '../../engine/facts.ts';
import type { Ask, Program } from '../../engine/text.ts';
import {
  answererText,
  brokenText,
  configurationLine,
  differenceWords,
  logWords,
  memtypeText,
  outcomesBriefly,
} from '../../engine/say/index.ts';
import { choiceKeys } from './choiceKeys.ts';
import { freshDifferences, sameEverywhere, type PageRun } from './run.ts';
import { NOT_PREDICTED, replyLines, replySentence, type Prediction } from './reply.ts';
import { questionOf, signalText } from './statementWords.ts';
import { sentencesOf } from './microStepWords.ts';
import { shortNames } from './shortNames.ts';

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

function each(texts: readonly string[], names: readonly string[]): string {
  const [first = ''] = texts;
  if (sameEverywhere(texts)) return sentence(first);
  return texts.map((text, i) => `${names[i] ?? ''}: ${sentence(text)}`).join(' ');
}

function differenceTexts(step: Step, before: Step | undefined, names: readonly string[]): string[] {
  const fresh = freshDifferences(step, before).filter(({ kind }) => kind !== 'outcome' && kind !== 'log');
  if (fresh.length === 0) {
    const were = before?.differences.some(({ kind }) => kind !== 'outcome' && kind !== 'log') ?? false;
    return were && step.differences.length === 0 ? ['The machines agree again.'] : [];
  }
  return differenceWords(fresh).map(({ about, values }) => {
    const texts = values.map((own) => own.join(', '));
    return `The machines differ in ${about}. ${each(texts, names)}`;
  });
}

function lineTexts(own: readonly (readonly string[])[], names: readonly string[], title: string): string[] {
  const texts = own.map((lines) => lines.map(sentence).join(' '));
  const [first = ''] = texts;
  if (sameEverywhere(texts)) return first === '' ? [] : [`${title}: ${first}`];
  return texts.flatMap((text, i) => (text === '' ? [] : [`${title}, ${names[i] ?? ''}: ${text}`]));
}

/** The outcome of a statement, and what a signal means; empty where it went well everywhere, and nothing came of it. */
export function outcomeTexts({ step, outcomes }: Step, machines: readonly MachineInfo[]): string[] {
  if (step === 0 || outcomes.every((outcome) => outcome?.kind === 'ok' && outcome.value === null)) return [];
  const names = shortNames(machines);
  const answerer = answererText(outcomes, names);
  const told = each(
    outcomesBriefly(outcomes).map((outcome) => outcome ?? 'stopped before'),
    names,
  );
  const signal = signalText(outcomes);
  return [`Outcome: ${told}${answerer === null ? '' : ` Here ${answerer}.`}`, ...(signal === null ? [] : [signal])];
}

/**
 * Everything to be said after a statement except its narration, in order. `predictions`: of someone who walks through,
 * and gets answers only to what was asked; null: all answers.
 */
export function endingOf(
  step: Step,
  before: Step | undefined,
  asks: readonly Ask[],
  machines: readonly MachineInfo[],
  predictions: readonly (Prediction | undefined)[] | null = null,
): string[] {
  // The answer to a question about the outcome already gives it.
  const outcome = asks.some(({ question }) => question === 'outcome') ? [] : outcomeTexts(step, machines);
  return [...outcome, ...effectTexts(step, before, asks, machines, predictions)];
}

/** What else came of it: `endingOf` without the outcome. */
export function effectTexts(
  step: Step,
  before: Step | undefined,
  asks: readonly Ask[],
  machines: readonly MachineInfo[],
  predictions: readonly (Prediction | undefined)[] | null = null,
): string[] {
  const names = shortNames(machines);
  const broken = step.broken.map((own, i) => {
    const known = before?.broken[i]?.map(brokenText) ?? [];
    return own.map(brokenText).filter((text) => !known.includes(text));
  });
  return [
    ...lineTexts(
      step.log.map((lines) => lines.map(logWords)),
      names,
      'The kernel prints',
    ),
    ...lineTexts(
      step.memtypes.map((own) => own.map(memtypeText)),
      names,
      'Reservations',
    ),
    ...differenceTexts(step, before, names),
    ...step.asks.flatMap((result, i) => {
      const ask = asks[i];
      if (!ask) return [];
      if (predictions && predictions[i] === undefined) return [`Question: ${questionOf(ask)} ${NOT_PREDICTED}`];
      return [`Question: ${replySentence(ask, replyLines(result, machines, predictions?.[i]))}`];
    }),
    ...lineTexts(broken, names, 'Broken'),
  ];
}

interface Asked {
  readonly choices: readonly string[];
  readonly labels: readonly string[];
  readonly names: readonly string[];
}

/** For screen readers: each choice with its digit. */
export function questionText(statement: string, ask: Ask, { choices, labels, names }: Asked): string {
  const keys = choiceKeys(choices);
  const told = labels.map((label, i) => (keys[i] ? `${keys[i]}: ${sentence(label)}` : sentence(label)));
  const whose = names.length > 1 ? [`Answer for ${names.join(', then for ')}.`] : [];
  const last = 'Or continue to see the answer.';
  return [`Predict: ${sentence(statement)}`, questionOf(ask), ...whose, ...told, last].join(' ');
}

const machineWords = ({ title, subtitle, configuration }: MachineInfo): string =>
  `  ${title}: ${subtitle}\n    ${configurationLine(configuration)}`;

export function transcript({
  program,
  machines,
  steps,
}: Pick<PageRun, 'machines' | 'steps'> & { readonly program: Pick<Program, 'title' | 'steps'> }): string {
  const told = steps.map((step, at) => {
    const asks = program.steps[step.step - 1]?.asks ?? [];
    const beads = step.beads.flatMap((bead, i) =>
      sentencesOf(step, i, machines)
        // A machine that is not here is not mentioned.
        .filter(({ who }, machine) => who === null || bead.machines[machine])
        .map(({ who, sentence }) => `  ${bead.fn}: ${who === null ? '' : `${who}: `}${sentence}`),
    );
    return [
      step.step === 0 ? 'Start' : `${step.step}. ${step.text}`,
      ...beads,
      ...endingOf(step, steps[at - 1], asks, machines).map((text) => `  ${text}`),
      ...step.says.map((text) => `  ${text}`),
    ].join('\n');
  });
  const about = ['Machines', ...machines.map(machineWords)].join('\n');
  return `${[program.title ?? 'Untitled scenario', about, ...told].join('\n\n')}\n`;
}
