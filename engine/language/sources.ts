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

// In the order in which they are printed.
const pages = value('pages', { ...PAGES, usage: 'N' });
const mixedmap = flag('mixedmap');
const mustShare = flag('must_share');
const vmIo = flag('vm_io');
const unflagged = flag('unflagged');
const access = flag('access');
const pfnMkwrite = flag('pfn_mkwrite');
const pageMkwrite = flag('page_mkwrite');

const pfn = field('pfn', PFN);

const ofSegment = { pages, to: value('to', OFFSET) };
const ofAll = { mustShare, vmIo, unflagged, access };
const segmentOptions = options({ ...ofSegment, ...ofAll });
const allOptions = options(ofAll);
const NONE_GIVEN = { mustShare: false, vmIo: false, unflagged: false, access: false };

const SEGMENTS: Part<FieldsOf<'remap_pfn_range'>> = {
  usage: `PFN [pages N] [to OFFSET] [then remap_pfn_range …] ${allOptions.usage}`,
  read(c) {
    const segments: RemapSegment[] = [];
    for (;;) {
      const pfn = PFN.read(c);
      const { pages, to, ...all } = segmentOptions.read(c);
      segments.push({ pfn, pages, to });
      const then = c.peek();
      if (then === undefined || !c.takeIf('then')) return { segments, ...all };
      const [early] = allOptions.write(all);
      if (early !== undefined)
        c.fail(then, `\`${early}\` comes too early: it belongs after the last \`remap_pfn_range\`.`);
      c.expect('remap_pfn_range');
    }
  },
  write: ({ segments, ...all }) =>
    segments.flatMap(({ pfn, ...more }, i) => [
      ...(i === 0 ? [] : ['then', 'remap_pfn_range']),
      ...PFN.write(pfn),
      ...segmentOptions.write({ ...more, ...(i === segments.length - 1 ? all : NONE_GIVEN) }),
    ]),
};

const SOURCES: { readonly [K in SourceKind]: Part<FieldsOf<K>> } = {
  anon: nothing,
  file: seq(FILE, options({ ro: flag('ro') })),
  remap_pfn_range: SEGMENTS,
  vm_insert_page: seq(pfn, options({ pages, mustShare, vmIo, access })),
  vmf_insert_pfn: seq(pfn, options({ mustShare, vmIo, access, pfnMkwrite })),
  vmf_insert_mixed: seq(field('pfns', PFNS), options({ mustShare, vmIo, access, pfnMkwrite, pageMkwrite })),
  vmf_insert_pfn_pmd: seq(pfn, options({ mixedmap, mustShare, vmIo, access })),
  vmf_page: seq(pfn, options({ mustShare, vmIo, access, pageMkwrite })),
  devmem: seq(pfn, options({ mustShare, vmIo })),
};

const KINDS = Object.keys(SOURCES) as SourceKind[];
const partOf = (kind: SourceKind): Part<object> => SOURCES[kind];

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
