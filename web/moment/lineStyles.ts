/** How the lines of each machine are drawn, never by colour alone: assigned in the order of the text, kept by name. */
import type { MachineInfo } from '../../engine/facts.ts';

const STYLES = ['solid', 'dashed', 'dotted', 'mixed'] as const;
export type LineStyle = (typeof STYLES)[number];
export type LineStyles = ReadonlyMap<string, LineStyle>;

export const lineStyles = (machines: readonly Pick<MachineInfo, 'name'>[]): LineStyles =>
  new Map(machines.map(({ name }, i) => [name, STYLES[i % STYLES.length] ?? 'solid']));
