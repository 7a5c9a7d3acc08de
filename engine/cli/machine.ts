/** `machine NAME`: what a machine is made of, how its kernel is configured, and what was recorded on it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasPteSpecial, tableFrames, type Arch } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { specOf, type MachineSpec } from '../run/spec.ts';
import { configurationOf } from '../run/view.ts';
import { configurationRows } from '../say/configuration.ts';
import { machineNamed } from './machineNamed.ts';
import { sizeText } from '../say/machine.ts';
import { aligned, say, UsageError, yesNo } from './output.ts';
import { readTraceFolder, RECORDED } from './traceFolder.ts';

function rowsOf({ name, arch, linux }: MachineSpec): string[][] {
  const special =
    arch.specialBit === null ? 'none: vm_normal_page asks the flags of the VMA' : `bit ${arch.specialBit}`;
  return [
    ['machine', `${name} (${arch.title})`],
    ['kernel', `Linux ${linux.version}`],
    ['page size', sizeText(arch.pageShift)],
    ...arch.levels.map((level) => [
      `table ${level.name}`,
      `${2 ** level.bits} entries, ${sizeText(level.shift)} each, in ${tableFrames(arch, level) === 1 ? 'one frame' : `${tableFrames(arch, level)} frames`}`,
    ]),
    ['entries', `${arch.entryBits} bits${arch.twin === undefined ? '' : ', and a second word for the hardware'}`],
    ['special bit', special],
    ['huge PFN maps', yesNo(arch.hasPmdPfnmap)],
    ['GUP-fast', yesNo(arch.hasGupFast && hasPteSpecial(arch))],
    ['accessed bit', arch.hasHwPteYoung ? 'set by the processor' : 'set by the kernel, in a fault'],
    ...configurationRows(configurationOf(arch, linux, {}))
      .slice(2)
      .map((row) => [...row]),
  ];
}

/** The recordings, as seen from the sources and from the bundle of a checkout. */
const FOLDERS = [RECORDED, fileURLToPath(new URL('../engine/proof/traces', import.meta.url))];

/** Statements recorded on it, by set. One machine may have several names. */
function recordedOn(arch: Arch): string[][] {
  const folder = FOLDERS.find((path) => existsSync(path));
  if (folder === undefined) return [['recorded', 'not in this copy']];
  const { sets } = readTraceFolder(folder, (machine) => archOf(machine) === arch);
  const recorded = sets.flatMap(({ name: set, traces }) =>
    [...traces.values()].map((trace) => {
      const statements = [...trace.values()].reduce((sum, lines) => sum + lines.length, 0);
      return [`recorded ${set}`, `${statements} statements of ${trace.size} texts`];
    }),
  );
  return recorded.length > 0 ? recorded : [['recorded', 'nothing']];
}

export function machine(args: readonly string[]): number {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) throw new UsageError('`machine` takes the NAME of one machine.');
  const spec = specOf(machineNamed(name));
  for (const line of aligned([...rowsOf(spec), ...recordedOn(spec.arch)])) say(line);
  return 0;
}
