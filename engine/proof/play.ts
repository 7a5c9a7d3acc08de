/** Plays one program on one machine, with access to its states, for tests and reports. */
import { carryAll } from '../arch/index.ts';
import { parse } from '../language/parse.ts';
import type { Program, ProgramStep } from '../language/program.ts';
import { Machine, type MachineStep } from '../run/machine.ts';
import { specOf } from '../run/spec.ts';
import type { MachineName } from '../types.ts';

/** The text must be valid. */
export function parseText(text: string): Program {
  const program = parse(text);
  const [wrong] = program.diagnostics;
  if (wrong !== undefined) throw new Error(`line ${wrong.line}: ${wrong.message}\n${text}`);
  return program;
}

export function startOn(machine: MachineName, program: Program): Machine {
  carryAll();
  return new Machine(specOf(machine), program);
}

export function* playOn(name: MachineName, program: Program): Generator<{ step: ProgramStep; done: MachineStep }> {
  const machine = startOn(name, program);
  for (const step of program.steps) {
    const done = machine.play(step);
    if (done === null) return;
    yield { step, done };
  }
}
