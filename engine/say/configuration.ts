/** How the kernel of a machine is built, and what stands in for hardware: outcomes depend on it. */
import type { MachineConfiguration, MachineInfo } from '../facts.ts';

const yesNo = (yes: boolean): string => (yes ? 'yes' : 'no');

const STRICT: Readonly<Record<MachineConfiguration['strictDevmem'], string>> = {
  no: 'no, unless the text has `rules strict_devmem=on` or `=io`',
  on: 'yes (`rules strict_devmem=on`)',
  io: 'yes, with IO_STRICT_DEVMEM (`rules strict_devmem=io`)',
};

export const configurationRows = (c: MachineConfiguration): (readonly [option: string, value: string])[] => [
  ['kernel', `Linux ${c.version}`],
  ['page size', `${c.pageKb} KiB`],
  ['DEBUG_VM', yesNo(c.debugVm)],
  ['THP', c.thp ? 'madvise' : 'no'],
  ['PAT', yesNo(c.pat)],
  ['SECRETMEM', yesNo(c.secretmem)],
  ['MEM_SOFT_DIRTY', yesNo(c.softDirty)],
  ['HAVE_IOREMAP_PROT', yesNo(c.ioremapProt)],
  ['STRICT_DEVMEM', STRICT[c.strictDevmem]],
  ['swap, KSM', 'none'],
  ['files', 'all on tmpfs, 8 pages each, in the page cache from the start'],
  [
    'test driver',
    'has 64 single pages (driver+0 to 63), a block of 512 (driver+512 to 1023) and 1,024 frames without struct page (mmio)',
  ],
];

export function configurationLine(c: MachineConfiguration): string {
  const options = [
    ...(c.debugVm ? ['DEBUG_VM'] : []),
    ...(c.thp ? ['THP madvise'] : []),
    ...(c.pat ? ['PAT'] : []),
    ...(c.secretmem ? ['SECRETMEM'] : []),
    ...(c.ioremapProt ? ['HAVE_IOREMAP_PROT'] : []),
    c.strictDevmem === 'no' ? 'no STRICT_DEVMEM' : `STRICT_DEVMEM ${c.strictDevmem}`,
    c.softDirty ? 'MEM_SOFT_DIRTY' : 'no MEM_SOFT_DIRTY',
  ];
  return `Linux ${c.version}, ${c.pageKb} KiB pages, ${options.join(', ')}`;
}

export const badgeText = ({ specialBit }: Pick<MachineInfo, 'specialBit'>): string =>
  specialBit === null ? 'no bit: linear rule' : `special: bit ${specialBit}`;
