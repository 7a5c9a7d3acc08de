/**
 * The command line. Source: docs/language.md, The command line.
 */
import { carryAll } from '../arch/index.ts';
import { nearest } from '../language/spelling.ts';
import { arch } from './arch.ts';
import { asks } from './asks.ts';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { fmt } from './fmt.ts';
import { link, open } from './link.ts';
import { list } from './list.ts';
import { machine } from './machine.ts';
import { say, UsageError, warn } from './output.ts';
import { pte } from './pte.ts';
import { render, type Studio } from './render.ts';
import { readers } from './readers.ts';
import { replay } from './replayFolder.ts';
import { run } from './run.ts';
import { trace } from './trace.ts';

const HELP = `folioscope: Linux memory management, statement by statement

  run FILE… [--arch NAME]… [--json]   plays scenarios; prints a table, or JSON Lines
  asks FILE… [--json]                 prints the questions of scenarios with the answers of each machine
  check FILE…                         parses scenarios and reports errors
  fmt FILE…                           prints the canonical form
  link FILE                           prints the link to a text
  open LINK                           prints the text of a link
  render FILE~STEP -o OUT [OPTION]…   draws a step into OUT.svg or OUT.png; without ~STEP, the end of the scenario
                                      options: --arch NAME, --only NAME, --theme light|dark|projector
  list                                lists the built-in scenarios
  find WORDS                          finds scenarios, statements, terms, rules and readers by what people call them
  readers [WORD]…                     lists who reads VM_PFNMAP, VM_MIXEDMAP, VM_IO and the special bit, and whether it should
  explain FILE                        says what a dump, a log, a raw entry or a line of maps says; - for standard input
  machine NAME                        prints geometry and configuration of a machine, and what was recorded on it
  arch [NAME]                         prints every architecture of Linux 6.12, or all facts of a machine
  pte MACHINE WORD [LEVEL]            names the bits of a raw entry; LEVEL is pte or pmd
  trace FILE[~STEP]… [--arch NAME]… [--json]
                                      prints the kernel functions of each statement as a tree, each with its file and line,
                                      what it asked and what the answer was; or JSON Lines
  replay FOLDER [--max N] [--json]    plays scenarios against the recorded kernel traces of a folder, and names what it
                                      cannot place; counts and first differences, or JSON Lines of them

FILE is a file, a folder (its *.scenario), a built-in scenario, or - for standard input.
Exit status: 0 for success, 1 for a text with errors or a replay that differs, 2 for wrong usage or nothing to replay.`;

type Command = (args: readonly string[], studio: Studio) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  run,
  render,
  asks,
  check,
  fmt,
  link,
  open,
  list,
  find,
  readers,
  explain,
  machine,
  arch,
  pte,
  trace,
  replay,
};

/** Commands without options, which would take one for a file. */
const PLAIN = ['check', 'fmt', 'link', 'list', 'find', 'readers', 'explain', 'machine', 'arch', 'pte'];

function command(argv: readonly string[], studio: Studio): number | Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined) throw new UsageError(HELP);
  if (['help', '--help', '-h'].some((word) => word === name || args[0] === word)) {
    say(HELP);
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const near = nearest(name, Object.keys(COMMANDS));
    throw new UsageError(`There is no command \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`);
  }
  const option = args.find((a) => a.length > 1 && a.startsWith('-'));
  if (option !== undefined && PLAIN.includes(name)) throw new UsageError(`\`${name}\` has no option \`${option}\`.`);
  return COMMANDS[name]!(args, studio);
}

/** Thrown by Node's `parseArgs`. */
const isOptionError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const NO_STUDIO: Studio = {
  svg: () => Promise.reject(new UsageError('Nothing is here that draws pictures.')),
  png: () => Promise.reject(new UsageError('Nothing is here that draws pictures.')),
};

/** Runs a command; `argv` starts with its name. Returns the exit status; a person's mistakes never make it throw. */
export async function main(argv: string[], studio: Studio = NO_STUDIO): Promise<number> {
  carryAll();
  try {
    return await command(argv, studio);
  } catch (error) {
    if (!(error instanceof UsageError) && !isOptionError(error)) throw error;
    warn(error.message);
    return 2;
  }
}
