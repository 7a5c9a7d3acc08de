/**
 * Holds what micro-steps say to what happened: each kind of claim with the facts of its step that must bear it out.
 * Worded by what a person would understand, not by the code that made the sentence.
 */
import type { Change, MachineBead, Outcome } from '../facts.ts';
import { beadFacts } from '../run/beadFacts.ts';
import type { Machine, MachineStep } from '../run/machine.ts';
import { logText } from '../say/log.ts';
import { beadText } from '../say/bead.ts';

/** A sentence with the facts of its micro-step. */
interface Said {
  readonly sentence: string;
  readonly fn: string;
  readonly changes: readonly Change[];
}

/** What one statement did on one machine. */
export interface Told {
  readonly outcome: Outcome;
  readonly log: readonly string[];
  readonly said: readonly Said[];
  readonly decisions: MachineBead['decisions'];
}

export function toldBy({ cx }: Machine, done: MachineStep, text: string): Told {
  const beads = done.beads.map((raw) => ({ fn: raw.fn, fact: beadFacts(cx.arch, cx, raw) }));
  return {
    outcome: done.outcome,
    log: done.log.map(logText),
    said: beads.map(({ fn, fact }) => ({ fn, sentence: beadText(fact, text), changes: fact.changes })),
    decisions: beads.flatMap(({ fact }) => fact.decisions),
  };
}

/** By how much the counters of processes and the mapcounts of frames moved. */
const counted = (changes: readonly Change[]): number =>
  changes.reduce((sum, change) => {
    if (change.kind === 'rss') return sum + Math.abs(change.after - change.before);
    if (change.kind === 'frame') return sum + Math.abs(change.after.mapcount - change.before.mapcount);
    return sum;
  }, 0);

const entries = (changes: readonly Change[]) => changes.flatMap((change) => (change.kind === 'entry' ? [change] : []));
const vmas = (changes: readonly Change[]) => changes.flatMap((change) => (change.kind === 'vma' ? [change] : []));

interface Claim {
  readonly about: string;
  readonly says: RegExp;
  readonly holds: (said: Said, told: Told, match: RegExpExecArray) => boolean;
}

const CLAIMS: readonly Claim[] = [
  {
    about: 'nothing is counted',
    says: /nothing is counted|(?:is|are) not counted|nobody counts|never counts/i,
    holds: ({ changes }) => counted(changes) === 0,
  },
  {
    about: 'something is counted',
    says: /as a (?:counted page|page that the kernel counts)|\band counts it\b|gains a mapping/,
    holds: ({ changes }) => counted(changes) > 0,
  },
  {
    about: 'a number of pages after growing or shrinking',
    says: /(?:grows|shrinks) to (?:the )?(one page|\d+ pages)/,
    holds: (_, { said }, [, pages]) => {
      const n = pages === 'one page' ? 1 : Number.parseInt(pages ?? '', 10);
      const all = vmas(said.flatMap(({ changes }) => changes));
      return all.some(({ before, after }) => (after?.pages ?? 0) >= n && after?.pages !== before?.pages);
    },
  },
  {
    about: 'that nothing changes',
    says: /: nothing changes\b/,
    holds: (_, { said }) => said.every(({ changes }) => changes.length === 0),
  },
  {
    about: 'accessed',
    says: /\bis marked accessed/,
    holds: ({ changes }) => entries(changes).some(({ after }) => after?.young === true),
  },
  {
    about: 'not accessed',
    says: /marked as not accessed/,
    holds: ({ changes }) => entries(changes).every(({ before, after }) => before !== null || after?.young !== true),
  },
  {
    about: 'read-only for both',
    says: /read-only for both/,
    holds: ({ changes }) => entries(changes).every(({ after }) => after?.rights !== 'write'),
  },
  {
    about: 'the frame that an entry maps now',
    says: /now maps frame (0x[0-9a-f]+)|, frame (0x[0-9a-f]+), exclusive/,
    holds: ({ changes }, _, [, one, other]) =>
      entries(changes).some(({ after }) => after?.pfn === Number(one ?? other)),
  },
  {
    about: 'exclusive',
    says: /\bexclusive to [A-Z]\b/,
    holds: ({ changes }) => changes.some((change) => change.kind === 'frame' && change.after.exclusive),
  },
  {
    about: 'what the kernel prints',
    says: /\bwarns\b|\breports\b/,
    holds: (_, { log }) => log.length > 0,
  },
  {
    about: 'a reference that is kept',
    says: /\bis taken\b|gains a reference|is pinned: 1024/,
    holds: ({ changes }) =>
      changes.some((change) => change.kind === 'frame' && change.after.refcount > change.before.refcount),
  },
  {
    about: 'a mapping that is there',
    says: /has a (?:private|shared) mapping \w+ of (one page|\d+ pages)/,
    holds: (_, { said }, [, pages]) => {
      const n = pages === 'one page' ? 1 : Number.parseInt(pages ?? '', 10);
      return vmas(said.flatMap(({ changes }) => changes)).some(({ after }) => (after?.pages ?? 0) >= n);
    },
  },
];

/** Claims that the facts do not bear out. */
export const falseClaims = (told: Told): string[] =>
  told.said.flatMap((said) =>
    CLAIMS.flatMap(({ about, says, holds }) => {
      const match = says.exec(said.sentence);
      return match === null || holds(said, told, match) ? [] : [`${about}: ${said.fn}: ${said.sentence}`];
    }),
  );

/** How often each kind of claim was made. */
export const claimsMade = (told: Told): string[] =>
  told.said.flatMap(({ sentence }) => CLAIMS.flatMap(({ about, says }) => (says.test(sentence) ? [about] : [])));
export const CLAIM_KINDS: readonly string[] = CLAIMS.map(({ about }) => about);

/** What can decide a refusal where no table does: a flag, a field, a hook, an option, or that there is nothing. */
const REASON =
  /\b(?:VM|FOLL|MAP|FMODE|CONFIG)_[A-Z]\w*|\bvm_(?:ops|file|end|pgoff)\b|\bVM_FAULT_SIGBUS\b|\brefcount\b|nothing is mapped|past the end of the file|overlap|something else is mapped|SHMLBA|hook|thp_vma_allowable_order|no entry is present|private_pfnmap=refuse/i;

/** Flags that a sentence says are set, or are not, where the kernel refuses. */
const SAYS_SET =
  /(?:a mapping with|for|because) (VM_\w+)(?:, VM_\w+)* (?:(?:is|are)(?! not)|may|never)\b|\b(VM_\w+) is set\b/;
const SAYS_CLEAR = /lacks ((?:VM_\w+(?:, | and )?)+)|\b(VM_\w+) is not set\b/;

/** A flag that a refusal's sentence names, and that the mapping has not, or the other way round; null: all is true. */
export function falseFlag({ outcome, said }: Told, flags: readonly string[]): string | null {
  if (outcome.kind !== 'error' && outcome.kind !== 'signal') return null;
  const has = (flag: string): boolean => flags.includes(flag.replace('VM_', ''));
  for (const { sentence } of said) {
    const [, one, other] = SAYS_SET.exec(sentence) ?? [];
    const set = one ?? other;
    if (set !== undefined && !has(set)) return `${set} is not set: ${sentence}`;
    const [, lacked = '', alone = ''] = SAYS_CLEAR.exec(sentence) ?? [];
    const clear = `${lacked} ${alone}`.match(/VM_\w+/g)?.find(has);
    if (clear !== undefined) return `${clear} is set: ${sentence}`;
  }
  return null;
}

/** A refusal of the kernel whose sentences do not name what decided it; null: they do. */
export function missingReason(
  { outcome, said, decisions }: Told,
  labelOf: (table: string, question: string) => string,
): string | null {
  if (outcome.kind !== 'error' && outcome.kind !== 'signal') return null;
  const all = said.map(({ sentence }) => sentence).join(' ');
  const refusal = outcome.kind === 'error' ? outcome.error : outcome.signal;
  if (outcome.by === 'test driver') return /test driver/.test(all) ? null : `the test driver is not named: ${all}`;
  // The question that decided is the last of the last table that did not let the kernel go on.
  const last = decisions.at(-1);
  const deciding = last?.answers.at(-1);
  const label = last && deciding ? labelOf(last.table, deciding.question) : null;
  if (label !== null && all.includes(label)) return null;
  return REASON.test(all) ? null : `${refusal}: ${all} (asked last: ${label ?? 'nothing'})`;
}
