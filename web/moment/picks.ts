/** Answers to one question, machine by machine: null where none is given yet. */
export type Picks = readonly (string | null)[];

export const withPick = (picks: Picks, answer: string, machine = picks.indexOf(null)): Picks =>
  picks.map((before, i) => (i === machine ? answer : before));

export const withoutPick = (picks: Picks, machine: number): Picks =>
  picks.map((before, i) => (i === machine ? null : before));

export const isComplete = (picks: Picks): picks is readonly string[] => !picks.includes(null);
