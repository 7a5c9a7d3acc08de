/**
 * `run FILE… [--arch NAME]… [--json]`: plays scenarios, and prints what each machine did.
 */
import type { Program } from '../language/program.ts';
import { createRun } from '../run/run.ts';
import { specOf } from '../run/spec.ts';
import { configurationOf } from '../run/view.ts';
import { configurationLine } from '../say/configuration.ts';
import { traceLine, type TraceLine } from '../say/trace.ts';
import { readInputs } from './inputs.ts';
import { say } from './output.ts';
import { playArguments, programOf } from './played.ts';
import { traceTable, type Origins } from './table.ts';

function playAll(program: Program, scenario: string): { readonly lines: TraceLine[]; readonly origins: Origins } {
  const run = createRun(program);
  const steps = [...run.play()];
  const lines = run.machines.flatMap(({ name }) =>
    steps.flatMap(({ step }) => run.record(step, name) ?? []).map((record) => traceLine(record, scenario)),
  );
  return { lines, origins: new Map(steps.map(({ step, origin }) => [step, origin])) };
}

const configurations = ({ machines, rules }: Program): string[] =>
  machines.map((name) => {
    const { arch, linux } = specOf(name);
    return `${name}: ${configurationLine(configurationOf(arch, linux, rules))}`;
  });

export function run(args: readonly string[]): number {
  const { files, arches, json } = playArguments(args);
  let someWrong = false;
  for (const [i, input] of readInputs(files).entries()) {
    const { program, wrong } = programOf(input, arches);
    someWrong ||= wrong;
    if (program === null) continue;
    const { lines, origins } = playAll(program, input.name);
    if (json) {
      for (const line of lines) say(JSON.stringify(line));
    } else {
      if (i > 0) say('');
      for (const line of traceTable(program.title ?? input.name, lines, origins)) say(line);
      for (const line of configurations(program)) say(line);
    }
  }
  return someWrong ? 1 : 0;
}
