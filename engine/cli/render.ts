/**
 * `render FILE[~STEP] -o OUT [--arch NAME]… [--only NAME]… [--theme NAME]`: the picture of a step. What draws it is given
 * from outside: the engine knows no page.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { MachineInfo, Snapshot, Step } from '../facts.ts';
import { decodeTarget, type LinkTarget } from '../language/linkTarget.ts';
import { createRun } from '../run/run.ts';
import { readInputs } from './inputs.ts';
import type { MachineName } from '../types.ts';
import { machineNamed } from './machineNamed.ts';
import { UsageError } from './output.ts';
import { programOf } from './played.ts';

interface Moment {
  readonly title: string;
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
  readonly last: number;
}

interface Wanted {
  readonly theme: (typeof THEMES)[number];
  /** Names of machines; null: all. */
  readonly only: readonly string[] | null;
}

export interface Studio {
  svg(moment: Moment, wanted: Wanted): Promise<string>;
  png(svg: string): Promise<Uint8Array>;
}

const THEMES = ['light', 'dark', 'projector'] as const;
const isTheme = (name: string): name is Wanted['theme'] => (THEMES as readonly string[]).includes(name);

/** `FILE~STEP`, with the step as in links: `5`, or `5.wp_page_copy-1` for a micro-step. */
function target(argument: string): { readonly file: string; readonly at: LinkTarget | null } {
  const [, file, step] = /^(.+)~(\d+(?:\.[A-Za-z0-9_]+-\d+)?)$/.exec(argument) ?? [];
  return file === undefined || step === undefined ? { file: argument, at: null } : { file, at: decodeTarget(step) };
}

/** Null: the text has errors before that step, or rules that one of the machines cannot have. */
function momentOf(argument: string, arches: readonly MachineName[]): Moment | null {
  const { file, at } = target(argument);
  const [input, ...more] = readInputs([file]);
  if (input === undefined || more.length > 0) throw new UsageError('`render` takes one FILE.');
  const { program } = programOf(input, arches);
  if (program === null) return null;
  const run = createRun(program);
  const steps = [run.start, ...run.play()];
  const step = at === null ? steps.at(-1) : steps[at.step];
  if (!step) {
    if (program.diagnostics.length > 0) return null;
    throw new UsageError(`There is no step ${at?.step}: \`${file}\` has ${steps.length - 1}.`);
  }
  const { micro = null } = at ?? {};
  const named = step.beads.findIndex(({ fn, occurrence }) => fn === micro?.fn && occurrence === micro.occurrence);
  if (micro !== null && named < 0)
    throw new UsageError(`Step ${step.step} has no micro-step \`${micro.fn}-${micro.occurrence}\`.`);
  const bead = named < 0 ? Math.max(0, step.beads.length - 1) : named;
  const snapshot = run.snapshot({ step: step.step, bead });
  return {
    title: program.title ?? input.name,
    machines: run.machines,
    snapshot,
    step,
    bead,
    last: program.steps.length,
  };
}

export async function render(args: readonly string[], studio: Studio): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', short: 'o' },
      arch: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      theme: { type: 'string', default: 'light' },
    },
    allowPositionals: true,
  });
  const { out, theme } = values;
  const [argument, ...more] = positionals;
  if (argument === undefined || more.length > 0) throw new UsageError('`render` takes one FILE, or FILE~STEP.');
  const [, kind] = /\.(svg|png)$/i.exec(out ?? '') ?? [];
  if (out === undefined || kind === undefined)
    throw new UsageError('`render` needs `-o` with the name of a file that ends in .svg or .png.');
  if (!isTheme(theme)) throw new UsageError(`There is no theme \`${theme}\`: use ${THEMES.join(', ')}.`);
  const moment = momentOf(argument, [...new Set(values.arch.map(machineNamed))]);
  if (!moment) return 1;
  const only = values.only.length === 0 ? null : values.only.map(machineNamed);
  const strangers = only?.filter((name) => !moment.machines.some((one) => one.name === name)) ?? [];
  if (strangers.length > 0) {
    const known = moment.machines.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no machine ${strangers.join(', ')} here: use ${known}.`);
  }
  const svg = await studio.svg(moment, { theme, only });
  const file = kind.toLowerCase() === 'svg' ? svg : await studio.png(svg);
  try {
    writeFileSync(out, file);
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return 0;
}
