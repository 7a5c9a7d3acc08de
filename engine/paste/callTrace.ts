/** A call trace alone: which functions that deal with special entries it went through. */
import { FUNCTION_TERMS } from '../glossary/functions.ts';
import { found, type Recogniser } from './found.ts';

const CALL = /(?:^|[\s\]:])(?:\? )?([A-Za-z_][\w.]*)\+0x[0-9a-f]+\/0x[0-9a-f]+/g;

const MEANINGS = new Map(FUNCTION_TERMS.map(({ id, meaning }) => [id.replace(/^fn-/, ''), meaning]));
const plain = (name: string): string => name.replace(/\.(?:isra|part|constprop|cold|llvm)[.\d]*/g, '');

/** What the kernel prints before a trace to say why. */
const WHY = /(?:WARNING: .*? at |kernel BUG at |BUG: |Oops: |INFO: |Internal error: ).*/;

export const callTrace: Recogniser = (lines) => {
  const why = lines.flatMap((line) => WHY.exec(line)?.[0] ?? [])[0];
  const calls = lines.flatMap((line) => [...line.matchAll(CALL)].map(([, name]) => plain(name!)));
  const all = [...new Set(calls)];
  if (all.length === 0) return [];
  const known = all.filter((name) => MEANINGS.has(name));
  return [
    found('A call trace', {
      says: [
        ...(why === undefined ? [] : [`It was printed because of “${why.trim()}”.`]),
        known.length === 0
          ? `Of its ${all.length} functions none is known here: it does not seem to be about page tables.`
          : 'The innermost function comes first. A line with a question mark may be left over from an earlier call.',
      ],
      items: known.map((name) => ({ name: `${name}()`, value: '', means: MEANINGS.get(name)! })),
      unknown: why === undefined ? ['Why it was printed: the lines before the trace say that.'] : [],
    }),
  ];
};
