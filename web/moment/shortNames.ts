import type { MachineInfo } from '../../engine/facts.ts';

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
