/**
 * Machines side by side: what each shows after a statement, but for addresses, words and depth, and which facts of two
 * architectures may make them show something else. A difference that no fact in which they differ can cause is a bug of the model.
 */
import { faultAroundPages, hasPteSpecial, type Arch } from '../arch/arch.ts';
import type { Statement } from '../language/program.ts';
import { baseOf, type Cx } from '../mm/cx.ts';
import { isZeroPfn } from '../mm/memmap.ts';
import { leafPages } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { placeText, type PageState } from '../facts.ts';
import type { Machine, MachineStep } from '../run/machine.ts';
import { pageStates, rssStates, vmaStates } from '../run/stateFacts.ts';
import { outcomeText } from '../say/outcome.ts';
import { asPfn, asVpn, VM, RSS_KINDS, type PteVal } from '../types.ts';
import { explain } from './explain.ts';

/** What is compared of an entry. Not its special bit: that is the architecture, not what it does. */
const MARKS = [
  'present',
  'frame',
  'level',
  'write',
  'dirty',
  'young',
  'normal',
  'anon',
  'exclusive',
  'pinned',
  'refcount',
  'mapcount',
] as const satisfies readonly (keyof PageState)[];

/** A frame with a name is known by it. */
const byName = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'pfn' in value && 'name' in value && value.name !== null
    ? value.name
    : value;

export interface Shown {
  readonly text: string;
  /** What only machines that agree in all facts must have in common: the functions called, and the special bits. */
  readonly inside: string;
}

export function shownBy({ cx, last }: Machine): Shown {
  const { world, names } = last;
  const lines = [
    `outcome\t${JSON.stringify(last.outcome, byName)}`,
    `log\t${JSON.stringify(last.log, byName)}`,
    ...Object.entries(rssStates(world)).map(
      ([process, rss]) => `rss ${process}\t${RSS_KINDS.map((kind) => rss[kind]).join(' ')}`,
    ),
    ...vmaStates(world, cx, names).map(
      (vma) =>
        `vma ${vma.process} ${placeText(vma.place)}\t${vma.pages} ${vma.flags.join(',')} ${JSON.stringify(vma.pgoff)}`,
    ),
  ];
  const special: string[] = [];
  for (const page of pageStates(world, cx, names)) {
    const frame = JSON.stringify(page.frame, byName);
    lines.push(
      `entry ${page.process} ${placeText(page.place)}\t${MARKS.map((mark) => (mark === 'frame' ? frame : String(page[mark]))).join(' ')}`,
    );
    special.push(page.special ? '1' : '0');
  }
  return { text: lines.join('\n'), inside: `${last.path.join(' ')} ${special.join('')}` };
}
/** Something that two machines show differently. `mark`: of an entry, and `there` if only one has it. */
export interface Apart {
  readonly what: 'outcome' | 'log' | 'rss' | 'vma' | 'entry';
  readonly mark: (typeof MARKS)[number] | 'there' | null;
  readonly text: string;
}

export function apart(a: Shown, b: Shown): Apart[] {
  const [left, right] = [a, b].map(
    ({ text }) => new Map(text.split('\n').map((line) => line.split('\t') as [string, string])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key): Apart[] => {
    const [x, y] = [left.get(key), right.get(key)];
    if (x === y) return [];
    const what = key.split(' ')[0] as Apart['what'];
    const text = `${key}: ${x ?? 'none'} / ${y ?? 'none'}`;
    if (what !== 'entry') return [{ what, mark: null, text }];
    if (x === undefined || y === undefined) return [{ what, mark: 'there', text }];
    const [xs, ys] = [x.split(' '), y.split(' ')];
    return MARKS.flatMap((mark, i) =>
      xs[i] === ys[i] ? [] : [{ what, mark, text: `${key} ${mark}: ${xs[i]} / ${ys[i]}` }],
    );
  });
}

export interface Side {
  readonly cx: Cx;
  readonly before: MachineStep;
  readonly step: MachineStep;
}

export interface Parting {
  readonly statement: Statement;
  readonly sides: readonly [Side, Side];
  readonly differences: readonly Apart[];
}

interface Trait {
  readonly name: string;
  readonly of: (arch: Arch) => unknown;
  readonly causes: (p: Parting, d: Apart) => boolean;
}

const is = (p: Parting, ...ops: readonly Statement['op'][]): boolean => ops.includes(p.statement.op);
const entry = (d: Apart, ...marks: readonly Apart['mark'][]): boolean => d.what === 'entry' && marks.includes(d.mark);
const called = (p: Parting, fn: string): boolean => p.sides.some(({ step }) => step.path.includes(fn));
const outcomes = (p: Parting): string[] => p.sides.map(({ step }) => outcomeText(step.outcome));
const someVma = (p: Parting, holds: (vma: NonNullable<ReturnType<typeof findVma>>) => boolean): boolean =>
  p.sides.some((side) =>
    [side.before, side.step].some(({ world }) => Object.values(world.mms).some(({ vmas }) => vmas.some(holds))),
  );
const vmaAsked = ({ statement, sides: [{ cx, before }] }: Parting): ReturnType<typeof findVma> => {
  if (!('place' in statement) || !('actor' in statement)) return null;
  const mm = before.world.mms[statement.actor];
  return mm === undefined ? null : findVma(mm, asVpn(baseOf(cx, statement.place.name) + statement.place.from));
};
const fast = ({ statement: s }: Parting): boolean =>
  ((s.op === 'gup' || s.op === 'pin') && s.fast) || s.op === 'kvm_fault' || s.op === 'vfio_pin';
const counts = (d: Apart): boolean => d.what === 'rss' || entry(d, 'refcount', 'mapcount');

/** A driver that counts on from a zero page, to what only some kernels use as another one. */
const countsOnFromZero = (p: Parting): boolean =>
  p.sides.some(({ step: { world } }) =>
    Object.values(world.mms).some(({ vmas }) =>
      vmas.some(
        ({ ops }) => ops !== null && 'frames' in ops && ops.frames.list.some((pfn) => isZeroPfn(world.map, pfn)),
      ),
    ),
  );

/** Every protection, in the order of the kernel's map. */
const PROTS = Array.from({ length: 16 }, (_, flags) => flags);
const RW = VM.READ | VM.WRITE;
const fresh = (arch: Arch, flags: number): PteVal => arch.pte.mk(asPfn(1), arch.vmGetPageProt(flags));

const TRAITS: readonly Trait[] = [
  {
    name: 'the special bit',
    of: hasPteSpecial,
    causes: ({ statement, sides, differences }) => {
      const [a, b] = sides;
      const [S, N] = hasPteSpecial(a.cx.arch) ? [a, b] : [b, a];
      return explain({ statement, S, N, differences: differences.map(({ what: kind }) => ({ kind })) }) !== null;
    },
  },
  {
    name: 'the size of a page',
    of: ({ pageShift }) => pageShift,
    // In kB.
    causes: (p, d) => d.what === 'outcome' && is(p, 'smaps', 'status'),
  },
  {
    name: 'pages of fault-around',
    of: faultAroundPages,
    causes: (p, d) => called(p, 'do_fault_around') && (entry(d, 'there') || counts(d)),
  },
  {
    name: 'pages of a PMD',
    of: (arch) => leafPages(arch, 'pmd'),
    causes: (p) => p.statement.op === 'madvise' && ['hugepage', 'collapse'].includes(p.statement.advice),
  },
  {
    name: 'hasThp',
    of: ({ hasThp }) => hasThp,
    causes: (p, d) =>
      p.statement.op === 'madvise' &&
      ['hugepage', 'nohugepage', 'collapse'].includes(p.statement.advice) &&
      (d.what === 'outcome' || d.what === 'vma'),
  },
  {
    name: 'huge raw entries: hasPmdPfnmap, and pages of a PMD',
    of: (arch) => (arch.hasPmdPfnmap ? leafPages(arch, 'pmd') : 0),
    causes: (p) => someVma(p, ({ ops }) => ops?.kind === 'vmf_insert_pfn_pmd'),
  },
  {
    name: 'hasPat',
    of: ({ hasPat }) => hasPat,
    causes: (p, d) =>
      d.what === 'vma' ||
      d.text.includes('get_pat_info') ||
      (is(p, 'mmap') && someVma(p, ({ flags }) => (flags & VM.PFNMAP) !== 0)) ||
      (is(p, 'mmap') && outcomes(p).includes('EPERM')) ||
      // It refuses RAM before the model's bounds are reached.
      (p.statement.op === 'mmap' && p.statement.source.kind === 'devmem' && outcomes(p).includes('EINVAL')) ||
      (is(p, 'fork', 'mremap', 'munmap', 'exit') && someVma(p, ({ flags }) => (flags & VM.PAT) !== 0)),
  },
  {
    name: 'D-14 in follow_phys(): PAT finds the frame of special entries only',
    of: (arch) => arch.hasPat && hasPteSpecial(arch),
    // Without the frame the range cannot be given back, and VM_PAT stays.
    causes: (p, d) =>
      d.text.includes('get_pat_info') ||
      (is(p, 'fork', 'kernel_zap', 'kernel_unmap_mapping') && someVma(p, ({ flags }) => (flags & VM.PAT) !== 0)),
  },
  {
    name: 'physAccess',
    of: (arch) => {
      const { physAccess: phys } = arch;
      return phys && [phys.ram, PROTS.map((flags) => phys.maps(fresh(arch, flags)))];
    },
    causes: (p) =>
      is(p, 'ptrace_read', 'ptrace_write') &&
      someVma(p, ({ ops }) => ops?.kind === 'devmem' || (ops?.hooks.includes('access') ?? false)),
  },
  {
    name: 'hasStrictDevmem',
    of: ({ hasStrictDevmem }) => hasStrictDevmem,
    causes: (p) => is(p, 'mmap') && p.sides[0].cx.rules.strict_devmem !== undefined,
  },
  { name: 'hasSecretmem', of: ({ hasSecretmem }) => hasSecretmem, causes: fast },
  {
    name: 'hasGupFast',
    // Without the bit its code takes nothing.
    of: (arch) => arch.hasGupFast && hasPteSpecial(arch),
    causes: fast,
  },
  { name: 'hasHwPteYoung', of: ({ hasHwPteYoung }) => hasHwPteYoung, causes: (_, d) => entry(d, 'young') },
  {
    name: 'wantsOldPrefaulted',
    of: ({ wantsOldPrefaulted: old }) => old ?? false,
    causes: (p, d) => called(p, 'do_fault_around') && entry(d, 'young'),
  },
  {
    name: 'marks of new entries',
    of: (arch) => [
      arch.swMkyoung ?? false,
      PROTS.map((flags) => [arch.pte.young(fresh(arch, flags)), arch.pte.dirty(fresh(arch, flags))]),
    ],
    causes: (_, d) => entry(d, 'young', 'dirty'),
  },
  {
    name: 'the accessed mark after mprotect',
    of: (arch) =>
      PROTS.map((flags) =>
        [arch.pte.mkold(fresh(arch, RW)), arch.pte.mkyoung(fresh(arch, RW))].map((pte) =>
          arch.pte.young(arch.pte.modify(pte, arch.vmGetPageProt(flags))),
        ),
      ),
    causes: (p, d) => is(p, 'mprotect') && entry(d, 'young'),
  },
  {
    name: 'marks that a refused access leaves',
    of: (arch) =>
      arch.cpu.markRefused &&
      PROTS.map((flags) =>
        (['read', 'write'] as const).map((access) => {
          const old = arch.pte.mkold(fresh(arch, flags));
          return arch.pte.young(arch.cpu.markRefused?.(old, access) ?? old);
        }),
      ),
    causes: (p, d) => is(p, 'read', 'write') && entry(d, 'young'),
  },
  {
    name: 'mkPteTakesDirty',
    of: ({ mkPteTakesDirty }) => mkPteTakesDirty ?? false,
    causes: (_, d) => entry(d, 'dirty'),
  },
  {
    name: 'zeroPages',
    of: ({ zeroPages }) => zeroPages ?? 1,
    causes: (p, d) =>
      entry(d, 'refcount', 'frame') ||
      countsOnFromZero(p) ||
      (is(p, 'mmap') && p.differences.some(({ text }) => text.includes('{"kind":"zero"}'))),
  },
  {
    name: 'cacheColours',
    of: ({ cacheColours }) => cacheColours ?? 1,
    causes: (p) => is(p, 'mmap', 'mremap') && outcomes(p).includes('EINVAL'),
  },
  {
    name: 'missIsRead',
    of: ({ missIsRead }) => missIsRead ?? false,
    causes: (p) => is(p, 'write') && ((vmaAsked(p)?.flags ?? VM.WRITE) & VM.WRITE) === 0,
  },
  {
    name: 'liveSetWarning',
    of: ({ liveSetWarning: w }) => w && [w.fn, w.once],
    causes: (_, d) => d.what === 'log',
  },
  {
    name: 'rights that a read needs',
    of: ({ readNeeds }) => readNeeds ?? VM.READ | VM.WRITE | VM.EXEC,
    causes: (p) => is(p, 'read'),
  },
  {
    name: 'reads and writes that the processor refuses',
    of: (arch) =>
      PROTS.map((flags) => {
        const used = arch.pte.mkyoung(arch.pte.mkdirty(fresh(arch, flags)));
        return [arch.cpu.allows(used, 'read'), arch.cpu.allows(used, 'write')];
      }),
    // The kernel reads what it copies through the entry, too.
    causes: (p, d) => is(p, 'read', 'write') || d.text.includes('__wp_page_copy_user'),
  },
  {
    name: 'accesses through an old entry that leave it old',
    of: ({ pte, cpu, ...arch }) =>
      PROTS.map((flags) => {
        const old = pte.mkold(pte.mkdirty(pte.mk(asPfn(1), arch.vmGetPageProt(flags))));
        return (['read', 'write'] as const).map(
          (access) => cpu.allows(old, access) && !pte.young(cpu.mark(old, access, pte)),
        );
      }),
    causes: (p, d) => is(p, 'read', 'write') && entry(d, 'young'),
  },
  {
    name: 'who marks entries as used',
    of: (arch) => {
      const shared = fresh(arch, RW | VM.SHARED);
      return [arch.cpu.allows(arch.pte.mkold(shared), 'read'), arch.cpu.allows(arch.pte.mkclean(shared), 'write')];
    },
    // Only in which functions are called.
    causes: () => false,
  },
];

/** Machines with the same key must not differ in anything that is shown. */
export const classOf = (arch: Arch): string => JSON.stringify(TRAITS.map(({ of }) => of(arch)));

/** The facts that may cause each difference; empty: nothing explains it. */
export function reasonsFor(p: Parting): { readonly difference: Apart; readonly reasons: readonly string[] }[] {
  const [a, b] = p.sides.map(({ cx }) => cx.arch) as [Arch, Arch];
  const differing = TRAITS.filter(({ of }) => JSON.stringify(of(a)) !== JSON.stringify(of(b)));
  return p.differences.map((difference) => ({
    difference,
    reasons: differing.filter(({ causes }) => causes(p, difference)).map(({ name }) => name),
  }));
}
