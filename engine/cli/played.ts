/** What `run`, `trace` and `render` play: texts, on their own machines or on those of `--arch`. */
import { parseArgs } from 'node:util';
import { refusedOn } from '../language/head.ts';
import { parse } from '../language/parse.ts';
import type { Program } from '../language/program.ts';
import type { MachineName } from '../types.ts';
import type { Input } from './inputs.ts';
import { machineNamed } from './machineNamed.ts';
import { diagnosticLine, warn } from './output.ts';

export interface PlayArguments {
  readonly files: readonly string[];
  /** Empty: those of each text. */
  readonly arches: readonly MachineName[];
  readonly json: boolean;
}

/** Throws `UsageError` for a machine that does not exist. */
export function playArguments(args: readonly string[]): PlayArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { arch: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  return { files: positionals, arches: [...new Set(values.arch.map(machineNamed))], json: values.json };
}

/** Prints what is wrong with a text. `program` is null if no kernel for one of the machines could have its rules (R-IN-65). */
export function programOf(
  { label, text }: Input,
  arches: readonly MachineName[],
): { readonly program: Program | null; readonly wrong: boolean } {
  const program = parse(text);
  for (const diagnostic of program.diagnostics) warn(diagnosticLine(label, diagnostic));
  const refusals = arches.flatMap((arch) => refusedOn(arch, program.rules) ?? []);
  for (const refusal of refusals) warn(`${label}: ${refusal}`);
  return {
    program: refusals.length > 0 ? null : { ...program, machines: arches.length > 0 ? arches : program.machines },
    wrong: program.diagnostics.length + refusals.length > 0,
  };
}
