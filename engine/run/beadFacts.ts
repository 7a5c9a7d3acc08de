import { codecOf, type Arch, type Codec } from '../arch/arch.ts';
import type {
  Called,
  Change,
  Decision,
  EntryRights,
  EntryState,
  FaultRun,
  FrameCounts,
  MachineBead,
  VmaState,
} from '../facts.ts';
import { placeOf, type RawBead, type RawCall, type RawChange, type RawFault } from '../mm/cx.ts';
import { valuesOf, type RawDecision } from '../mm/decisionTable.ts';
import { leafPages } from '../mm/pgtable.ts';
import type { StructPage, Vma } from '../mm/world.ts';
import { vmFlagNames, type Level, type PteVal } from '../types.ts';

interface Names {
  readonly names: readonly string[];
}

export function rightsOf(arch: Arch, codec: Codec, pte: PteVal): EntryRights {
  if (codec.protNone(pte)) return 'none';
  if (codec.write(pte)) return 'write';
  return arch.cpu.allows(codec.mkyoung(pte), 'read') ? 'read' : 'none';
}

function entryState(arch: Arch, level: Level, pte: PteVal | null): EntryState | null {
  if (pte === null) return null;
  const codec = codecOf(arch, level);
  return {
    pfn: codec.pfn(pte),
    rights: rightsOf(arch, codec, pte),
    special: codec.special(pte),
    young: codec.young(pte),
    dirty: codec.dirty(pte),
  };
}

const frameCounts = ({ ref, map, anon, exclusive }: StructPage): FrameCounts => ({
  refcount: ref,
  mapcount: map,
  anon,
  exclusive,
});

const vmaState = (names: Names, vma: Vma): VmaState => ({
  place: placeOf(names, vma.start),
  pages: vma.end - vma.start,
  flags: vmFlagNames(vma.flags),
  pgoff: vma.pgoff,
});

function changeFact(arch: Arch, names: Names, c: RawChange): Change {
  switch (c.kind) {
    case 'entry':
      return {
        kind: 'entry',
        process: c.process,
        place: placeOf(names, c.vpn),
        pages: leafPages(arch, c.level),
        before: entryState(arch, c.level, c.before),
        after: entryState(arch, c.level, c.after),
      };
    case 'frame':
      return { kind: 'frame', pfn: c.pfn, before: frameCounts(c.before), after: frameCounts(c.after) };
    case 'table':
      return { kind: 'table', process: c.process, pfn: c.pfn, level: c.name, born: c.born };
    case 'vma':
      return {
        kind: 'vma',
        process: c.process,
        before: c.before && vmaState(names, c.before),
        after: c.after && vmaState(names, c.after),
      };
    case 'rss':
      return { kind: 'rss', process: c.process, counter: c.which, before: c.before, after: c.after };
    case 'content':
    case 'log':
    case 'process':
      return c;
  }
}

function decisionFact(names: Names, d: RawDecision): Decision {
  const values = valuesOf(d);
  return {
    table: d.table.name,
    callers: d.callers,
    process: d.process,
    place: d.vpn === null ? null : placeOf(names, d.vpn),
    answers: d.answers.map(({ question, answer }, i) => ({ question, value: values[i] ?? '', answer })),
    verdict: d.verdict,
  };
}

/** A tree, in the order in which each function was entered first. */
function calledFacts(calls: readonly RawCall[]): Called[] {
  interface Node {
    readonly fn: string;
    times: number;
    readonly inner: Map<string, Node>;
  }
  const root: Node = { fn: '', times: 0, inner: new Map() };
  const open: Node[] = [];
  const top = Math.min(...calls.map(({ depth }) => depth));
  for (const call of calls) {
    if (!('fn' in call)) continue;
    open.length = Math.min(open.length, call.depth - top);
    const into = (open.at(-1) ?? root).inner;
    const node = into.get(call.fn) ?? { fn: call.fn, times: 0, inner: new Map<string, Node>() };
    into.set(call.fn, node);
    node.times++;
    open.push(node);
  }
  const listed = (nodes: Iterable<Node>, depth: number): Called[] =>
    [...nodes].flatMap(({ fn, times, inner }) => [{ fn, depth, times }, ...listed(inner.values(), depth + 1)]);
  return listed(root.inner.values(), 0);
}

export const beadFacts = (arch: Arch, names: Names, b: RawBead): MachineBead => ({
  chain: b.chain,
  event: b.event,
  changes: b.changes.map((change) => changeFact(arch, names, change)),
  decisions: b.decisions.map((decision) => decisionFact(names, decision)),
  calls: calledFacts(b.calls),
});

export const faultFacts = (names: Names, faults: readonly RawFault[], beads: readonly number[]): FaultRun[] => {
  const last = beads.at(-1) ?? 0;
  return faults.map(({ process, vpn, access, states, entered, told, runs, left, end }) => ({
    process,
    place: placeOf(names, vpn),
    access,
    states,
    entered: entered.map((bead) => beads[bead] ?? last),
    beads: told.map((bead) => (bead === null ? last : (beads[bead] ?? last))),
    runs,
    left: end === null ? null : (beads[left] ?? null),
    end,
  }));
};
