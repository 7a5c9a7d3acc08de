/** A scenario on all its machines in lockstep, as a generator of steps. */
import type { Program, ProgramStep, Statement } from '../language/program.ts';
import { originOf } from '../ops/index.ts';
import type { Cx } from '../mm/cx.ts';
import type { MachineName, ProcessName } from '../types.ts';
import { answerAsk } from './asks.ts';
import { beadsOf, mergeBeads, type MergedBead } from './beads.ts';
import { Comparison } from './differences.ts';
import { askEntry } from './askEntry.ts';
import type {
  EntryAnswer,
  MachineInfo,
  Place,
  Position,
  ProcView,
  Snapshot,
  StatementRecord,
  Step,
  Stop,
  WhatIf,
} from '../facts.ts';
import { procViews } from './proc.ts';
import type { FrameNames } from './names.ts';
import type { World } from '../mm/world.ts';
import { MEMMAP } from '../mm/memmap.ts';
import { Machine, type MachineStep } from './machine.ts';
import { memtypeChanges } from './memtypes.ts';
import { namedFrames } from './named.ts';
import { beadFacts, faultFacts } from './beadFacts.ts';
import { pageStates, rssStates, vmaStates } from './stateFacts.ts';
import { specOf, type MachineSpec } from './spec.ts';
import { machineInfo } from './view.ts';
import { MachineViews } from './views.ts';

export interface Run {
  readonly program: Program;
  readonly machines: readonly MachineInfo[];
  readonly start: Step;
  /** Yields steps 1, 2, … in order. Call it once. */
  play(): Generator<Step, void>;
  /**
   * The state at a position; the step must have been yielded. A bead past the last is the end of the statement.
   * Snapshots share unchanged objects.
   */
  snapshot(at: Position): Snapshot;
  /** `vm_normal_page` or its pmd counterpart for the entry at a place, per machine; null where nothing is mapped. */
  askEntry(at: Position, process: ProcessName, place: Place, whatIf?: WhatIf): readonly (EntryAnswer | null)[];
  /** What /proc would show of each process, a machine, next to what is true. */
  proc(at: Position): readonly (readonly ProcView[])[];
  /** What a trace tells of a statement; null where the machine had stopped before. The step must have been yielded. */
  record(step: number, machine: MachineName): StatementRecord | null;
}

interface Played {
  readonly machines: readonly (MachineStep | null)[];
  readonly beads: readonly MergedBead[];
}

class Machines implements Run {
  readonly program: Program;
  readonly machines: readonly MachineInfo[];
  readonly start: Step;
  readonly #machines: readonly Machine[];
  readonly #cxs: readonly Cx[];
  readonly #comparison: Comparison;
  readonly #views: readonly MachineViews[];
  readonly #played: Played[] = [];

  constructor(program: Program, specs: readonly MachineSpec[]) {
    this.program = program;
    const named = namedFrames(program, MEMMAP);
    this.#machines = specs.map((spec) => new Machine(spec, program));
    this.#comparison = new Comparison(this.#machines);
    this.#cxs = this.#machines.map(({ cx }) => cx);
    this.#views = specs.map(({ name }, i) => new MachineViews(name, this.#cxs[i]!, named));
    this.machines = specs.map((spec) => machineInfo(spec, program.rules));
    const machines = this.#machines.map(({ last }) => last);
    const beads = mergeBeads(machines.map((m) => m.beads));
    this.#played.push({ machines, beads });
    this.start = this.#step(
      { step: 0, line: 0, text: '', says: program.opening, asks: [], statement: null },
      machines,
      beads,
    );
  }

  *play(): Generator<Step, void> {
    for (const statement of this.program.steps) {
      const machines = this.#machines.map((machine) => machine.play(statement));
      if (machines.every((m) => m === null)) return;
      const beads = mergeBeads(machines.map((m) => m?.beads ?? null));
      this.#played.push({ machines, beads });
      yield this.#step(statement, machines, beads);
    }
  }

  #step(
    {
      step,
      line,
      text,
      says,
      asks,
      statement,
    }: Omit<ProgramStep, 'statement'> & { readonly statement: Statement | null },
    machines: readonly (MachineStep | null)[],
    beads: readonly MergedBead[],
  ): Step {
    const askable = machines.map((m, i) =>
      m === null
        ? null
        : {
            cx: this.#cxs[i]!,
            before: this.#played[step - 1]?.machines[i] ?? m,
            step: m,
          },
    );
    return {
      step,
      line,
      text,
      says,
      asks: statement === null ? [] : asks.map((ask) => answerAsk(ask, statement, askable)),
      outcomes: machines.map((m) => m?.outcome ?? null),
      origin: statement === null ? 'recorded' : originOf(statement, this.program.rules),
      beads: beads.map(({ fn, kernel, occurrence, own }) => ({
        fn,
        kernel,
        occurrence,
        machines: own.map((index, i) => {
          const raw = index === null ? undefined : machines[i]?.beads[index];
          return raw === undefined ? null : beadFacts(this.#cxs[i]!.arch, this.#cxs[i]!, raw);
        }),
      })),
      differences: machines.every((m) => m !== null) ? this.#comparison.look() : [],
      broken: machines.map((m) => m?.broken ?? []),
      memtypes: askable.map((m) =>
        m === null ? [] : memtypeChanges(m.before.world, m.step.world, m.cx, m.step.names),
      ),
      log: machines.map((m) => m?.log ?? []),
      faults: machines.map((m, i) => faultFacts(this.#cxs[i]!, m?.faults ?? [], beadsOf(beads, i))),
    };
  }

  #stateAt(at: Position, machine: number): { world: World; frames: FrameNames; stopped: Stop | null } {
    const played = this.#played[at.step];
    if (played === undefined) throw new RangeError(`step ${at.step} was not played`);
    const { step, ended } = this.#lastStep(at.step, machine);
    if (ended || at.bead >= played.beads.length - 1) {
      return { world: step.world, frames: step.names, stopped: step.stopped };
    }
    const own = this.#ownBead(played.beads, machine, Math.max(0, at.bead));
    const before = this.#played[at.step - 1]?.machines[machine] ?? step;
    return {
      world: own === null ? before.world : (step.beads[own]?.world ?? step.world),
      // Within a statement a frame has the name that it will have, or the one that it had.
      frames: { ...step.names, before: step.namesBefore.names },
      stopped: null,
    };
  }

  snapshot(at: Position): Snapshot {
    const machines = this.#cxs.map((_, i) => {
      const { world, frames, stopped } = this.#stateAt(at, i);
      return this.#views[i]!.look(world, frames, stopped);
    });
    const last = (this.#played[at.step]?.beads.length ?? 1) - 1;
    return { step: at.step, bead: Math.max(0, Math.min(at.bead, last)), machines };
  }

  askEntry(at: Position, process: ProcessName, place: Place, whatIf: WhatIf = {}): readonly (EntryAnswer | null)[] {
    return this.#cxs.map((cx, i) => askEntry(this.#stateAt(at, i).world, cx, process, place, whatIf));
  }

  proc(at: Position): readonly (readonly ProcView[])[] {
    return this.#cxs.map((cx, i) => {
      const { world, frames } = this.#stateAt(at, i);
      return procViews(cx, world, frames);
    });
  }

  #lastStep(step: number, machine: number): { step: MachineStep; ended: boolean } {
    for (let at = step; at >= 0; at--) {
      const played = this.#played[at]?.machines[machine];
      if (played !== null && played !== undefined) return { step: played, ended: at < step };
    }
    throw new RangeError('a machine without a start');
  }

  /** The machine's own bead at or before a merged bead; null before its first. */
  #ownBead(beads: readonly MergedBead[], machine: number, bead: number): number | null {
    for (let at = bead; at >= 0; at--) {
      const own = beads[at]?.own[machine];
      if (own !== null && own !== undefined) return own;
    }
    return null;
  }

  record(step: number, machine: MachineName): StatementRecord | null {
    const at = this.#machines.findIndex(({ name }) => name === machine);
    const played = this.#played[step]?.machines[at];
    const statement = this.program.steps[step - 1];
    const cx = this.#cxs[at];
    if (played === null || played === undefined || statement === undefined || cx === undefined) return null;
    const { world, names } = played;
    return {
      machine,
      step,
      line: statement.line,
      statement: statement.text,
      outcome: played.outcome,
      path: played.path,
      pages: pageStates(world, cx, names),
      rss: rssStates(world),
      vmas: vmaStates(world, cx, names),
      log: played.log,
    };
  }
}

/** Nothing is played before the first step is requested. `specs`: the machines, if not those that the text names. */
export const createRun = (program: Program, specs = program.machines.map(specOf)): Run => new Machines(program, specs);
