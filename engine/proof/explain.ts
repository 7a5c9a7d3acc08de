/**
 * Why two machines differ: the disagreements D-* that statements can reach, as conditions on the first statement after
 * which `arm` and `arm_lpae` differ. A difference without a condition is a bug of the model.
 */
import type { Statement } from '../language/program.ts';
import { listEntries, type ListedEntry } from '../mm/entryList.ts';
import type { Cx } from '../mm/cx.ts';
import { baseOf } from '../mm/cx.ts';
import { findVma, isCowMapping } from '../mm/vma.ts';
import { get } from '../mm/sparse.ts';
import type { Difference, Smaps } from '../facts.ts';
import type { MachineStep } from '../run/machine.ts';
import { outcomeText } from '../say/outcome.ts';
import { asVpn, VM } from '../types.ts';
import { isZeroPfn } from '../mm/memmap.ts';

export interface Side {
  readonly cx: Cx;
  readonly before: MachineStep;
  readonly step: MachineStep;
}

export interface Case {
  readonly statement: Statement;
  /** With the special bit. */
  readonly S: Side;
  /** Without it. */
  readonly N: Side;
  readonly differences: readonly Pick<Difference, 'kind'>[];
}

const entriesOf = ({ cx, step }: Side): ListedEntry[] => listEntries(step.world, cx);
const decided = ({ step }: Side, table: string, verdict: string): boolean =>
  step.beads.some((b) => b.decisions.some((d) => d.table.name === table && d.verdict === verdict));
const onlyOutcome = ({ differences }: Case): boolean => differences.every(({ kind }) => kind === 'outcome');

function entryAsked(c: Case, side: Side): ListedEntry | null {
  if (!('place' in c.statement)) return null;
  const { place } = c.statement;
  const vpn = baseOf(side.cx, place.name) + place.from;
  return (
    listEntries(side.before.world, side.cx).find(
      (e) => e.vpn === vpn && 'actor' in c.statement && e.process === c.statement.actor,
    ) ?? null
  );
}

function smapsOf({ step: { outcome } }: Side): Smaps | null {
  if (outcome.kind !== 'ok' || outcome.value?.kind !== 'smaps') return null;
  return outcome.value.sums;
}
/** Where entries map pages that are dirty, whatever the entries say. */
const dirtyPages = (side: Side): string[] =>
  entriesOf(side)
    .filter(({ pfn }) => get(side.step.world.pages, pfn)?.dirty === true)
    .map(({ process, vpn }) => `${process} ${vpn}`);

interface Reason {
  readonly name: string;
  readonly holds: (c: Case) => boolean;
}

export const REASONS: readonly Reason[] = [
  {
    name: 'R-MA-6: 2-level ARM has no transparent huge pages',
    holds: ({ statement, differences }) =>
      statement.op === 'madvise' &&
      ['hugepage', 'nohugepage', 'collapse'].includes(statement.advice) &&
      differences.every(({ kind }) => kind === 'outcome' || kind === 'vma'),
  },
  {
    name: 'D-14: follow_pfnmap reports the special bit',
    holds: (c) =>
      c.statement.op === 'follow_pfnmap' &&
      onlyOutcome(c) &&
      outcomeText(c.S.step.outcome) === `${outcomeText(c.N.step.outcome)} special`,
  },
  {
    name: 'D-1: a copied page at the frame that the linear rule predicts',
    holds: ({ N }) =>
      entriesOf(N).some(
        (e) => e.meant === 'page' && !e.normal && isCowMapping(e.vma.flags) && (e.vma.flags & VM.PFNMAP) !== 0,
      ),
  },
  {
    name: 'D-4: vmf_insert_mixed of a frame with a struct page',
    holds: ({ N }) => decided(N, 'vmf_insert_mixed', 'page'),
  },
  {
    name: 'D-15: the zero page as a page',
    holds: ({ N, S }) =>
      entriesOf(N).some((e) => e.meant === 'page' && isZeroPfn(N.step.world.map, e.pfn) && !e.normal) ||
      S.step.beads.some(({ changes }) =>
        changes.some((x) => x.kind === 'frame' && isZeroPfn(S.step.world.map, x.pfn) && x.after.map !== 0),
      ),
  },
  {
    name: 'D-11: GUP-fast takes a copied page of a private PFN mapping',
    holds: (c) => {
      const { statement, S, N } = c;
      if ((statement.op !== 'gup' && statement.op !== 'pin') || !statement.fast) return false;
      const entry = entryAsked(c, S);
      if (entry === null || !entry.normal || !decided(S, 'gup_fast_pte_range', 'page')) return false;
      return (
        (entry.vma.flags & VM.PFNMAP) !== 0 && isCowMapping(entry.vma.flags) && outcomeText(N.step.outcome) === 'EFAULT'
      );
    },
  },
  {
    name: 'R-GU-3: GUP-fast reads no VMA flag, the slow walk asks for VM_READ',
    holds: (c) => {
      const { statement, S, N } = c;
      // A guest's fault asks GUP-fast first.
      if (statement.op !== 'gup' && statement.op !== 'pin' && statement.op !== 'kvm_fault') return false;
      if (statement.write || (statement.op !== 'kvm_fault' && !statement.fast)) return false;
      const mm = S.before.world.mms[statement.actor];
      const vma =
        mm === undefined ? null : findVma(mm, asVpn(baseOf(S.cx, statement.place.name) + statement.place.from));
      return (
        vma !== null &&
        (vma.flags & VM.READ) === 0 &&
        decided(S, 'gup_fast_pte_range', 'page') &&
        outcomeText(N.step.outcome) === 'EFAULT'
      );
    },
  },
  {
    name: 'R-GU-5h: GUP-fast leaves a page clean, the slow walk marks it dirty',
    holds: (c) => {
      const [S, N] = [smapsOf(c.S), smapsOf(c.N)];
      return (
        S !== null &&
        N !== null &&
        onlyOutcome(c) &&
        S.Shared_Clean + S.Shared_Dirty === N.Shared_Clean + N.Shared_Dirty &&
        S.Private_Clean + S.Private_Dirty === N.Private_Clean + N.Private_Dirty &&
        S.Rss === N.Rss &&
        S.Pss === N.Pss &&
        S.Anonymous === N.Anonymous &&
        dirtyPages(c.N).some((at) => !dirtyPages(c.S).includes(at))
      );
    },
  },
];

/** Name of the reason, or null. */
export const explain = (c: Case): string | null => REASONS.find(({ holds }) => holds(c))?.name ?? null;
