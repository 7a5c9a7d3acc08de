/**
 * The FILE arguments: files, folders of scenarios, names of built-ins, and `-` for standard input.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { nearest } from '../language/spelling.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { UsageError } from './output.ts';

export interface Input {
  readonly label: string;
  readonly name: string;
  readonly text: string;
  readonly builtin: boolean;
}

const STANDARD_INPUT = 0;
const ENDING = '.scenario';

function read(path: string | number, label: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${label} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

const fromFile = (path: string): Input => ({
  label: path,
  name: basename(path, extname(path)),
  text: read(path, path),
  builtin: false,
});

function fromFolder(folder: string): Input[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ENDING));
  if (files.length === 0) throw new UsageError(`The folder ${folder} contains no *${ENDING} files.`);
  return files.sort().map((file) => fromFile(join(folder, file)));
}

function fromArgument(argument: string): Input[] {
  if (argument === '-') {
    return [{ label: '-', name: '-', text: read(STANDARD_INPUT, 'Standard input'), builtin: false }];
  }
  const found = statSync(argument, { throwIfNoEntry: false });
  if (found?.isDirectory()) return fromFolder(argument);
  if (found !== undefined) return [fromFile(argument)];
  const scenario = SCENARIOS.find((s) => s.name === argument);
  if (scenario !== undefined) return [{ label: argument, name: argument, text: scenario.text, builtin: true }];
  const near = nearest(
    argument,
    SCENARIOS.map((s) => s.name),
  );
  const meant = near === undefined ? '' : ` Did you mean the built-in \`${near}\`?`;
  throw new UsageError(`There is no file or built-in scenario \`${argument}\`.${meant}`);
}

/** The texts that the arguments name, in their order. Throws `UsageError` if one cannot be found. */
export function readInputs(args: readonly string[]): Input[] {
  if (args.length === 0) throw new UsageError('FILE is missing: a file, a folder, a built-in scenario, or `-`.');
  return args.flatMap(fromArgument);
}
