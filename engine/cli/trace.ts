/**
 * `trace FILE[~STEP] [--arch NAME]… [--json]`: the kernel functions of each statement as a tree, with what each asked and
 * answered. As JSON, the form of the recorded calls of real kernels (engine/proof/traces/FORMAT.md).
 */
import { foundOn, lineText } from '../functions.ts';
import type { Program, ProgramStep } from '../language/program.ts';
import type { RawBead } from '../mm/cx.ts';
import { valuesOf, type Question, type RawDecision, type Verdict } from '../mm/decisionTable.ts';
import { Machine, type MachineStep } from '../run/machine.ts';
import { specOf } from '../run/spec.ts';
import { outcomeText } from '../say/index.ts';
import type { MachineName } from '../types.ts';
import { readInputs } from './inputs.ts';
import { say, UsageError } from './output.ts';
import { playArguments, programOf } from './played.ts';

type Call = readonly [name: string, depth: number, count?: number];

/** Equal calls in a row become one, as long as they call nothing themselves. */
function callsOf(beads: readonly RawBead[]): Call[] {
  const calls: Call[] = [];
  for (const call of beads.flatMap((bead) => bead.calls)) {
    if (!('fn' in call)) continue;
    const [name, depth, count = 1] = calls.at(-1) ?? ['', 0];
    if (name === call.fn && depth === call.depth) calls[calls.length - 1] = [name, depth, count + 1];
    else calls.push([call.fn, call.depth]);
  }
  return calls;
}

const INDENT = '  ';

function decisionLines({ table, answers, verdict, ...decision }: RawDecision): string[] {
  const values = valuesOf({ table, answers, verdict, ...decision });
  const questions: Readonly<Record<string, Question<never>>> = table.questions;
  const verdicts: Readonly<Record<string, Verdict>> = table.verdicts;
  return [
    ...answers.map(({ question, answer }, i) => {
      const label = questions[question]?.label ?? question;
      return `${label} ${answer ? 'yes' : 'no'} (${values[i] ?? ''})`;
    }),
    `→ ${verdicts[verdict]?.label ?? verdict}`,
  ];
}

function* treeLines(beads: readonly RawBead[], sources: string): Iterable<string> {
  const calls = beads.flatMap((bead) => bead.calls);
  const width = Math.max(0, ...calls.map((call) => ('fn' in call ? call.depth * INDENT.length + call.fn.length : 0)));
  for (const call of calls) {
    const indent = INDENT.repeat(call.depth + 1);
    if ('fn' in call) {
      const found = foundOn(call.fn, sources);
      const name = `${indent}${call.fn}`.padEnd(width + INDENT.length);
      yield found === null ? name.trimEnd() : `${name}  ${lineText(found)}`;
    } else for (const line of decisionLines(call.decision)) yield indent + line;
  }
  const more = beads.reduce((sum, bead) => sum + bead.moreCalls, 0);
  if (more > 0) yield `${INDENT}… ${more} more, not kept`;
  if (calls.length === 0) yield `${INDENT}(nothing of Linux is called)`;
}

interface Traced {
  readonly step: ProgramStep;
  readonly index: number;
  readonly played: MachineStep;
}

function* play(machine: Machine, program: Program, only: number | null): Iterable<Traced> {
  for (const [i, step] of program.steps.entries()) {
    const played = machine.play(step);
    if (played === null) return;
    if (only === null || only === i + 1) yield { step, index: i + 1, played };
  }
}

function traceMachine(name: MachineName, program: Program, scenario: string, only: number | null, json: boolean): void {
  const { arch } = specOf(name);
  const machine = new Machine(specOf(name), program);
  if (!json) say(name);
  for (const { step, index, played } of play(machine, program, only)) {
    const outcome = outcomeText(played.outcome);
    if (json) {
      const calls = callsOf(played.beads);
      say(JSON.stringify({ machine: name, scenario, step: index, statement: step.text, outcome, calls }));
      continue;
    }
    say(`${index} ${step.text}: ${outcome}`);
    for (const line of treeLines(played.beads, arch.sources)) say(line);
  }
}

function withStep(argument: string): { readonly file: string; readonly step: number | null } {
  const [, file, step] = /^(.+)~(\d+)$/.exec(argument) ?? [];
  return file === undefined ? { file: argument, step: null } : { file, step: Number(step) };
}

export function trace(args: readonly string[]): number {
  const { files, arches, json } = playArguments(args);
  let someWrong = false;
  for (const argument of files.length === 0 ? [''] : files) {
    const { file, step } = withStep(argument);
    for (const input of readInputs(file === '' ? [] : [file])) {
      const { program, wrong } = programOf(input, arches);
      someWrong ||= wrong;
      if (program === null) continue;
      if (step !== null && (step < 1 || step > program.steps.length)) {
        throw new UsageError(`${input.label} has no statement ${step}: it has ${program.steps.length}.`);
      }
      for (const machine of program.machines) traceMachine(machine, program, input.name, step, json);
    }
  }
  return someWrong ? 1 : 0;
}
