/** One program on one machine with its states at hand: what tests and reports look into. */
import { ARCHES } from '../arch/index.ts';
import { parse } from '../language/parse.ts';
import type { Program, ProgramStep } from '../language/program.ts';
import type { Cx } from '../mm/cx.ts';
import { playStatement, startMachine, type MachineStep } from '../run/machine.ts';
import type { ArchName } from '../types.ts';

/** Parses a text that must be right. */
export function parseText(text: string): Program {
  const program = parse(text);
  const [wrong] = program.diagnostics;
  if (wrong !== undefined) throw new Error(`line ${wrong.line}: ${wrong.message}\n${text}`);
  return program;
}

export interface Playing {
  readonly cx: Cx;
  readonly program: Program;
  /** The newest step; the start at first. */
  last: MachineStep;
}

export function startOn(machine: ArchName, program: Program): Playing {
  const { cx, start } = startMachine(ARCHES[machine], program);
  return { cx, program, last: start };
}

/** Plays one statement; null where the machine has stopped. */
export function playStep(playing: Playing, step: ProgramStep): MachineStep | null {
  if (playing.last.stopped !== null) return null;
  playing.last = playStatement(playing.cx, step, playing.last.names);
  return playing.last;
}

/** Every statement until the end of the text or of the machine. */
export function* playOn(machine: ArchName, program: Program): Generator<{ step: ProgramStep; done: MachineStep }> {
  const playing = startOn(machine, program);
  for (const step of program.steps) {
    const done = playStep(playing, step);
    if (done === null) return;
    yield { step, done };
  }
}
