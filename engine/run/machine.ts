/** One machine playing a program: a statement in, its beads and the state after it out. */
import { checkGeometry } from '../arch/geometry.ts';
import type { Broken, LogLine, Outcome, Stop } from '../facts.ts';
import type { Program, ProgramStep, Statement } from '../language/program.ts';
import {
  driverRefuses,
  END_VPN,
  endLabelBead,
  KernelBug,
  labelBead,
  log,
  noNotes,
  OutOfFrames,
  type Cx,
  type RawBead,
  type RawFault,
} from '../mm/cx.ts';
import { EntryIndex, type IndexChange } from '../mm/entryIndex.ts';
import { createTmpfsFile } from '../mm/files.ts';
import { Invariants } from '../mm/invariants.ts';
import { MEMMAP, memmapWith } from '../mm/memmap.ts';
import { allocPgd } from '../mm/pgtable.ts';
import { emptyWorld, type World } from '../mm/world.ts';
import { byTestDriver, nameFrames, refused } from '../ops/outcome.ts';
import { playStatement } from '../ops/index.ts';
import type { MachineName, ProcessName } from '../types.ts';
import { Namer, NO_NAMES, type FrameNames } from './names.ts';
import type { MachineSpec } from './spec.ts';

export interface MachineStep {
  readonly outcome: Outcome;
  readonly beads: readonly RawBead[];
  readonly world: World;
  readonly names: FrameNames;
  readonly namesBefore: FrameNames;
  readonly path: readonly string[];
  readonly faults: readonly RawFault[];
  readonly log: readonly LogLine[];
  readonly broken: readonly Broken[];
  /** Why the machine stops after this statement; null: it goes on. */
  readonly stopped: Stop | null;
}

/** The process that must be alive, if any. */
const actorOf = (s: Statement): ProcessName | null => {
  if (s.op === 'kernel_zap') return s.process;
  return 'actor' in s ? s.actor : null;
};

function firstContext({ arch, linux }: MachineSpec, program: Program): Cx {
  checkGeometry(arch, { endPfn: MEMMAP.mmio.from + MEMMAP.mmio.count, endVpn: END_VPN });
  const cx: Cx = {
    arch,
    linux,
    rules: program.rules,
    names: program.names,
    world: emptyWorld(memmapWith(arch.zeroPages ?? 1)),
    ...noNotes(),
  };
  for (const file of program.files) createTmpfsFile(cx, file);
  const pgd = allocPgd(cx, 'A');
  const rss = { file: 0, anon: 0, shmem: 0 };
  cx.world = { ...cx.world, mms: { A: { name: 'A', parent: null, pgd, vmas: [], rss, everPinned: false } } };
  cx.changes = [];
  labelBead(cx, 'start', null);
  return cx;
}

function withRest({ beads, calls, moreCalls }: Cx): readonly RawBead[] {
  const last = beads.at(-1);
  if (last === undefined || calls.length === 0) return beads;
  return [...beads.slice(0, -1), { ...last, calls: [...last.calls, ...calls], moreCalls: last.moreCalls + moreCalls }];
}

export class Machine {
  readonly name: MachineName;
  /** Moves on from statement to statement; the states in it never change. */
  readonly cx: Cx;
  readonly index: EntryIndex;
  change: IndexChange;
  last: MachineStep;
  readonly #invariants: Invariants;

  constructor(spec: MachineSpec, program: Program) {
    this.name = spec.name;
    this.cx = firstContext(spec, program);
    this.index = new EntryIndex(this.cx);
    this.#invariants = new Invariants(spec.arch, program);
    ({ step: this.last, change: this.change } = this.#finish({ kind: 'ok', value: null }, NO_NAMES, 0, null));
  }

  /** Null if the machine has already stopped. The result is immutable. */
  play(step: ProgramStep): MachineStep | null {
    if (this.last.stopped !== null) return null;
    ({ step: this.last, change: this.change } = this.#play(step));
    return this.last;
  }

  #play(step: ProgramStep): { step: MachineStep; change: IndexChange } {
    const { cx } = this;
    const before = this.last.names;
    const logged = cx.world.log.length;
    const start = cx.world;
    const actor = actorOf(step.statement);
    if (actor !== null && cx.world.mms[actor] === undefined) {
      const esrch = driverRefuses(cx, 'ESRCH', { process: actor }, 'ESRCH');
      return this.#finish(byTestDriver(refused(esrch)), before, logged, null);
    }
    try {
      const ended = playStatement(cx, step.statement);
      const outcome = cx.driverAnswers ? byTestDriver(ended) : ended;
      const loose = cx.changes.length > 0 || cx.decisions.length > 0 || cx.beads.length === 0;
      if (loose) endLabelBead(cx, step.statement.op, { kind: 'end', outcome });
      return this.#finish(outcome, before, logged, null);
    } catch (error) {
      cx.chain.length = 0;
      cx.around.length = 0;
      cx.gathered = null;
      if (error instanceof KernelBug) {
        const stop: Stop = { kind: 'bug', condition: error.condition };
        if (error.foreseen) cx.world = start;
        log(cx, stop);
        endLabelBead(cx, 'BUG', stop);
        return this.#finish({ kind: 'bug' }, before, logged, stop);
      }
      if (error instanceof OutOfFrames) {
        const stop: Stop = { kind: 'bound' };
        log(cx, stop);
        endLabelBead(cx, 'bound', stop);
        return this.#finish(stop, before, logged, stop);
      }
      throw error;
    }
  }

  #finish(
    outcome: Outcome,
    before: FrameNames,
    logged: number,
    stopped: Stop | null,
  ): { step: MachineStep; change: IndexChange } {
    const { cx } = this;
    const world = cx.world;
    const change = this.index.update(world);
    const namer = new Namer(world, before);
    namer.see(this.index, change);
    const newLog = world.log.slice(logged);
    const step: MachineStep = {
      outcome: nameFrames(outcome, (pfn) => namer.inOutcome(pfn)),
      beads: withRest(cx),
      world,
      names: namer.result(),
      namesBefore: before,
      path: cx.path,
      faults: cx.faults,
      log: newLog,
      broken: this.#invariants.check(world, this.index, change, newLog),
      stopped,
    };
    Object.assign(cx, noNotes());
    return { step, change };
  }
}
