/**
 * `arch [NAME]`: the support table of Linux 6.12, or the facts of one machine.
 */
import { codecOf, hasPteSpecial, type Arch } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { machineFacts } from '../arch/machineFacts.ts';
import { STANDS_IN, SUPPORT } from '../arch/support.ts';
import type { Origin } from '../facts.ts';
import { machineWords, oddities, sizeText } from '../say/machine.ts';
import { ARCH_NAMES, type MachineName } from '../types.ts';
import { machineNamed } from './machineNamed.ts';
import { aligned, say, UsageError, yesNo } from './output.ts';

/** Which machines were compared with a kernel; `unrecorded`: those that were not. */
export const comparedText = (unrecorded: readonly string[]): string =>
  `${unrecorded.length === 0 ? 'Every machine' : `Every machine but ${unrecorded.join(', ')}`} was compared with a recorded real kernel, but for the variants \`NAME@nobit\`, which no kernel is.`;

const KERNELS: Readonly<Record<Origin, string>> = {
  recorded: 'recorded: compared with a real kernel',
  reading: 'not recorded: it follows the source',
  'what-if': 'none: no such kernel exists',
};

function table(): string[] {
  const head = [
    'architecture',
    'special bit',
    'selected',
    'address bits per level',
    'pages',
    'leaves',
    'raw leaves',
    'GUP-fast',
    'machines',
  ];
  const rows = SUPPORT.map((s) => [
    s.name,
    s.bit === null ? 'none' : `bit ${s.bit}`,
    s.condition,
    s.levels,
    s.pages,
    s.leaves || '-',
    s.rawLeaves || '-',
    yesNo(s.gupFast),
    s.machines.join(', ') || '-',
  ]);
  return [
    ...aligned([head, ...rows]),
    '',
    `Where there is no bit, vm_normal_page decides by ${STANDS_IN}.`,
    comparedText(ARCH_NAMES.filter((name) => archOf(name).origin === 'reading')),
  ];
}

function leafOf(arch: Arch, fromLast: number): string {
  if (fromLast === 0) return 'maps a page';
  return fromLast === 1 && arch.pmd !== null ? 'a table, or raw frames at once' : 'a table';
}

function facts(name: MachineName): string[] {
  const arch = archOf(name);
  const row = SUPPORT.find(({ machines }) => machines.some((machine) => machine === name));
  const known = machineFacts(name, arch);
  const words = machineWords(known);
  const rows: [string, string][] = [
    ['name', `${name}: ${arch.title}`],
    ['kernel', KERNELS[known.origin]],
    ['special bit', hasPteSpecial(arch) ? `bit ${arch.specialBit}` : `none: ${STANDS_IN} stand in`],
    ['ARCH_HAS_PTE_SPECIAL', row?.condition ?? 'never'],
    ['page', sizeText(arch.pageShift)],
    ['entry', `${arch.entryBits} bits`],
    ['fault-around', words.faultAround],
    ['GUP-fast', yesNo(arch.hasGupFast)],
    ['transparent huge pages', yesNo(arch.hasThp)],
    ['huge raw entries', words.rawBlock],
    ['x86 PAT', yesNo(arch.hasPat)],
    ['secretmem', yesNo(arch.hasSecretmem)],
    ['STRICT_DEVMEM', arch.hasStrictDevmem ? 'can be chosen' : 'never'],
    ['ptrace of /dev/mem', words.phys],
    ['young is set by', words.marks],
    ['mprotect: an old entry', words.mprotect],
    ['warning of DEBUG_VM', words.liveSet],
    ['zero pages', String(known.zeroPages)],
    ['also', oddities(known).join('; ') || 'nothing else'],
  ];
  const levels = arch.levels.map(({ name: level, shift, bits, bytes }, i) => [
    level,
    `address bits ${shift + bits - 1} to ${shift}`,
    `${2 ** bits} entries, ${bytes} bytes`,
    `an entry covers ${sizeText(shift)}`,
    leafOf(arch, arch.levels.length - 1 - i),
  ]);
  const fields = codecOf(arch, 'pte').fields.map(({ name: field, bit, width, kind, help }) => [
    width === 1 ? `${bit}` : `${bit + width - 1}-${bit}`,
    field,
    kind,
    help,
  ]);
  return [...aligned(rows), '', ...aligned(levels), '', ...aligned([['bits', 'field', 'kind', 'meaning'], ...fields])];
}

export function arch(args: readonly string[]): number {
  const [name, ...more] = args;
  if (more.length > 0) throw new UsageError('`arch` takes at most one name.');
  for (const line of name === undefined ? table() : facts(machineNamed(name))) say(line);
  return 0;
}
