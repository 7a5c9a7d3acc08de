/** What a phone shows one at a time; of script and why a narrow screen shows one beside the machines. */
export type Part = 'machines' | 'script' | 'why';

/** Each with its label, in the order of the switch. */
export const PARTS: readonly (readonly [part: Part, label: string])[] = [
  ['machines', 'Machines'],
  ['script', 'Script'],
  ['why', 'Why'],
];
