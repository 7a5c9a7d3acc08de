/** Parts of the state of one machine as those who draw it see them. */
import { codecOf, hasPteSpecial, pageKb, type Arch } from '../arch/arch.ts';
import { placeOf, structPage } from '../mm/cx.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import { driverIndex, inRange, isZeroPfn, pfnValid } from '../mm/memmap.ts';
import { indexAt } from '../mm/pgtable.ts';
import { contentOf, maybePinned } from '../mm/structPage.ts';
import { isCowMapping, lin } from '../mm/vma.ts';
import type { Vma, World } from '../mm/world.ts';
import type { Linux } from '../mm/linux.ts';
import type { MachineSpec } from './spec.ts';
import { VM, vmFlagNames, type Rules } from '../types.ts';
import type {
  Backing,
  DriverMeans,
  EntryView,
  FrameKind,
  FrameName,
  FrameView,
  MachineConfiguration,
  MachineInfo,
  VmaView,
} from '../facts.ts';
import { rightsOf } from './beadFacts.ts';
import { nameOf, type FrameNames } from './names.ts';
import { pgoffOf } from './stateFacts.ts';

export interface Names {
  readonly names: readonly string[];
}

export const machineInfo = ({ name, arch, linux }: MachineSpec, rules: Rules): MachineInfo => ({
  name,
  arch: arch.name,
  title: arch.title,
  subtitle: arch.subtitle,
  origin: arch.origin ?? 'recorded',
  hasPteSpecial: hasPteSpecial(arch),
  sources: arch.sources,
  specialBit: arch.specialBit,
  levels: arch.levels.map(({ name, shift, bits }) => ({ name, shift, bits })),
  pageShift: arch.pageShift,
  entryBits: arch.entryBits,
  fields: { pte: arch.pte.fields, pmd: arch.pmd?.fields ?? [] },
  twinFields: arch.twin?.fields ?? null,
  configuration: configurationOf(arch, linux, rules),
});

/** As the recorded kernels were built (traces/FORMAT.md). */
export const configurationOf = (arch: Arch, linux: Linux, rules: Rules): MachineConfiguration => ({
  version: linux.version,
  pageKb: pageKb(arch),
  debugVm: true,
  thp: arch.hasThp,
  pat: arch.hasPat,
  secretmem: arch.hasSecretmem,
  softDirty: false,
  ioremapProt: arch.physAccess !== null,
  strictDevmem: (arch.hasStrictDevmem && rules.strict_devmem) || 'no',
});

/** The frame that the linear rule predicts; null where the kernel does not ask it. */
const predicted = (arch: Arch, vma: Vma, entry: ListedEntry): number | null => {
  // R-F-8: the picture shows the rule where vm_normal_page applies it.
  const asked = !hasPteSpecial(arch) && (vma.flags & VM.PFNMAP) !== 0 && (vma.flags & VM.MIXEDMAP) === 0; // R-F-8
  return asked && isCowMapping(vma.flags) ? lin(vma, entry.vpn) : null;
};

function shownName(world: World, frames: FrameNames, pfn: number): FrameName | null {
  const name = nameOf(world, frames, pfn);
  return name?.kind === 'other' ? null : name;
}

const wordText = (arch: Arch, word: bigint): string => `0x${word.toString(16).padStart(arch.entryBits / 4, '0')}`;

export function entryView(
  world: World,
  arch: Arch,
  names: Names,
  frames: FrameNames,
  table: number,
  e: ListedEntry,
): EntryView {
  const codec = codecOf(arch, e.level);
  const depth = arch.levels.length - (e.level === 'pte' ? 0 : 1);
  const wrong = e.normal === (e.meant === 'page') || e.level === 'pmd' ? null : e.normal ? 'phantom' : 'lost';
  return {
    place: placeOf(names, e.vpn),
    vpn: e.vpn,
    level: e.level,
    indices: arch.levels.slice(0, depth).map((_, level) => indexAt(arch, level, e.vpn)),
    table,
    word: wordText(arch, e.pte),
    twin: arch.twin === undefined ? null : wordText(arch, arch.twin.of(e.pte)),
    pfn: e.pfn,
    frame: shownName(world, frames, e.pfn),
    write: codec.write(e.pte),
    rights: rightsOf(arch, codec, e.pte),
    special: codec.special(e.pte),
    dirty: codec.dirty(e.pte),
    young: codec.young(e.pte),
    normal: e.normal,
    bad: e.bad,
    meant: e.meant,
    wrong,
    linear: predicted(arch, e.vma, e),
  };
}

function meansOf({ ops, pgoffIsPfn }: Vma): DriverMeans {
  switch (ops?.kind) {
    case 'devmem':
      return '/dev/mem';
    case 'vmf_insert_pfn':
    case 'vmf_insert_mixed':
    case 'vmf_insert_pfn_pmd':
    case 'vmf_page':
      return ops.kind;
    default:
      return pgoffIsPfn ? 'remap_pfn_range' : 'mmap';
  }
}

function backingOf(world: World, vma: Vma): Backing {
  const file = vma.file === null ? undefined : world.files[vma.file];
  if (file === undefined) return { kind: 'anon' };
  if (file.kind === 'tmpfs') return { kind: 'file', name: file.name };
  return file.kind === 'shmem' ? { kind: 'shmem' } : { kind: 'driver', how: meansOf(vma) };
}

export const vmaView = (
  world: World,
  names: Names,
  frames: FrameNames,
  vma: Vma,
  list: readonly EntryView[],
): VmaView => ({
  place: placeOf(names, vma.start),
  start: vma.start,
  pages: vma.end - vma.start,
  flags: vmFlagNames(vma.flags),
  pgoff: vma.pgoff,
  pgoffMeans: pgoffOf(world, names, frames, vma),
  cow: isCowMapping(vma.flags),
  backing: backingOf(world, vma),
  entries: list,
});

function frameKind(world: World, pfn: number): FrameKind {
  if (inRange(world.map.mmio, pfn)) return 'mmio';
  if (isZeroPfn(world.map, pfn)) return 'zero';
  const page = structPage(world, pfn);
  if (page.use.kind === 'table') return 'table';
  if (page.ref === 0) return 'free';
  if (page.use.kind === 'cache') return world.files[page.use.file]?.kind === 'tmpfs' ? 'file' : 'shmem';
  if (page.anon || page.use.kind === 'anon') return 'anon';
  return driverIndex(world.map, pfn) === null ? 'anon' : 'driver';
}

export function frameView(world: World, frames: FrameNames, pfn: number, reached: boolean): FrameView {
  const struct = pfnValid(world.map, pfn);
  const page = struct ? structPage(world, pfn) : null;
  const kind = frameKind(world, pfn);
  return {
    pfn,
    name: shownName(world, frames, pfn),
    kind,
    struct,
    refcount: page?.ref ?? null,
    mapcount: page?.map ?? null,
    anon: page?.anon ?? false,
    exclusive: (page?.anon ?? false) && (page?.exclusive ?? false),
    pinned: page !== null && maybePinned(page),
    pins: Object.entries(world.pins)
      .filter(([, held]) => held.pfn === pfn && !held.raw)
      .map(([name]) => name),
    content: contentOf(world, pfn),
    leaked: kind === 'anon' && (page?.map ?? 0) > 0 && !reached,
  };
}
