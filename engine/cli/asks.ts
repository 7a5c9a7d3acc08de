/**
 * `asks FILE… [--json]`: the questions of scenarios, what may be picked, and what is right on each machine.
 */
import { parseArgs } from 'node:util';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import { answersOf, answerText, choicesOf, departureText, departureWords, type DepartureWords } from '../say/index.ts';
import { readInputs } from './inputs.ts';
import { diagnosticLine, say, warn } from './output.ts';

interface AskLine {
  readonly scenario: string;
  readonly step: number;
  readonly line: number;
  readonly ask: string;
  readonly choices: readonly string[];
  /** By machine; null where it had stopped before. */
  readonly answers: Readonly<Record<string, string | null>>;
  readonly departs: Readonly<Record<string, DepartureWords>>;
}

function linesOf(scenario: string, program: ReturnType<typeof parse>): AskLine[] {
  const run = createRun(program);
  return [...run.play()].flatMap(({ step, asks }) =>
    asks.map((result, i) => {
      const answers = answersOf(result).map((answer) => answer && answerText(answer));
      return {
        scenario,
        step,
        line: program.steps[step - 1]?.asks[i]?.line ?? 0,
        ask: result.text,
        choices: choicesOf(result).map(answerText),
        answers: Object.fromEntries(run.machines.map(({ name }, m) => [name, answers[m] ?? null])),
        departs: Object.fromEntries(
          run.machines.flatMap(({ name }, m) => {
            const departure = result.departures[m];
            return departure ? [[name, departureWords(departure)]] : [];
          }),
        ),
      };
    }),
  );
}

export function asks(args: readonly string[]): number {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  let wrong = false;
  for (const { label, name, text } of readInputs(positionals)) {
    const program = parse(text);
    for (const diagnostic of program.diagnostics) warn(diagnosticLine(label, diagnostic));
    wrong ||= program.diagnostics.length > 0;
    for (const line of linesOf(name, program)) {
      if (values.json) {
        say(JSON.stringify(line));
        continue;
      }
      say(`${line.scenario}~${line.step}  ${line.ask}`);
      say(`  choices: ${line.choices.join(' | ')}`);
      for (const [machine, answer] of Object.entries(line.answers)) {
        say(`  ${machine}: ${answer ?? 'already stopped'}`);
        const departure = line.departs[machine];
        if (departure) say(`    otherwise ${departureText(departure)}`);
      }
    }
  }
  return wrong ? 1 : 0;
}
