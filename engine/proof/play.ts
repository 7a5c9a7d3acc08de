/** Plays one program on one machine, with access to its states, for tests and reports. */
import { ARCHES } from '../arch/index.ts';
import { parse } from '../language/parse.ts';
import type { Program, ProgramStep } from '../language/program.ts';
import { Machine, type MachineStep } from '../run/machine.ts';
import type { ArchName } from '../types.ts';

/** The text must be valid. */
export function parseText(text: string): Program {
  const program = parse(text);
  const [wrong] = program.diagnostics;
  if (wrong !== undefined) throw new Error(`line ${wrong.line}: ${wrong.message}\n${text}`);
  return program;
}

export const startOn = (machine: ArchName, program: Program): Machine => new Machine(ARCHES[machine], program);

/** To the end of the text, or until the machine stops. */
export function* playOn(name: ArchName, program: Program): Generator<{ step: ProgramStep; done: MachineStep }> {
  const machine = startOn(name, program);
  for (const step of program.steps) {
    const done = machine.play(step);
    if (done === null) return;
    yield { step, done };
  }
}
