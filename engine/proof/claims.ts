/** The kinds of claim that a sentence can make about a state, each with the facts that must bear it out. */
import { placeText, type Change, type EntryState, type Outcome } from '../facts.ts';
import { CHANGES_KEPT } from '../types.ts';

export interface Said {
  readonly sentence: string;
  readonly fn: string;
  readonly changes: readonly Change[];
}

/** What one statement did on one machine, as far as claims need it. */
interface Done {
  readonly outcome: Outcome;
  readonly log: readonly string[];
  readonly said: readonly Said[];
}

const counted = (changes: readonly Change[]): number =>
  changes.reduce((sum, change) => {
    if (change.kind === 'rss') return sum + Math.abs(change.after - change.before);
    if (change.kind === 'frame') return sum + Math.abs(change.after.mapcount - change.before.mapcount);
    return sum;
  }, 0);

const entries = (changes: readonly Change[]) => changes.flatMap((change) => (change.kind === 'entry' ? [change] : []));
const vmas = (changes: readonly Change[]) => changes.flatMap((change) => (change.kind === 'vma' ? [change] : []));
const frames = (changes: readonly Change[]) => changes.flatMap((change) => (change.kind === 'frame' ? [change] : []));
/** Not all changes of a micro-step are kept. */
const isWhole = (changes: readonly Change[]): boolean => changes.length < CHANGES_KEPT;

const numberIn = (words = ''): number =>
  /^no\b/i.test(words) ? 0 : /^one\b/i.test(words) ? 1 : Number.parseInt(words, 10);

/** The entry at a place as the next change of it found it; undefined: nothing changes it any more. */
function foundNext(said: Said, { said: all }: Done, place: string): EntryState | null | undefined {
  const later = all.slice(all.indexOf(said)).flatMap(({ changes }) => entries(changes));
  return later.find((change) => placeText(change.place) === place)?.before;
}

const RIGHTS = { reading: 'READ', writing: 'WRITE', running: 'EXEC' } as const;

export interface Claim {
  readonly about: string;
  readonly says: RegExp;
  readonly holds: (said: Said, told: Done, match: RegExpExecArray) => boolean;
}

export const CLAIMS: readonly Claim[] = [
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
  {
    about: 'a mapping and a reference that a page loses',
    says: /loses? one mapping and one reference/,
    holds: ({ changes }) =>
      frames(changes).some(({ before, after }) => after.mapcount < before.mapcount) &&
      frames(changes).some(({ before, after }) => after.refcount < before.refcount),
  },
  {
    about: 'that nothing is released',
    says: /so nothing is released/,
    holds: ({ changes }) => frames(changes).every(({ before, after }) => after.refcount >= before.refcount),
  },
  {
    about: 'an entry that is cleared',
    says: /\bentry of [^:;]* is cleared|the entries are cleared/,
    holds: ({ changes }) => entries(changes).some(({ before, after }) => before !== null && after === null),
  },
  {
    about: 'frames that stay',
    says: /get the mapping's new protection; the frames stay|gets the mapping's new protection; the frames stay/,
    holds: ({ changes }) => entries(changes).every(({ before, after }) => before !== null && after?.pfn === before.pfn),
  },
  {
    about: 'how many entries move',
    says: /(No entry|One entry|\d+ entries) moved from/,
    holds: ({ changes }, _, [, words]) => {
      const born = entries(changes).filter(({ before, after }) => before === null && after !== null);
      return !isWhole(changes) || born.length === numberIn(words);
    },
  },
  {
    about: 'how many pages come from the page cache at once',
    says: /(One page|\d+ pages) around \S+ (?:is|are) in the page cache and mapped at once/,
    holds: ({ changes }, _, [, words]) => {
      const born = entries(changes).filter(({ before, after }) => before === null && after !== null);
      return !isWhole(changes) || born.length === numberIn(words);
    },
  },
  {
    about: 'an entry that maps nothing yet',
    says: /^The entry of (\S+): nothing is mapped yet/,
    holds: (said, told, [, place = '']) => (foundNext(said, told, place) ?? null) === null,
  },
  {
    about: 'what an entry permits',
    says: /^The entry of (\S+): it maps .*, (read-only|writable)\./,
    holds: (said, told, [, place = '', words]) => {
      const found = foundNext(said, told, place);
      return found === undefined || (found?.rights === 'write') === (words === 'writable');
    },
  },
  {
    about: 'an entry that becomes writable',
    says: /entry becomes writable and dirty|so it is made writable/,
    holds: (_, { said }) =>
      entries(said.flatMap(({ changes }) => changes)).some(({ after }) => after?.rights === 'write' && after.dirty),
  },
  {
    about: 'an entry that keeps its frame',
    says: /\bkeeps its frame: /,
    holds: ({ changes }) => entries(changes).every(({ before, after }) => before?.pfn === after?.pfn),
  },
  {
    about: 'the frame of a private copy',
    says: /maps a private copy of .*, frame (0x[0-9a-f]+)|gets a copy at once, frame (0x[0-9a-f]+)/,
    holds: ({ changes }, _, [, one, other]) =>
      entries(changes).some(({ after }) => after?.pfn === Number(one ?? other)),
  },
  {
    about: 'that no entry is filled',
    says: /^No entry of .* is filled/,
    holds: ({ changes }) => entries(changes).length === 0,
  },
  {
    about: 'what a mapping allows now',
    says: /the mapping now allows ((?:reading|writing|running|, | and )+)\./,
    holds: (_, { said }, [, words = '']) =>
      vmas(said.flatMap(({ changes }) => changes)).some(({ after }) =>
        Object.entries(RIGHTS).every(([word, flag]) => (after?.flags.includes(flag) ?? false) === words.includes(word)),
      ),
  },
  {
    about: 'what a mapping allows already',
    says: /the mapping already allows/,
    holds: ({ changes }) =>
      vmas(changes).every(({ before, after }) => String(before?.flags ?? '') === String(after?.flags ?? '')),
  },
  {
    about: 'a mapping that is locked',
    says: /: the mapping is locked/,
    holds: ({ changes }) =>
      vmas(changes).length === 0 || vmas(changes).some(({ after }) => after?.flags.includes('LOCKED')),
  },
  {
    about: 'mappings that mlock skips',
    says: /silently skipped/,
    holds: (_, { said }) =>
      vmas(said.flatMap(({ changes }) => changes)).every(({ after }) => !(after?.flags.includes('LOCKED') ?? false)),
  },
  {
    about: 'a process that is born',
    says: /^([A-Z]) is a copy of [A-Z]\./,
    holds: (_, { said }, [, name]) =>
      said.some(({ changes }) =>
        changes.some((change) => change.kind === 'process' && change.born && change.process === name),
      ),
  },
  {
    about: 'a process that is gone',
    says: /^([A-Z]) is gone\b/,
    holds: (_, { said }, [, name]) =>
      said.some(({ changes }) =>
        changes.some((change) => change.kind === 'process' && !change.born && change.process === name),
      ),
  },
  {
    about: 'that nothing is mapped any more',
    says: /: nothing is mapped there now\b/,
    holds: (_, { said }) =>
      vmas(said.flatMap(({ changes }) => changes)).some(
        ({ before, after }) => before !== null && (after?.pages ?? 0) < before.pages,
      ),
  },
  {
    about: 'a page that is held no longer',
    says: /no longer holds (?!the zero page)/,
    holds: ({ changes }) => frames(changes).some(({ before, after }) => after.refcount < before.refcount),
  },
  {
    about: 'the kB that smaps counts',
    says: /\bcounts (\d+) kB/,
    holds: (_, { outcome }, [, kb]) =>
      outcome.kind === 'ok' && outcome.value?.kind === 'smaps' && outcome.value.sums?.Rss === Number(kb),
  },
  {
    about: 'what a read finds',
    says: /^[A-Z] reads [^"]*: "([^"]*)"\.$/,
    holds: (_, { outcome }, [, text]) =>
      outcome.kind === 'ok' && outcome.value?.kind === 'text' && outcome.value.text === text,
  },
  {
    about: 'advice that is accepted',
    says: /^The advice \w+ for \S+ is accepted\./,
    holds: (_, { outcome }) => outcome.kind === 'ok',
  },
  {
    about: 'why a statement is refused',
    says: /^(?:[A-Z] (?:reads|writes) \S+, but|The advice|mremap is refused|MAP_FIXED_NOREPLACE|Nothing is mapped|No byte of).*(?::|\.) (E[A-Z]+|SIGSEGV|SIGBUS)\.$/,
    holds: (_, { outcome }, [, refusal]) =>
      (outcome.kind === 'error' && outcome.error === refusal) ||
      (outcome.kind === 'signal' && outcome.signal === refusal),
  },
  {
    about: 'a block that one entry maps',
    says: /The whole block is mapped by one entry/,
    holds: (_, { said }) =>
      entries(said.flatMap(({ changes }) => changes)).some(({ pages, after }) => pages > 1 && after !== null),
  },
  {
    about: 'that nothing is marked',
    says: /nothing is marked dirty|It walks no page table/,
    holds: ({ changes }) => entries(changes).length === 0,
  },
  {
    about: 'a page that is freed',
    says: /^The driver frees /,
    holds: ({ changes }) => frames(changes).some(({ before, after }) => after.refcount < before.refcount),
  },
];
