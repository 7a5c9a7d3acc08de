/** The facts of an architecture as plain data. What an architecture does rather than states is found by asking its codec. */
import type { MachineFacts } from '../facts.ts';
import { asPfn, VM, type MachineName } from '../types.ts';
import { faultAroundPages, type Arch } from './arch.ts';

const PFN = asPfn(0x400);

/** An entry that was not used since it was made old. */
const oldEntry = (arch: Arch) => arch.pte.mkold(arch.pte.mk(PFN, arch.vmGetPageProt(VM.READ)));

function marksOf(arch: Arch): MachineFacts['marks'] {
  const old = oldEntry(arch);
  const marks = arch.cpu.allows(old, 'read') && arch.pte.young(arch.cpu.mark(old, 'read', arch.pte));
  if (!marks) return 'fault';
  return arch.cpu.refills ? 'refill' : 'processor';
}

function mprotectOf(arch: Arch): MachineFacts['mprotect'] {
  const youngAs = (flags: number) => arch.pte.young(arch.pte.modify(oldEntry(arch), arch.vmGetPageProt(flags)));
  if (!youngAs(VM.READ | VM.EXEC)) return 'old';
  return youngAs(0) ? 'young' : 'young unless none';
}

function physOf(arch: Arch): MachineFacts['phys'] {
  if (arch.physAccess === null) return null;
  const { ram } = arch.physAccess;
  return {
    ram: ram === 'mapped' ? ram : 'refused',
    unreadable: arch.physAccess.maps(arch.pte.mk(PFN, arch.vmGetPageProt(0))),
  };
}

export const machineFacts = (name: MachineName, arch: Arch): MachineFacts => ({
  name,
  title: arch.title,
  subtitle: arch.subtitle,
  origin: arch.origin ?? 'recorded',
  specialBit: arch.specialBit,
  pageShift: arch.pageShift,
  entryBits: arch.entryBits,
  levels: arch.levels.map(({ name: level, bits, bytes }) => ({ name: level, bits, bytes })),
  gupFast: arch.hasGupFast,
  thp: arch.hasThp,
  rawBlock: arch.hasPmdPfnmap ? 2 ** (arch.levels.at(-2)!.shift - arch.pageShift) : null,
  pat: arch.hasPat,
  secretmem: arch.hasSecretmem,
  marks: marksOf(arch),
  marksRefused: arch.cpu.markRefused !== undefined,
  mprotect: mprotectOf(arch),
  faultAround: faultAroundPages(arch),
  prefaulted: arch.wantsOldPrefaulted ? 'old' : 'young',
  phys: physOf(arch),
  liveSet: arch.liveSetWarning ? { fn: arch.liveSetWarning.fn, once: arch.liveSetWarning.once } : null,
  zeroPages: arch.zeroPages ?? 1,
  cacheColours: arch.cacheColours ?? 1,
  takesDirty: arch.mkPteTakesDirty ?? false,
  missIsRead: arch.missIsRead ?? false,
});
