/** Many machines on one program: which behave alike, and where others first differ. Nothing of the run is kept. */
import type { Kin, KinBreak } from '../facts.ts';
import type { Program, ProgramStep } from '../language/program.ts';
import type { MachineName } from '../types.ts';
import { Comparison } from './differences.ts';
import { Machine } from './machine.ts';
import { specOf } from './spec.ts';

interface Group {
  readonly first: Machine;
  readonly others: readonly { readonly machine: Machine; readonly comparison: Comparison }[];
  /** Where it left the group of the first machine of all; null: that is in it. */
  readonly broke: KinBreak | null;
}

/** Machines that leave a group are compared among themselves: what differs must have changed in this statement. */
function split(group: Group, { step, text }: ProgramStep): Group[] {
  const stay: Group['others'][number][] = [];
  const leave: { readonly machine: Machine; readonly broke: KinBreak }[] = [];
  for (const other of group.others) {
    const differences = other.comparison.look();
    if (differences.length === 0) stay.push(other);
    else leave.push({ machine: other.machine, broke: group.broke ?? { step, text, differences } });
  }
  const groups: { first: Machine; others: Group['others'][number][]; broke: KinBreak }[] = [];
  for (const { machine, broke } of leave) {
    const own = groups.find(({ first, others }) => {
      const comparison = new Comparison([first, machine]);
      const alike = comparison.look().length === 0;
      if (alike) others.push({ machine, comparison });
      return alike;
    });
    if (!own) groups.push({ first: machine, others: [], broke });
  }
  return [{ ...group, others: stay }, ...groups];
}

/**
 * Yields after each machine's statement, so that somebody else may have a turn: the statement's number. Returns the groups, that
 * of the first machine first.
 */
export function* survey(program: Program, names: readonly MachineName[]): Generator<number, Kin[]> {
  const machines = names.map((name) => new Machine(specOf(name), program));
  const [base, ...others] = machines;
  if (base === undefined) return [];
  let groups: Group[] = [
    {
      first: base,
      others: others.map((machine) => ({ machine, comparison: new Comparison([base, machine]) })),
      broke: null,
    },
  ];
  for (const statement of program.steps) {
    for (const machine of machines) {
      machine.play(statement);
      yield statement.step;
    }
    groups = groups.flatMap((group) => split(group, statement));
  }
  return groups.map(({ first, others, broke }) => ({
    machines: [first, ...others.map(({ machine }) => machine)].map(({ name }) => name),
    broke,
  }));
}
