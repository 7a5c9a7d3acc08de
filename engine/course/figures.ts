/** The texts that lessons show, and what the engine makes of them. */
import { payloadOf } from '../language/link.ts';
import { parse } from '../language/parse.ts';
import type { Program } from '../language/program.ts';
import type { Position, Spot, Step } from '../facts.ts';
import { createRun, type Run } from '../run/run.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Figure, Moment } from './lesson.ts';

const TELLS = /^(say|ask|title) /;

/** A text without what gives answers away. Its statements keep their numbers. */
const bare = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !TELLS.test(line))
    .join('\n') + '\n';

function parsed(name: string, text: string): Program {
  const program = parse(text);
  const [wrong] = program.diagnostics;
  if (wrong) throw new Error(`${name}, line ${wrong.line}: ${wrong.message}`);
  return program;
}

export class Played {
  readonly name: string;
  readonly figure: Figure;
  readonly program: Program;
  readonly run: Run;
  readonly steps: readonly Step[];
  readonly #asked = new Map<string, Step['asks'][number]>();

  constructor(name: string, builtIn: string | null, original: string) {
    this.name = name;
    const text = bare(original);
    this.program = parsed(name, text);
    this.run = createRun(this.program);
    this.steps = [this.run.start, ...this.run.play()];
    const machines = this.run.machines.map(({ name, arch, title }) => ({ name, arch, title }));
    const statements = this.program.steps.length;
    this.figure = {
      text,
      builtIn,
      payload: payloadOf({ text: original, builtin: builtIn ?? undefined }),
      statements,
      machines,
    };
  }

  step(number: number): Step {
    const step = this.steps[number];
    if (!step) throw new Error(`${this.name} has no statement ${number}.`);
    return step;
  }

  ask(number: number, ask: string): Step['asks'][number] {
    const key = `${number} ${ask}`;
    const known = this.#asked.get(key);
    if (known) return known;
    const { line } = this.step(number);
    const lines = this.figure.text.split('\n').slice(0, line);
    lines.splice(line - 1, 0, `ask ${ask}`);
    const run = createRun(parsed(this.name, `${lines.join('\n')}\n`));
    const answer = [...run.play()].at(-1)?.asks[0];
    if (!answer) throw new Error(`${this.name}~${number}: \`${ask}\` has no answer.`);
    this.#asked.set(key, answer);
    return answer;
  }

  at(number: number, fn: string | null): Position {
    const { beads } = this.step(number);
    if (fn === null) return { step: number, bead: Math.max(0, beads.length - 1) };
    const bead = beads.findIndex((one) => one.fn === fn);
    if (bead < 0) throw new Error(`${this.name}~${number} does not go through ${fn}.`);
    return { step: number, bead };
  }
}

export class Figures {
  readonly #texts: Readonly<Record<string, string>>;
  readonly #played = new Map<string, Played>();

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
  }

  named(name: string): Played {
    const known = this.#played.get(name);
    if (known) return known;
    const own = this.#texts[name];
    const builtIn = SCENARIOS.find((scenario) => scenario.name === name);
    const text = own ?? builtIn?.text;
    if (text === undefined) throw new Error(`There is no figure ${name}.`);
    const played = new Played(name, own === undefined ? name : null, text.replace(/^\n/, ''));
    this.#played.set(name, played);
    return played;
  }

  get all(): readonly Played[] {
    return [...this.#played.values()];
  }
}

export interface Place {
  readonly figure: string;
  readonly step: number;
  readonly fn: string | null;
  readonly pick?: Spot;
}

export function spotOf(pick: string): Spot {
  const [, name, page = '0', process] = /^([a-z]\w*)(?:\+(\d+))? in ([A-Z])$/.exec(pick) ?? [];
  if (name === undefined || process === undefined) throw new Error(`${pick} is no place.`);
  return { process, place: { name, page: Number(page) } };
}

export function momentOf(moment: Moment): Place {
  const match = /^([a-z0-9-]+)~(\d+)(?::(\w+))?$/.exec(moment);
  const [, figure, step, fn = null] = match ?? [];
  if (figure === undefined || step === undefined) throw new Error(`${moment} is no moment of a figure.`);
  return { figure, step: Number(step), fn };
}
