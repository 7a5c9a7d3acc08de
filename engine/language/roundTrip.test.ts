/** Printing and parsing any program gives the same program. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { MACHINE_NAMES, RULE_SWITCHES } from '../types.ts';
import { QUESTIONS } from './ask.ts';
import { refusedOn } from './head.ts';
import { parse } from './parse.ts';
import { format, printProgram } from './print.ts';
import type { Ask, Pages, PfnSpec, Program, RemapSegment, Source, Statement } from './program.ts';
import { ADVICE } from './program.ts';
import { SOURCE_USAGES } from './sources.ts';
import { USAGES } from './statements.ts';

const MADE = { names: ['io', 'm_2'], sizes: { io: 4, m_2: 4096 }, processes: ['A', 'B', 'Z'], pins: ['p', 'q9'] };
const name = fc.constantFrom(...MADE.names);
const process = fc.constantFrom(...MADE.processes);
const page = fc.oneof(fc.nat(7), fc.nat(4095));
const pages = fc.integer({ min: 1, max: 4096 });
const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', ' # "', '\\', '\n', '\ud800', 'é€😀', ':,'));
const orNull = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null });

const number = (n: number) => fc.constantFrom(`${n}`, `0x${n.toString(16)}`, `0x${n.toString(16).toUpperCase()}`);
const place: fc.Arbitrary<Pages> = fc.tuple(name, page, page).chain(([name, a, b]) => {
  const [from, to] = a < b ? [a, b] : [b, a];
  const whole = { name, from: 0, to: MADE.sizes[name as 'io' | 'm_2'] - 1, text: `${name}*` };
  return fc.oneof(
    fc.constant({ name, from: 0, to: 0, text: name }),
    fc.constant(whole),
    number(from).map((n) => ({ name, from, to: from, text: `${name}+${n}` })),
    fc.tuple(number(from), number(to)).map(([n, m]) => ({ name, from, to, text: `${name}+${n}..${m}` })),
  );
});
const driver = fc.oneof(fc.nat(63), fc.integer({ min: 512, max: 1023 }));
const pfn: fc.Arbitrary<PfnSpec> = fc.oneof(
  driver.map((n) => ({ kind: 'driver' as const, n, text: `driver+${n}` })),
  fc.nat(1023).map((n) => ({ kind: 'mmio' as const, n, text: `mmio+0x${n.toString(16)}` })),
  fc.constant({ kind: 'zero' as const, text: 'zero' }),
  place.map((place) => ({ kind: 'at' as const, place, text: `@${place.text}` })),
);
const ofDriver = { mustShare: fc.boolean(), vmIo: fc.boolean() };
const access = fc.boolean();
const ofPfn = { pfn, ...ofDriver };
const segment: fc.Arbitrary<RemapSegment> = fc.record({ pfn, pages: orNull(pages), to: orNull(page) });
const file = fc.constantFrom('notes', 'data');
const source: fc.Arbitrary<Source> = fc.oneof(
  fc.constant({ kind: 'anon' as const }),
  fc.record({ kind: fc.constant('file' as const), file, pgoff: page, ro: fc.boolean() }),
  fc.record({
    kind: fc.constant('remap_pfn_range' as const),
    segments: fc.array(segment, { minLength: 1, maxLength: 3 }),
    unflagged: fc.boolean(),
    access,
    ...ofDriver,
  }),
  fc.record({ kind: fc.constant('vm_insert_page' as const), pages: orNull(pages), access, ...ofPfn }),
  fc.record({ kind: fc.constant('vmf_insert_pfn' as const), access, pfnMkwrite: fc.boolean(), ...ofPfn }),
  fc.record({
    kind: fc.constant('vmf_insert_mixed' as const),
    pfns: fc.array(pfn, { minLength: 1, maxLength: 4 }),
    access,
    pfnMkwrite: fc.boolean(),
    pageMkwrite: fc.boolean(),
    ...ofDriver,
  }),
  fc.record({ kind: fc.constant('vmf_insert_pfn_pmd' as const), mixedmap: fc.boolean(), access, ...ofPfn }),
  fc.record({ kind: fc.constant('vmf_page' as const), access, pageMkwrite: fc.boolean(), ...ofPfn }),
  fc.record({ kind: fc.constant('devmem' as const), ...ofPfn }),
);
const prot = fc.constantFrom('none', 'r', 'w', 'x', 'rw', 'rx', 'wx', 'rwx');
const mmap = (name: string): fc.Arbitrary<Statement> =>
  fc.record({
    op: fc.constant('mmap' as const),
    actor: process,
    name: fc.constant(name),
    pages,
    share: fc.constantFrom('private', 'shared'),
    prot,
    source,
  });

const op = <const O extends string>(...ops: O[]): fc.Arbitrary<O> => fc.constantFrom(...ops);
const statement: fc.Arbitrary<Statement> = fc.oneof(
  name.chain(mmap),
  fc.record({
    op: op('read', 'munmap', 'mlock', 'munlock', 'follow_pfnmap', 'pagemap', 'smaps', 'mincore', 'process_vm_read'),
    actor: process,
    place,
  }),
  fc.record({ op: op('ptrace_read'), actor: process, place }),
  fc.record({ op: op('write'), actor: process, place, text: orNull(text) }),
  fc.record({ op: op('process_vm_write', 'ptrace_write'), actor: process, place, text }),
  fc.record({ op: op('exit', 'status'), actor: process }),
  fc
    .record({ op: op('mremap'), actor: process, place, to: orNull(name), pages: orNull(pages) })
    .filter(({ place, to, pages }) => to !== null || (pages !== null && place.from + pages <= 4096)),
  fc.record({ op: op('mprotect'), actor: process, place, prot }),
  fc.record({ op: op('madvise'), actor: process, place, advice: fc.constantFrom(...ADVICE) }),
  fc.record({
    op: op('gup', 'pin'),
    actor: process,
    place,
    write: fc.boolean(),
    force: fc.boolean(),
    fast: fc.boolean(),
    longterm: fc.boolean(),
    as: orNull(fc.constantFrom(...MADE.pins)),
  }),
  fc.record({ op: op('unpin'), pin: fc.constantFrom(...MADE.pins) }),
  fc.record({ op: op('kvm_fault'), actor: process, place, write: fc.boolean() }),
  fc.record({
    op: op('vfio_pin'),
    actor: process,
    place,
    write: fc.boolean(),
    as: orNull(fc.constantFrom(...MADE.pins)),
  }),
  fc.record({ op: op('device_read'), pin: fc.constantFrom(...MADE.pins) }),
  fc.record({ op: op('device_write'), pin: fc.constantFrom(...MADE.pins), text }),
  fc.record({ op: op('kernel_fault_sigbus', 'kernel_fault_ok'), name }),
  fc.record({ op: op('folio_walk'), actor: process, place, zeropage: fc.boolean() }),
  fc.record({ op: op('kernel_free', 'kernel_next_frame'), driver }),
  fc.record({ op: op('kernel_zap'), place, process }),
  fc.record({
    op: op('kernel_unmap_mapping'),
    name,
    offset: fc.nat(0xffffffff),
    pages: orNull(pages),
    evenCows: fc.boolean(),
  }),
);

const gup = { write: false, force: false, fast: false, longterm: false };
const origin: Pages = { name: 'io', from: 0, to: 0, text: 'io' };
const anon = { share: 'private', prot: 'rw', source: { kind: 'anon' } } as const;
const PROLOGUE: readonly Statement[] = [
  { op: 'mmap', actor: 'A', name: 'io', pages: 4, ...anon },
  { op: 'mmap', actor: 'A', name: 'm_2', pages: 4096, ...anon },
  { op: 'fork', actor: 'A', child: 'B' },
  { op: 'fork', actor: 'B', child: 'Z' },
  { op: 'gup', actor: 'A', place: origin, ...gup, as: 'p' },
  { op: 'pin', actor: 'B', place: origin, ...gup, as: 'q9' },
];

const ask: fc.Arbitrary<Omit<Ask, 'line' | 'text'>> = fc.oneof(
  fc.record({
    question: op('outcome', 'path', 'log'),
    place: fc.constant(null),
    process: fc.constant(null),
    other: fc.constant(null),
  }),
  fc.record({ question: op('anon', 'file', 'shmem'), place: fc.constant(null), process, other: fc.constant(null) }),
  fc.record({
    question: op('vm_normal_page', 'decided_by', 'outcome', 'refcount', 'mapcount', 'frame', 'writable', 'rss'),
    place,
    process,
    other: fc.constant(null),
  }),
  fc.record({ question: op('same_frame_as'), place, process, other: fc.record({ place, process }) }),
);
const line = fc
  .array(fc.constantFrom('a', 'É', '#', '"', ' ', '  ', '(', ':', '~'), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

/** Without line numbers and spellings: `line` is 0 and `text` is empty. */
const program: fc.Arbitrary<Program> = fc
  .record({
    title: orNull(line),
    machines: fc.uniqueArray(fc.constantFrom(...MACHINE_NAMES), { minLength: 1, maxLength: 4 }),
    rules: fc.record(
      {
        private_pfnmap: fc.constantFrom(...RULE_SWITCHES.private_pfnmap),
        strict_devmem: fc.constantFrom(...RULE_SWITCHES.strict_devmem),
      } satisfies Record<keyof typeof RULE_SWITCHES, unknown>,
      { requiredKeys: [], noNullPrototype: true },
    ),
    opening: fc.array(line, { maxLength: 2 }),
    body: fc.array(
      fc.record({ statement, says: fc.array(line, { maxLength: 2 }), asks: fc.array(ask, { maxLength: 2 }) }),
      { maxLength: 8 },
    ),
  })
  // Not every kernel has STRICT_DEVMEM.
  .filter(
    ({ machines, rules }) =>
      rules.strict_devmem === undefined || machines.every((name) => refusedOn(name, rules) === null),
  )
  .map(({ body, ...head }) => {
    const prologue = PROLOGUE.map((statement) => ({ statement, says: [], asks: [] }));
    const steps = [...prologue, ...body].map(({ statement, says, asks }, i) => ({
      step: i + 1,
      line: 0,
      text: '',
      statement,
      says,
      asks: asks.map((a) => ({ line: 0, ...a, text: '' })),
    }));
    const files = steps.flatMap(({ statement: s }) =>
      s.op === 'mmap' && s.source.kind === 'file' ? [s.source.file] : [],
    );
    return { ...head, names: MADE.names, files: [...new Set(files)], steps, diagnostics: [] };
  });

const bareProgram = (program: Program): Program => ({
  ...program,
  steps: program.steps.map((s) => ({
    ...s,
    line: 0,
    text: '',
    asks: s.asks.map((a) => ({ ...a, line: 0, text: '' })),
  })),
});

test('every operation, source and question is generated (origin: the parser itself)', () => {
  const options = { seed: seed(1), numRuns: 5000 };
  const statements = [...PROLOGUE, ...fc.sample(statement, options)];
  expect([...new Set(statements.map(({ op }) => op))].sort()).toEqual(Object.keys(USAGES).sort());
  const sources = statements.flatMap((s) => (s.op === 'mmap' ? [s.source.kind] : []));
  expect([...new Set(sources)].sort()).toEqual(SOURCE_USAGES.map((usage) => usage.split(' ')[0]!).sort());
  const questions = fc.sample(ask, options).map(({ question }) => question);
  expect([...new Set(questions)].sort()).toEqual([...QUESTIONS].sort());
});

describe('properties (origin: docs/language.md, Canonical form)', () => {
  test('parse(print(x)) = x', () => {
    fc.assert(
      fc.property(program, (x) => {
        const text = printProgram(x);
        expect(bareProgram(parse(text))).toEqual(x);
        expect(format(text)).toBe(text);
      }),
      { seed: seed(1), numRuns: runs(300) },
    );
  });

  test('format is idempotent and keeps what a text means, for any text', () => {
    const spaces = fc.constantFrom(' ', '  ', '\t', ' \u00a0');
    const spaced = fc
      .tuple(program, spaces)
      .map(([x, s]) => printProgram(x).replace(/^(?!say|title).*$/gm, (l) => spread(l, s)));
    const anyText = fc.oneof(spaced, fc.string({ unit: 'binary', maxLength: 200 }));
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = format(text);
        expect(format(canonical)).toBe(canonical);
        const [before, after] = [parse(text), parse(canonical)].map((p) => bareProgram(p));
        expect({ ...after, diagnostics: [] }).toEqual({ ...before, diagnostics: [] });
        expect(after!.diagnostics.map((d) => d.message)).toEqual(before!.diagnostics.map((d) => d.message));
      }),
      { seed: seed(1), numRuns: runs(500) },
    );
  });
});

/** Adds spaces where there are some, but not inside strings. */
const spread = (line: string, space: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"| /g, (part) => (part === ' ' ? space : part));
