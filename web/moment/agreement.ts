import { VERDICTS, type VerdictName } from '../../engine/atlas.ts';
import type { MachineInfo, TableInfo, TableVerdict } from '../../engine/facts.ts';
import type { DecisionGroup } from './groups.ts';

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

/**
 * Short names of machines: the family name, if it is unambiguous and the machine is the one named so. `arm` is the
 * machine without the bit; LPAE never is. Where they would be the same, the names of the text.
 */
export function shortNames(machines: readonly Pick<MachineInfo, 'name' | 'arch' | 'title'>[]): string[] {
  const families = machines.map((m) => m.title.split(',')[0] ?? m.title);
  const apart = new Set(families).size === machines.length;
  const short = machines.map(({ arch, title }, i) => {
    const family = families[i] ?? title;
    return apart && family.replace('-', '_') === arch ? family : title.replace(',', '');
  });
  return new Set(short).size === short.length ? short : machines.map(({ name }) => name);
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
