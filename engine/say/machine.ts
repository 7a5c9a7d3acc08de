/** What machines are like, in a few words for tables. */
import type { MachineFacts } from '../facts.ts';

/** Two to this power of bytes: `4 KiB`, `2 MiB`. */
export function sizeText(shift: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const unit = Math.min(Math.floor(shift / 10), units.length - 1);
  return `${2 ** (shift - 10 * unit)} ${units[unit] ?? ''}`;
}

export const levelsText = ({ levels, pageShift }: Pick<MachineFacts, 'levels' | 'pageShift'>): string =>
  `${levels.map(({ bits }) => bits).join('·')} + ${pageShift}`;

const MARKS: Readonly<Record<MachineFacts['marks'], string>> = {
  processor: 'the processor',
  refill: 'the handler that refills the TLB',
  fault: 'a fault',
};
const MPROTECT: Readonly<Record<MachineFacts['mprotect'], string>> = {
  old: 'stays old',
  young: 'becomes young',
  'young unless none': 'becomes young, but not by PROT_NONE',
};

function physText(phys: MachineFacts['phys']): string {
  if (phys === null) return 'EIO';
  const ram = phys.ram === 'mapped' ? 'works, RAM too' : 'works, but not for RAM';
  if (phys.unreadable === 'mapped') return ram;
  return `${ram}; a read without permission ${phys.unreadable === 'oops' ? 'kills the kernel' : 'is EIO'}`;
}

export interface MachineWords {
  readonly marks: string;
  readonly mprotect: string;
  readonly faultAround: string;
  readonly phys: string;
  readonly rawBlock: string;
  readonly liveSet: string;
}

export function machineWords(m: MachineFacts): MachineWords {
  const pages = `${m.faultAround} pages`;
  return {
    marks: m.marksRefused ? `${MARKS[m.marks]}, even if the access is refused` : MARKS[m.marks],
    mprotect: MPROTECT[m.mprotect],
    faultAround: m.faultAround === 1 ? '1 page: no neighbours' : m.prefaulted === 'old' ? `${pages}, old` : pages,
    phys: physText(m.phys),
    rawBlock: m.rawBlock === null ? 'no' : `PMD, ${m.rawBlock} pages`,
    liveSet: m.liveSet === null ? 'none' : `${m.liveSet.fn}, ${m.liveSet.once ? 'once' : 'each time'}`,
  };
}

/** What only this machine and few others do. */
export const oddities = (m: MachineFacts): string[] => [
  ...(m.pat ? ['PAT keeps a book of memory types, and /dev/mem over RAM is refused'] : []),
  ...(m.zeroPages > 1 ? [`${m.zeroPages} zero pages, chosen by address`] : []),
  ...(m.takesDirty ? ['a writable entry of a dirty page comes in dirty'] : []),
  ...(m.cacheColours > 1 ? [`addresses of shared mappings must agree modulo ${m.cacheColours} pages`] : []),
  ...(m.missIsRead ? ['a write to read-only memory is a read fault first'] : []),
];
