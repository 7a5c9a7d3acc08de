/**
 * `npm run bench`: speed and memory of the engine in Node. Figures depend on the computer; they must stay linear in
 * statements and within the goal.
 */
import { parse } from '../language/parse.ts';
import { handleFault, newFault } from '../chart/handleFault.ts';
import { baseOf, noNotes, type Cx, type FaultRequest } from '../mm/cx.ts';
import type { FaultStepName } from '../mm/fault/fault.ts';
import type { World } from '../mm/world.ts';
import { createRun, type Run } from '../run/run.ts';
import { asVpn } from '../types.ts';
import { parseText, startOn } from './play.ts';
import { allFrames, anonymous, copies, forks, limits } from './workloads.ts';

const TWO = ['x86_64', 'arm'] as const;
const FOUR = ['x86_64', 'arm', 'arm_lpae', 'arm_lpae_nobit'] as const;
/** For 1,000 faulting statements on two machines, after warm-up. */
const GOAL_MS = 400;
const ROUNDS = 5;

interface Played {
  readonly run: Run;
  readonly ms: number;
  readonly statements: number;
}

function play(text: string): Played {
  const program = parse(text);
  const [wrong] = program.diagnostics;
  if (wrong !== undefined) throw new Error(`${wrong.line}: ${wrong.message}`);
  const start = performance.now();
  const run = createRun(program);
  let statements = 0;
  for (const { step } of run.play()) statements = step;
  return { run, ms: performance.now() - start, statements };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const best = (text: string): number => median(Array.from({ length: ROUNDS }, () => play(text).ms));
const ms = (value: number): string => `${value.toFixed(0)} ms`;
const row = (what: string, ...values: readonly string[]): void =>
  console.log(`  ${what.padEnd(58)} ${values.map((v) => v.padStart(12)).join(' ')}`);

interface Recorded {
  readonly world: World;
  readonly request: FaultRequest;
  readonly path: readonly string[];
}

function chartShare(): { chart: number; steps: number; faults: number } {
  const program = parseText(copies(1000, ['x86_64']));
  const machine = startOn('x86_64', program);
  const recorded: Recorded[] = [];
  for (const step of program.steps) {
    const { world } = machine.cx;
    const done = machine.play(step);
    if (done === null || step.statement.op !== 'write') continue;
    const { place } = step.statement;
    const vpn = asVpn(baseOf(machine.cx, place.name) + place.from);
    recorded.push({ world, request: { process: 'A', vpn, access: 'write' }, path: done.path });
  }
  const context = (world: World): Cx => ({ ...machine.cx, world, ...noNotes() });
  const time = (work: (r: Recorded) => void): number => {
    const start = performance.now();
    for (const r of recorded) work(r);
    return performance.now() - start;
  };
  const chart = (): number => time(({ world, request }) => void handleFault(context(world), request));
  const steps = (): number =>
    time(({ world, request, path }) => {
      const cx = context(world);
      let fault = newFault(request);
      for (const name of path) {
        cx.path.push(name);
        cx.chain.push(name as FaultStepName);
        fault = cx.linux.faultSteps[name as FaultStepName](cx, fault);
      }
    });
  for (let i = 0; i < 3; i++) {
    chart();
    steps();
  }
  return {
    chart: median(Array.from({ length: ROUNDS }, chart)),
    steps: median(Array.from({ length: ROUNDS }, steps)),
    faults: recorded.length,
  };
}

/** Bytes kept per frame (a statement on a machine). */
function memoryPerFrame(): number | null {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) return null;
  const used = (): number => {
    gc();
    gc();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  const { run, statements } = play(copies(1000, TWO));
  const after = used();
  // Keeps the run alive until it has been measured.
  run.snapshot({ step: statements, bead: 0 });
  return (after - before) / (statements * TWO.length);
}

export async function main(): Promise<number> {
  for (let i = 0; i < 5; i++) for (const text of [copies(400, TWO), anonymous(200, TWO), forks(200, TWO)]) play(text);

  console.log('\n1,000 faulting statements on two machines');
  const goal = best(copies(1000, TWO));
  row('first writes to a private PFN mapping', ms(goal), `${((1000 * 1000) / goal).toFixed(0)}/s`);
  const anon = best(anonymous(1000, TWO));
  row('first writes to anonymous memory', ms(anon), `${((1000 * 1000) / anon).toFixed(0)}/s`);
  const small = best(forks(1000, TWO));
  row('forked processes copying few pages', ms(small), `${((1000 * 1000) / small).toFixed(0)}/s`);
  row(`goal: within ${GOAL_MS} ms`, goal <= GOAL_MS ? 'met' : 'MISSED');

  console.log('\nLinear in statements (ms per 1,000 statements should stay the same)');
  const costs = [250, 500, 1000, 1990].map((count) => {
    const took = best(copies(count, TWO));
    row(`${count} statements`, ms(took), `${((took / count) * 1000).toFixed(0)} ms/1000`);
    return took / count;
  });
  const growth = costs.at(-1)! / costs[0]!;
  row('cost of a statement at 1,990 against 250', `x ${growth.toFixed(2)}`);

  const { chart, steps, faults } = chartShare();
  console.log(`\nThe fault chart (${faults} faults that copy, on x86_64)`);
  row('through xstate', ms(chart));
  row('its steps alone', ms(steps));
  row("xstate's share of a fault", `${(((chart - steps) / chart) * 100).toFixed(0)} %`);
  row(
    "xstate's share of all the engine does for such a statement",
    `${(((chart - steps) * 2 * 100) / goal).toFixed(0)} %`,
  );

  const bytes = memoryPerFrame();
  console.log('\nMemory');
  row(
    'a statement on a machine, of 1,000 on two',
    bytes === null ? 'not measured' : `${(bytes / 1024).toFixed(1)} KiB`,
  );

  console.log('\nThe bounds of the language');
  const most = play(limits(FOUR));
  row(`${most.statements} statements, 4 machines, mappings of 4,096 pages`, ms(most.ms));
  const looks = [0.25, 0.5, 0.75, 1].map((at) => {
    const start = performance.now();
    most.run.snapshot({ step: Math.floor(most.statements * at), bead: 0 });
    return performance.now() - start;
  });
  row('a snapshot of it', ms(median(looks)));
  const full = play(allFrames(['arm']));
  row('until all 65,536 frames of one machine are taken', ms(full.ms));
  return goal <= GOAL_MS * 1.5 && growth < 2 ? 0 : 1;
}
