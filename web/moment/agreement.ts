import { VERDICTS, type VerdictName } from '../../engine/atlas.ts';
import type { MachineInfo, TableInfo, TableVerdict } from '../../engine/facts.ts';
import type { DecisionGroup } from './groups.ts';
import { shortNames } from './shortNames.ts';

export interface Said {
  readonly machine: number;
  readonly name: string;
  readonly verdict: TableVerdict;
}

export interface Agreement {
  readonly agree: boolean;
  readonly title: string;
  readonly said: readonly Said[];
  /** Machines that did not ask. */
  readonly silent: readonly string[];
}

/** All ways to answer NULL are the same answer; other verdicts mean what their id says. */
const meaning = (v: VerdictName): string =>
  v.tone === 'page' || v.tone === 'null' || v.tone === 'bad' ? v.tone : v.id;

/** Machines that were not asked do not count. */
export function machinesDiffer({ table, decisions }: DecisionGroup): boolean {
  const verdicts = decisions.flatMap((d) => VERDICTS[table]?.find((v) => v.id === d?.verdict) ?? []);
  return new Set(verdicts.map(meaning)).size > 1;
}

export function agreementOf(group: DecisionGroup, table: TableInfo, machines: readonly MachineInfo[]): Agreement {
  const names = shortNames(machines);
  const said: Said[] = [];
  const silent: string[] = [];
  group.decisions.forEach((decision, machine) => {
    const name = names[machine] ?? `machine ${machine}`;
    const verdict = table.verdicts.find((v) => v.id === decision?.verdict);
    if (verdict) said.push({ machine, name, verdict });
    else silent.push(name);
  });
  const agree = new Set(said.map((s) => meaning(s.verdict))).size <= 1;
  const all = said.length === 2 ? 'Both machines agree on this.' : 'All machines agree on this.';
  if (names.length === 1) return { agree, title: '', said, silent };
  const title = said.length === 1 ? `Only ${said[0]?.name ?? ''} asks.` : agree ? all : 'The machines differ.';
  return { agree, title, said, silent };
}
