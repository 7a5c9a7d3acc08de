/** What a new mapping maps, one entry per kind of source. */
import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import type { Part } from './grammar.ts';
import { field, flag, nothing, options, seq, value } from './grammar.ts';
import { FILE } from './names.ts';
import { OFFSET, PAGES } from './numbers.ts';
import { PFN, PFNS } from './places.ts';
import type { RemapSegment, Source, SourceKind } from './program.ts';

type SourceOf<K extends SourceKind> = Extract<Source, { kind: K }>;
type FieldsOf<K extends SourceKind> = Omit<SourceOf<K>, 'kind'>;

const mustShare = flag('must_share');
const driver = seq(field('pfn', PFN), options({ mustShare }));

const segmentOptions = options({ pages: value('pages', PAGES), to: value('to', OFFSET), mustShare });

/** One `remap_pfn_range` per segment; `must_share` comes last and applies to all. */
const SEGMENTS: Part<FieldsOf<'remap_pfn_range'>> = {
  usage: 'PFN [pages N] [to OFFSET] [then remap_pfn_range …] [must_share]',
  read(c) {
    const segments: RemapSegment[] = [];
    for (;;) {
      const pfn = PFN.read(c);
      const { pages, to, mustShare } = segmentOptions.read(c);
      segments.push({ pfn, pages, to });
      const then = c.peek();
      if (then === undefined || !c.takeIf('then')) return { segments, mustShare };
      if (mustShare) c.fail(then, '`must_share` comes too early: it belongs after the last `remap_pfn_range`.');
      c.expect('remap_pfn_range');
    }
  },
  write: ({ segments, mustShare }) =>
    segments.flatMap(({ pfn, ...more }, i) => [
      ...(i === 0 ? [] : ['then', 'remap_pfn_range']),
      ...PFN.write(pfn),
      ...segmentOptions.write({ ...more, mustShare: mustShare && i === segments.length - 1 }),
    ]),
};

const SOURCES: { readonly [K in SourceKind]: Part<FieldsOf<K>> } = {
  anon: nothing,
  file: seq(FILE, options({ ro: flag('ro') })),
  remap_pfn_range: SEGMENTS,
  vm_insert_page: driver,
  vmf_insert_pfn: driver,
  vmf_insert_mixed: seq(field('pfns', PFNS), options({ mustShare })),
  vmf_insert_pfn_pmd: driver,
  vmf_page: driver,
  devmem: driver,
};

const KINDS = Object.keys(SOURCES) as SourceKind[];
const partOf = (kind: SourceKind): Part<object> => SOURCES[kind];

/** `vmf_insert_pfn PFN [must_share]`. */
export const SOURCE_USAGES: readonly string[] = KINDS.map((kind) => `${kind} ${partOf(kind).usage}`.trimEnd());

function kindOf(c: Cursor): SourceKind {
  const token = c.word('a source (`anon`, `file`, or a function that a driver calls)');
  const kind = KINDS.find((k) => k === token.text);
  return kind ?? c.failAmong(token, `${quote(token.text)} cannot be mapped.`, KINDS);
}

export const SOURCE: Part<Source> = {
  usage: 'SOURCE',
  read(c) {
    const kind = kindOf(c);
    return { kind, ...partOf(kind).read(c) } as Source;
  },
  write: (source) => [source.kind, ...partOf(source.kind).write(source)],
};
