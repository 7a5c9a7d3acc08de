/**
 * `run FILE… [--arch NAME]… [--json]`: plays scenarios, and prints what each machine did.
 */
import { parseArgs } from 'node:util';
import type { Program } from '../language/program.ts';
import { refusedOn } from '../language/head.ts';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import { specOf } from '../run/spec.ts';
import { configurationOf } from '../run/view.ts';
import { configurationLine } from '../say/configuration.ts';
import type { MachineName } from '../types.ts';
import { traceLine, type TraceLine } from '../say/trace.ts';
import { readInputs } from './inputs.ts';
import { machineNamed } from './machineNamed.ts';
import { diagnosticLine, say, warn } from './output.ts';
import { traceTable, type Origins } from './table.ts';

function playAll(program: Program, scenario: string): { readonly lines: TraceLine[]; readonly origins: Origins } {
  const run = createRun(program);
  const steps = [...run.play()];
  const lines = run.machines.flatMap(({ name }) =>
    steps.flatMap(({ step }) => run.record(step, name) ?? []).map((record) => traceLine(record, scenario)),
  );
  return { lines, origins: new Map(steps.map(({ step, origin }) => [step, origin])) };
}

const configurations = ({ machines, rules }: Program, arches: readonly MachineName[]): string[] =>
  (arches.length === 0 ? machines : arches).map((name) => {
    const { arch, linux } = specOf(name);
    return `${name}: ${configurationLine(configurationOf(arch, linux, rules))}`;
  });

export function run(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { arch: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const arches = [...new Set(values.arch.map(machineNamed))];
  let wrong = false;
  for (const [i, { label, name, text }] of readInputs(positionals).entries()) {
    const program = parse(text);
    for (const diagnostic of program.diagnostics) warn(diagnosticLine(label, diagnostic));
    const refusals = arches.flatMap((arch) => refusedOn(arch, program.rules) ?? []);
    for (const refusal of refusals) warn(`${label}: ${refusal}`);
    wrong ||= program.diagnostics.length + refusals.length > 0;
    if (refusals.length > 0) continue;
    const { lines, origins } = playAll(arches.length === 0 ? program : { ...program, machines: arches }, name);
    if (values.json) {
      for (const line of lines) say(JSON.stringify(line));
    } else {
      if (i > 0) say('');
      for (const line of traceTable(program.title ?? name, lines, origins)) say(line);
      for (const line of configurations(program, arches)) say(line);
    }
  }
  return wrong ? 1 : 0;
}
