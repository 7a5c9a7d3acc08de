/**
 * What a person might answer when asked to predict, whichever answer is right: what the place held before, what others
 * there hold, and every refusal to be expected.
 */
import { hasPteSpecial, pageKb } from '../arch/arch.ts';
import type { AskAnswer, FrameRef, PagemapItem, Value } from '../facts.ts';
import type { Ask, Pages, Statement } from '../language/program.ts';
import { baseOf, type Cx, type Platform } from '../mm/cx.ts';
import { listEntries, type ListedEntry } from '../mm/entryList.ts';
import { leafPages } from '../mm/pgtable.ts';
import { contentOf } from '../mm/structPage.ts';
import { zeroPfnAt } from '../mm/memmap.ts';
import { findVma, vmaIsAnonymous } from '../mm/vma.ts';
import { OPS } from '../ops/index.ts';
import { textValue, type Gives } from '../ops/op.ts';
import { refused } from '../ops/outcome.ts';
import { asVpn, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import type { MachineStep } from './machine.ts';
import { refOf } from './names.ts';
import { pageState } from './stateFacts.ts';

export interface Machine {
  readonly cx: Platform & Pick<Cx, 'names'>;
  readonly before: MachineStep;
  readonly step: MachineStep;
}

interface Held {
  readonly at: MachineStep;
  readonly entry: ListedEntry;
}

const ENOUGH = 32;

export function entryFor(
  { cx }: Pick<Machine, 'cx'>,
  at: MachineStep,
  process: ProcessName,
  vpn: Vpn,
): ListedEntry | null {
  const covers = (e: ListedEntry): boolean =>
    e.process === process && e.vpn <= vpn && vpn < e.vpn + leafPages(cx.arch, e.level);
  const found = listEntries(at.world, cx).find(covers);
  return found ? { ...found, vpn, pfn: (found.pfn + vpn - found.vpn) as Pfn } : null;
}

export const pageOf = ({ cx }: Pick<Machine, 'cx'>, place: Pages): Vpn => asVpn(baseOf(cx, place.name) + place.from);

function heldBy(machines: readonly Machine[], process: ProcessName, place: Pages | null): Held[] {
  const states = machines.flatMap((machine) => [machine.before, machine.step].map((at) => ({ machine, at })));
  const here = states.flatMap(({ machine, at }): Held[] => {
    const entry = place === null ? null : entryFor(machine, at, process, pageOf(machine, place));
    return entry ? [{ at, entry }] : [];
  });
  const others = states.flatMap(({ machine, at }): Held[] =>
    listEntries(at.world, machine.cx)
      .filter((entry) => entry.process === process)
      .slice(0, ENOUGH)
      .map((entry) => ({ at, entry })),
  );
  return [...here, ...others];
}

const frameOf = ({ at, entry }: Held): FrameRef => refOf(at.world, at.names, entry.pfn);

/** The zero page, where the mapping at a place is anonymous, so that it may be there. */
function zeroOf(machine: Machine, process: ProcessName, place: Pages): FrameRef[] {
  const { world } = machine.step;
  const mm = world.mms[process];
  const vma = mm === undefined ? null : findVma(mm, pageOf(machine, place));
  return vma !== null && vmaIsAnonymous(vma)
    ? [{ pfn: zeroPfnAt(world.map, pageOf(machine, place)), name: { kind: 'zero' } }]
    : [];
}

const shifts = (pages: number): readonly number[] => (pages % 2 === 0 ? [1, 2] : [-1, 1, 2]);

function otherFigures(value: Value, page: number): Value[] {
  if (value.kind === 'status') {
    const { rss } = value;
    return shifts(rss.anon + rss.shmem).flatMap((by): Value[] => {
      const kind = rss.shmem > rss.anon ? 'shmem' : 'anon';
      const pages = rss[kind] + by;
      return pages < 0 ? [] : [{ kind: 'status', rss: { ...rss, [kind]: pages } }];
    });
  }
  if (value.kind !== 'smaps' || value.sums === null) return [];
  const { sums } = value;
  const kind = sums.Private_Clean > sums.Private_Dirty ? 'Private_Clean' : 'Private_Dirty';
  return shifts(sums.Rss / page).flatMap((by): Value[] => {
    const kB = by * page;
    const shifted = { ...sums, Rss: sums.Rss + kB, Pss: sums.Pss + kB, [kind]: sums[kind] + kB };
    return Object.values(shifted).some((sum) => sum < 0) ? [] : [{ kind: 'smaps', sums: shifted }];
  });
}

function findings(
  statement: Statement,
  gives: Gives,
  found: readonly Value[],
  machines: readonly Machine[],
): readonly Value[] {
  if (gives === 'nothing' || !('actor' in statement)) return [];
  const place = 'place' in statement ? statement.place : null;
  const held = heldBy(machines, statement.actor, place);
  const frames = held.map((one): Value => ({ kind: 'frame', frame: frameOf(one) }));
  switch (gives) {
    case 'text':
      return [...held.map(({ at, entry }) => textValue(contentOf(at.world, entry.pfn))), textValue('')];
    case 'frame':
      return frames;
    case 'folio':
      return [{ kind: 'frame', frame: null }, ...frames];
    case 'pfn': {
      const rights = found.flatMap((value) => (value.kind === 'pfn' ? [value.writable] : []));
      return held.flatMap((one) =>
        (rights.length > 0 ? rights : [true]).flatMap((writable) =>
          [false, true].map((special): Value => ({ kind: 'pfn', frame: frameOf(one), writable, special })),
        ),
      );
    }
    case 'pages': {
      if (place === null || place.to - place.from >= ENOUGH) return [];
      const pages = Array.from({ length: place.to - place.from + 1 }, (_, i) => i);
      const naive = machines.map((machine): Value => {
        const items = pages.map((i): PagemapItem | null => {
          const entry = entryFor(machine, machine.step, statement.actor, asVpn(pageOf(machine, place) + i));
          const frame = entry && frameOf({ at: machine.step, entry });
          return frame && { frame, file: false, exclusive: false };
        });
        return { kind: 'pagemap', pages: items };
      });
      return [...naive, { kind: 'pagemap', pages: pages.map(() => null) }];
    }
    case 'bits': {
      const pages = place === null ? 0 : place.to - place.from + 1;
      if (pages === 0 || pages > ENOUGH) return [];
      return [false, true].map((bit) => ({ kind: 'mincore', pages: Array.from({ length: pages }, () => bit) }));
    }
    case 'figures':
      return found.flatMap((value) => otherFigures(value, pageKb(machines[0]!.cx.arch)));
  }
}

/** Where faults end, by what was recorded of reads and of everything else. */
const ENDS_OF_READS = ['do_anonymous_page', '__do_fault', 'do_fault_around', 'do_fault', 'finish_fault'];
const LIKELY_ENDS = [
  'do_anonymous_page',
  'wp_page_copy',
  'wp_page_reuse',
  '__do_fault',
  'finish_fault',
  'ptep_set_access_flags',
];

function decidingLabels({ cx }: Machine): string[] {
  const { first, questions } = cx.linux.vmNormalPageTable;
  const branch = hasPteSpecial(cx.arch) ? questions[first]?.yes : questions[first]?.no;
  const reached = new Set([branch ?? first]);
  const labels: string[] = [];
  for (const id of reached) {
    const asked = questions[id];
    if (!asked) continue;
    const ways = [asked.yes, asked.no];
    if (ways.some((way) => !(way in questions))) labels.push(asked.label);
    for (const way of ways) reached.add(way);
  }
  return labels;
}

const COUNTED: ReadonlySet<Ask['question']> = new Set(['refcount', 'mapcount', 'anon', 'file', 'shmem']);

/** What a pin adds to the references of a page (GUP_PIN_COUNTING_BIAS, R-GU-1). */
const PIN = 1024;

function countsNear(machines: readonly Machine[], ask: Ask, statement: Statement): AskAnswer[] {
  const { process, place, question } = ask;
  const figures = machines.flatMap((machine): (number | null)[] => {
    const { before, cx } = machine;
    if (process === null) return [];
    if (question === 'anon' || question === 'file' || question === 'shmem') {
      const pages = 'place' in statement && statement.place ? statement.place.to - statement.place.from + 1 : 1;
      const counted = before.world.mms[process]?.rss[question] ?? 0;
      return [counted, counted + pages, counted - pages];
    }
    const entry = place && entryFor(machine, before, process, pageOf(machine, place));
    if (!entry) return [];
    const count = pageState(before.world, cx.arch, cx, before.names, entry)[
      question === 'mapcount' ? 'mapcount' : 'refcount'
    ];
    if (count === null || question === 'mapcount') return [count];
    const pinned = statement.op === 'pin' ? [count + PIN] : [];
    return [count, ...pinned, ...(count > PIN ? [count - PIN] : [])];
  });
  const near = figures.flatMap((n) => (n === null ? [] : [n - 1, n, n + 1])).filter((n) => n >= 0);
  return [...new Set(near)].map((count) => ({ kind: 'count', count }));
}

function sizesOf(machines: readonly Machine[], process: ProcessName, place: Pages): AskAnswer[] {
  const sizes = machines.flatMap((machine) => {
    const { world } = machine.step;
    const mm = world.mms[process];
    const vma = mm === undefined ? null : findVma(mm, pageOf(machine, place));
    const pages = [0, 1, 2];
    if (vma !== null) {
      const mapped = listEntries(world, machine.cx).filter(
        (e) => e.process === process && vma.start <= e.vpn && e.vpn < vma.end,
      );
      pages.push(mapped.length, vma.end - vma.start);
    }
    return pages.map((count) => count * pageKb(machine.cx.arch));
  });
  return [...new Set(sizes)].map((kB) => ({ kind: 'size', kB }));
}

export function guessesOf(
  ask: Ask,
  statement: Statement,
  answers: readonly (AskAnswer | null)[],
  machines: readonly Machine[],
): AskAnswer[] {
  const { process, place } = ask;
  if (ask.question === 'outcome') {
    const { expect, gives } = OPS[statement.op];
    const found = answers.flatMap((answer) =>
      answer?.kind === 'outcome' && answer.outcome.kind === 'ok' ? (answer.outcome.value ?? []) : [],
    );
    return [
      ...findings(statement, gives, found, machines).map((value) => ({ kind: 'ok', value }) as const),
      ...expect.map(refused),
    ].map((outcome) => ({ kind: 'outcome', outcome }));
  }
  if (ask.question === 'path') {
    const ends = statement.op === 'read' ? ENDS_OF_READS : LIKELY_ENDS;
    return [null, ...ends].map((fn) => ({ kind: 'path', fn }));
  }
  if (ask.question === 'decided_by') {
    return [...new Set(machines.flatMap(decidingLabels))].map((label) => ({ kind: 'decided', label }));
  }
  if (ask.question === 'rss' && process !== null && place !== null) return sizesOf(machines, process, place);
  if (COUNTED.has(ask.question)) {
    const exits: AskAnswer[] = statement.op === 'exit' ? [{ kind: 'unmapped' }] : [];
    return [...countsNear(machines, ask, statement), ...exits];
  }
  if (ask.question !== 'frame' || process === null || place === null) return [];
  const zero = machines.flatMap((machine) => zeroOf(machine, process, place));
  const held = heldBy(machines, process, place).map(frameOf);
  return [...zero, ...held].map((frame) => ({ kind: 'frame', frame }));
}
