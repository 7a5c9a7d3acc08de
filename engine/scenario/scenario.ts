import type { MachineName } from '../types.ts';

/** In the order in which they are shown. */
export const THEMES = [
  'The special bit',
  'Everyday memory',
  'Fork',
  'Pins',
  'Drivers',
  'Moving and unmapping',
  'Observers',
  'When the machines disagree',
  'The proposal',
  'Findings about Linux',
  'Questions from the field',
] as const;
export type Theme = (typeof THEMES)[number];

/**
 * Which real kernels were seen to do the same: `SET/NAME`, a recorded program with exactly these statements, and the
 * machines that it was recorded on; or one plain sentence that says why there is none.
 */
export type Witness =
  { readonly recorded: string; readonly machines: readonly MachineName[] } | { readonly none: string };

/** Every recorded program was played on these. */
export const KERNELS = ['arm', 'arm_lpae', 'x86_64'] as const satisfies readonly MachineName[];

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly theme: Theme;
  readonly promise: string;
  readonly witness: Witness;
  /** What people type who look for it and do not use its own words. */
  readonly words?: readonly string[];
  /** By machine, the invariants that break on purpose, because that is what the scenario shows. */
  readonly breaks?: Readonly<Partial<Record<MachineName, readonly string[]>>>;
  readonly text: string;
}

/** Takes the title from the text, so that it is written once. */
export function scenario(about: Omit<Scenario, 'title' | 'text'>, text: string): Scenario {
  const body = text.replace(/^\n/, '');
  const title = /^title (.*)$/m.exec(body)?.[1];
  if (title === undefined) throw new Error(`the scenario ${about.name} has no title`);
  return { ...about, title, text: body };
}
