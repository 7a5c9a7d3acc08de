import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { recordedTexts } from '../cli/traceFolder.ts';
import { parse } from './parse.ts';
import { USAGES } from './statements.ts';

const lines = (...all: string[]): string => all.join('\n');

/** Origin: docs/language.md, Statements: the example that must parse. */
const EXAMPLE = `folioscope 1
title A private PFN mapping, copied on write
machines x86_64 arm

A mmap io 4 private rw remap_pfn_range mmio+0
A read io+0
A write io+1 "new"
say The old page has no folio: the kernel copies through the user address.
A fork B
ask io+2 in B: vm_normal_page
B write io+2
A pin io+1 fast as p
A pagemap io*
unpin p
B exit
`;

/** Origin: docs/language.md, Statements: more lines that must parse (the first makes the names that they use). */
const MORE = `A mmap io 4 private rw remap_pfn_range mmio+0
A mmap m 2 private rw anon
A mmap f 2 private rw file notes+0
A mmap f2 1 shared r file notes+1 ro
A mmap half 4 private rw remap_pfn_range driver+0 pages 2
A mmap zig 4 shared rw remap_pfn_range mmio+8 pages 2 then remap_pfn_range mmio+2 pages 2 to 2
A mmap mix 4 private rw vmf_insert_mixed driver+0,mmio+1,driver+2,mmio+3
A mmap ins 2 shared rw vm_insert_page driver+4
A mmap dev 1 private rw devmem mmio+3
A mprotect io+1..2 r
A mremap io* to io2
A munmap io+3
A madvise m* dontneed
A gup io+1 write fast
A folio_walk m+0 zeropage
kernel free driver+1
kernel next_frame driver+1
`;

/** Origin: docs/language.md, Statements: every row of the table that no text above shows. */
const REST = `rules private_pfnmap=warn
A mmap a 512 shared rw vmf_insert_pfn_pmd driver+512 must_share
A mmap b 0x10 shared none vmf_insert_pfn zero
A mmap c 1 private rwx vmf_page driver+63
A mmap d 1 private x devmem @a+0x1
A mmap e 1 private r file notes
ask a in A: same_frame_as b+1 in A
ask outcome
ask a+1 in A: outcome
A mremap a+1..2 pages 3
A gup a longterm fast force write as p
A pin b as p2
A mremap a pages 2 to g
A mlock g*
A munlock g*
A follow_pfnmap g
A smaps g
A mincore g*
A status
A process_vm_read g
A ptrace_read g
A process_vm_write g "x # y" # a comment
A ptrace_write g "\\"\\u00e9"
kernel zap g+1 in A
kernel unmap_mapping g 0x9f000 even_cows pages 2
A exit
`;

describe('texts that must parse', () => {
  test.each([
    ['docs/language.md: the example', EXAMPLE, 9],
    ['docs/language.md: more lines', MORE, 17],
    ['docs/language.md: the rest of the table', REST, 22],
    ['nothing', '', 0],
    ['docs/language.md: CRLF', 'A status\r\nA exit\r\n', 2],
    ['docs/language.md: a comment at the start and after a space', '# one\n#two\nA status # three\n  A exit #four', 2],
    ['docs/language.md: at most 2,000 statements', 'A status\n'.repeat(2000), 2000],
    ['docs/language.md: 26 processes', [...'BCDEFGHIJKLMNOPQRSTUVWXYZ'].map((p) => `A fork ${p}\n`).join(''), 25],
    ['pasted from a web page', 'A\u00a0status\n', 1],
  ])('%s', (_, text, steps) => {
    const program = parse(text);
    expect(program.diagnostics).toEqual([]);
    expect(program.steps).toHaveLength(steps);
  });

  test('every recorded text (origin: kernel traces)', () => {
    const texts = recordedTexts();
    expect(texts.length).toBeGreaterThan(1000);
    for (const { name, text } of texts) expect([name, parse(text).diagnostics]).toEqual([name, []]);
  });
});

describe('what a text means', () => {
  test('head, narration and questions (origin: docs/language.md, the example)', () => {
    const program = parse(EXAMPLE);
    expect(program).toMatchObject({
      title: 'A private PFN mapping, copied on write',
      machines: ['x86_64', 'arm'],
      rules: {},
      names: ['io'],
      opening: [],
    });
    const narrated = program.steps[2]!;
    expect(narrated).toMatchObject({ step: 3, line: 7, text: 'A write io+1 "new"' });
    expect(narrated.says).toEqual(['The old page has no folio: the kernel copies through the user address.']);
    expect(program.steps[4]).toMatchObject({
      line: 11,
      statement: { op: 'write', actor: 'B', text: null },
      asks: [
        {
          line: 10,
          question: 'vm_normal_page',
          place: { name: 'io', from: 2, to: 2, text: 'io+2' },
          process: 'B',
          other: null,
          text: 'ask io+2 in B: vm_normal_page',
        },
      ],
    });
  });

  test('defaults (origin: docs/language.md, Head lines)', () => {
    expect(parse('say Hello\nA status')).toMatchObject({
      title: null,
      machines: ['x86_64', 'arm'],
      rules: {},
      opening: ['Hello'],
    });
  });

  test.each([
    ['the first statement that makes it', 'A mmap io 4 private rw anon\nA munmap io*\nA mmap io 2 private rw anon', 3],
    ['mremap with its own length', 'A mmap m 4 private rw anon\nA mremap m+1..2 to io pages 7', 6],
    ['mremap with that of its place', 'A mmap m 4 private rw anon\nA mremap m+1..2 to io', 1],
  ])('io* is the run that %s gives it (origin: docs/language.md, The text)', (_, text, to) => {
    const program = parse(text + '\nA read io*');
    expect(program.steps.at(-1)!.statement).toMatchObject({ place: { name: 'io', from: 0, to, text: 'io*' } });
  });

  test('names in the order of the text (origin: docs/language.md, The text)', () => {
    const text = lines(
      'A mmap b 1 private rw file notes',
      'A mremap b to a',
      'A mmap c 1 private rw file data',
      'A mmap b 1 private r file notes+2',
    );
    expect(parse(text)).toMatchObject({ names: ['b', 'a', 'c'], files: ['notes', 'data'] });
  });

  test('a question may name what the next statement makes', () => {
    expect(parse('A mmap m 1 private rw anon\nask m in B: frame\nA fork B').diagnostics).toEqual([]);
  });

  test('what parsed runs up to the first line that failed (origin: docs/language.md, Errors)', () => {
    const program = parse('A status\nsay one\nA sttus\nsay two\nA status\nB status');
    expect(program.steps.map((s) => s.text)).toEqual(['A status']);
    expect(program.steps[0]!.says).toEqual(['one']);
    expect(program.diagnostics.map((d) => d.line)).toEqual([3, 6]);
  });
});

/** [origin, text, 'line:column+length', part of the sentence, suggestion] */
type Row = [string, string, string, string, string?];
const IO = 'A mmap io 4 private rw anon\n';
const BAD: Row[] = [
  ['Errors: a process that no fork names', 'B status', '1:1+1', 'No earlier `fork` creates process `B`'],
  ['Errors: a name that nothing makes', IO + 'A read oi+1', '2:8+4', 'No earlier statement creates `oi`', 'io'],
  ['Errors: a name made later', 'A read io\n' + IO, '1:8+2', 'No earlier statement creates `io`'],
  ['Errors: a name of the same statement', 'A mmap io 1 private rw devmem @io', '1:32+2', 'No earlier statement'],
  ['Errors: a second fork', 'A fork B\nA fork B', '2:8+1', 'already forked on line 1'],
  ['Errors: a second fork after exit', 'A fork B\nB exit\nA fork B', '3:8+1', 'already forked on line 1'],
  ['The text: A exists at the start', 'A fork A', '1:8+1', 'exists from the start'],
  ['Errors: an ask without a next statement', 'A status\nask outcome\n# end', '2:1+3', 'No statement follows'],
  ['Errors: a word with its nearest spelling', 'A reed io', '1:3+4', '`reed` is not an operation of a process', 'read'],
  ['Statements: unpin', 'A status\nunpin p', '2:7+1', 'holds a page as `p`'],
  ['Statements: unpin', IO + 'A pin io as pp\nunpin p', '3:7+1', 'holds a page as `p`', 'pp'],
  ['The text: case matters', 'A Read io', '1:3+4', 'is not an operation', 'read'],
  ['The text: an actor is one capital letter', 'a read io', '1:1+1', 'one capital letter', 'A'],
  ['The text: an actor', 'read io', '1:1+4', 'needs a process before it', 'A read'],
  ['The text: kernel', 'free driver+0', '1:1+4', 'needs `kernel` before it', 'kernel free'],
  ['The text: kernel', 'kernel fre driver+0', '1:8+3', 'is not an operation of the kernel', 'free'],
  ['The text: kernel', 'kernel', '1:7+1', 'The line ends where'],
  ['The text: one statement per line', 'A status A exit', '1:10+1', 'Unexpected `A`'],
  ['The text: names', 'A mmap Io 4 private rw anon', '1:8+2', 'names are lower-case', 'io'],
  ['The text: names', 'A mmap i-o 4 private rw anon', '1:8+3', 'names are lower-case', 'i_o'],
  ['The text: reserved names', 'A mmap zero 4 private rw anon', '1:8+4', '`zero` is reserved'],
  ['The text: reserved names', 'A mmap m 4 private rw file driver+0', '1:28+8', '`driver` is reserved'],
  ['The text: reserved names', IO + 'A pin io as mmio', '2:13+4', '`mmio` is reserved'],
  ['The text: places', IO + 'A read io+4096', '2:8+7', 'a page of a mapping is 0 to 4,095'],
  ['The text: places', IO + 'A read io+3..1', '2:8+7', 'runs backwards', 'io+1..3'],
  ['The text: places', IO + 'A read io+1-3', '2:8+6', 'is not a place', 'io+1..3'],
  ['The text: places', IO + 'A read io-1', '2:8+4', 'is not a place', 'io+1'],
  ['The text: places', IO + 'A read io+', '2:8+3', 'is not a place'],
  ['The text: numbers', 'A mmap io four private rw anon', '1:11+4', 'is not a number'],
  ['The text: strings are JSON strings', IO + 'A write io new', '2:12+3', 'straight double quotes', '"new"'],
  ['The text: strings are JSON strings', IO + 'A write io “new”', '2:12+5', 'straight double quotes', '"new"'],
  ['The text: strings are JSON strings', IO + 'A write io "new # x', '2:12+8', 'no closing quote'],
  ['The text: strings are JSON strings', IO + 'A write io "\\q"', '2:12+4', 'not a JSON string'],
  ['The text: physical pages', 'A mmap d 1 shared r devmem driver+64', '1:28+9', '0 to 63, or 512 to 1023'],
  ['The text: physical pages', 'A mmap d 1 shared r devmem driver+1024', '1:28+11', '0 to 63, or 512 to 1023'],
  ['The text: physical pages', 'A mmap d 1 shared r devmem mmio+1024', '1:28+9', '0 to 1023'],
  ['The text: physical pages', 'A mmap d 1 shared r devmem driver', '1:28+6', 'is not a physical page', 'driver+0'],
  ['The text: physical pages', IO + 'A mmap d 1 shared r devmem io+1', '2:28+4', 'is not a physical page', '@io+1'],
  [
    'The text: physical pages',
    IO + 'A mmap d 1 shared r devmem @oi+1',
    '2:29+4',
    'No earlier statement creates `oi`',
    'io',
  ],
  ['Statements: kernel free', 'kernel free mmio+1', '1:13+6', 'is not a driver page'],
  ['Head: version', 'folioscope 2\nA status', '1:12+1', 'needs version `2`', '1'],
  ['Head: before the first statement', 'A status\ntitle late', '2:1+5', 'before the first statement'],
  ['Head: one of each', 'title a\ntitle b', '2:1+5', 'already a `title` line: line 1'],
  ['Head: a title', 'title', '1:6+1', 'a title is expected'],
  ['Head: machines', 'machines', '1:9+1', 'The line ends where a machine'],
  ['Head: machines', 'machines x86_64 arm46', '1:17+5', 'is not a machine', 'arm64'],
  ['Head: machines', 'machines x86_64 arm@nobit', '1:17+9', 'has no special bit, in any kernel', 'arm'],
  ['Head: machines', 'machines arm arm', '1:14+3', 'named twice'],
  ['Head: rules', 'rules private_pfnmap=warm', '1:7+19', 'Write the rule as', 'private_pfnmap=warn'],
  ['Head: rules', 'rules private_pfmap=warn', '1:7+18', 'is not a rule', 'private_pfnmap=warn'],
  ['Head: rules', 'rules toString=1', '1:7+10', 'is not a rule'],
  ['Head: a slip', 'titel x\nmachines arm', '1:1+5', 'A line cannot start with `titel`', 'title'],
  ['Head: rules', 'rules strict_devmem=off', '1:7+17', 'Write the rule as `strict_devmem=on` or `strict_devmem=io`'],
  ['Head: rules', 'machines mips32\nrules strict_devmem=on', '2:7+16', 'No kernel for `mips32` has STRICT_DEVMEM'],
  ['Head: rules', 'rules strict_devmem=io\nmachines arm sparc64@nobit', '2:14+13', 'No kernel for `sparc64@nobit` has'],
  ['Statements: kvm_fault', IO + 'A kvm_fault io fast', '2:16+4', 'already complete'],
  ['Statements: mmap', 'A mmap io 0 private rw anon', '1:11+1', 'the number of pages is 1 to 4,096'],
  ['Bounds: pages', 'A mmap io 4097 private rw anon', '1:11+4', 'the number of pages is 1 to 4,096'],
  ['Statements: mmap', 'A mmap io 4 privat rw anon', '1:13+6', 'is not a sharing mode', 'private'],
  ['Statements: PROT', 'A mmap io 4 private wr anon', '1:21+2', 'is not a protection', 'rw'],
  ['Statements: PROT', 'A mmap io 4 private non anon', '1:21+3', 'is not a protection', 'none'],
  [
    'Statements: SOURCE',
    'A mmap io 4 private rw remap_pfn_rang zero',
    '1:24+14',
    'cannot be mapped',
    'remap_pfn_range',
  ],
  ['Statements: SOURCE', 'A mmap io 4 private rw anon must_share', '1:29+10', 'already complete'],
  ['Statements: SOURCE', 'A mmap io 4 private rw', '1:23+1', 'The line ends where a source'],
  ['Statements: SOURCE', 'A mmap a 4 private rw file x+1+2', '1:28+5', 'is not a file'],
  ['Statements: options', 'A mmap a 4 shared r remap_pfn_range zero pages 2 pages 2', '1:50+5', 'given twice'],
  ['Statements: options', IO + 'A gup io fastt', '2:10+5', 'not an option here', 'fast'],
  ['Statements: must_share', 'A mmap a 2 shared r remap_pfn_range zero must_share then', '1:53+4', 'too early'],
  [
    'Statements: unflagged',
    'A mmap a 2 shared r remap_pfn_range zero unflagged then',
    '1:52+4',
    '`unflagged` comes too early',
  ],
  ['Statements: SOURCE', 'A mmap a 2 shared r devmem mmio+0 access', '1:35+6', 'already complete'],
  [
    'Statements: SOURCE',
    'A mmap a 2 shared r vmf_page zero pfn_mkwrite',
    '1:35+11',
    'is not an option',
    'page_mkwrite',
  ],
  [
    'Statements: SOURCE',
    'A mmap a 2 shared r vmf_page zero page_mkwrit',
    '1:35+11',
    'is not an option',
    'page_mkwrite',
  ],
  [
    'Statements: SOURCE',
    'A mmap a 2 shared r vm_insert_page zero pages 0',
    '1:47+1',
    'the number of pages is 1 to 4,096',
  ],
  ['Statements: device', 'device reed p', '1:8+4', 'is not an operation of a device', 'read'],
  ['Statements: device', 'device read p', '1:13+1', 'No earlier `gup`, `pin` or `vfio_pin` holds a page as `p`'],
  ['Statements: device', IO + 'A gup io as p\ndevice write p', '3:15+1', 'a string like'],
  ['Statements: device', 'devise read p', '1:1+6', 'A line cannot start with `devise`', 'device'],
  ['Statements: kernel fault_sigbus', 'kernel fault_sigbus x', '1:21+1', 'No earlier statement creates `x`'],
  [
    'Statements: kernel fault_ok',
    IO + 'kernel fault_okay io',
    '2:8+10',
    'is not an operation of the kernel',
    'fault_ok',
  ],
  ['Statements: madvise', IO + 'A madvise io MADV_FREE', '2:14+9', 'not advice for madvise', 'free'],
  // Names that manual pages and the kernel give to what the language has a word for.
  ['madvise(2)', IO + 'A madvise io MADV_DONTNEED', '2:14+13', 'not advice for madvise', 'dontneed'],
  ['mmap(2)', 'A mmap io 4 MAP_PRIVATE rw anon', '1:13+11', 'not a sharing mode', 'private'],
  ['mmap(2)', 'A mmap io 4 private PROT_READ anon', '1:21+9', 'not a protection', 'r'],
  ['mmap(2)', 'A mmap io 4 private PROT_WRITE|PROT_READ anon', '1:21+20', 'not a protection', 'rw'],
  ['mmap(2)', 'A mmap io 4 private PROT_SEM anon', '1:21+8', 'not a protection'],
  ['mm/gup.c', IO + 'A get_user_pages io', '2:3+14', 'is not an operation', 'gup'],
  ['mm/gup.c', IO + 'get_user_pages_fast(io)', '2:1+23', 'A line cannot start with'],
  ['mm/gup.c', IO + 'pin_user_pages io', '2:1+14', 'needs a process before it', 'A pin'],
  ['mm/gup.c', IO + 'A gup io FOLL_WRITE', '2:10+10', 'not an option here', 'write'],
  ['mm/gup.c', IO + 'A gup io FOLL_NOFAULT', '2:10+12', 'is a flag of get_user_pages that is not modelled'],
  ['include/linux/mm.h', 'A mmap io 4 shared rw io_remap_pfn_range mmio+0', '1:23+18', 'cannot be', 'remap_pfn_range'],
  ['mm/memory.c', IO + 'kernel unmap_mapping_range io 0', '2:8+19', 'not an operation', 'unmap_mapping'],
  ['arch/*: every folder of a port with an MMU', 'machines parisc', '1:10+6', 'that no machine here models'],
  ['uname -m', 'machines aarch64', '1:10+7', 'is not a machine', 'arm64'],
  ['uname -m', 'machines x86_64 armv7l', '1:17+6', 'is not a machine', 'arm'],
  ['what Linux no longer has', 'machines ia64', '1:10+4', 'is no longer an architecture of Linux 6.12'],
  ['Statements: madvise', IO + 'A madvise io dontned', '2:14+7', 'not advice for madvise', 'dontneed'],
  ['Statements: mremap', IO + 'A mremap io', '2:1+11', 'neither `to NAME` nor `pages N`'],
  ['Bounds: pages', IO + 'A mremap io+1 pages 4096', '2:1+24', 'only 4095 pages'],
  ['Statements: ask', IO + 'ask io in A frame\nA status', '2:13+5', 'Expected `:` here', ': frame'],
  ['Statements: ask', IO + 'ask io in A: fram\nA status', '2:14+4', 'is not a question', 'frame'],
  ['Statements: ask', IO + 'ask io in B: frame\nA status', '2:11+1', 'No earlier `fork` creates process `B`'],
  ['Statements: kernel zap', IO + 'kernel zap io A', '2:15+1', 'Expected `in` here', 'in A'],
  ['Statements: say', 'say', '1:4+1', 'a text is expected'],
  ['any text', '"x"', '1:1+3', 'A line cannot start with'],
  ['any text', '\u0000', '1:1+1', 'A line cannot start with'],
];

test.each([
  ['mmap', 'A mmap NAME PAGES private|shared PROT SOURCE'],
  ['mremap', 'A mremap PLACE [to NAME] [pages N]'],
  ['pin', 'A pin PLACE [write] [force] [fast] [longterm] [as NAME]'],
  ['unpin', 'unpin NAME'],
  ['kernel_zap', 'kernel zap PLACE in A'],
  ['kernel_fault_sigbus', 'kernel fault_sigbus NAME'],
  ['device_read', 'device read NAME'],
  ['kvm_fault', 'A kvm_fault PLACE [write]'],
  ['vfio_pin', 'A vfio_pin PLACE [write] [as NAME]'],
  ['device_write', 'device write NAME "text"'],
] as const)('the help of %s (origin: docs/language.md, Statements)', (op, usage) => {
  expect(USAGES[op]).toBe(usage);
});

describe('texts with errors', () => {
  test.each(BAD)('%s: %j', (_origin, text, at, sentence, suggestion) => {
    const [first, ...more] = parse(text).diagnostics;
    expect(more).toEqual([]);
    expect(`${first!.line}:${first!.column}+${first!.length}`).toBe(at);
    expect(first!.message).toContain(sentence);
    expect(first!.suggestion).toBe(suggestion);
  });

  test('all errors of a text show at once, one slip once (origin: docs/language.md, Errors)', () => {
    const text = 'A mmap io 4 privat rw anon\nA read io\nA fork b\nC red io+5000\nA write io "x\n';
    expect(parse(text).diagnostics.map((d) => `${d.line}:${d.column}`)).toEqual(['1:13', '3:8', '4:1', '4:3', '5:12']);
  });

  test('64 KiB of text, counted in UTF-8 (origin: docs/language.md, Limits)', () => {
    expect(parse('#' + 'x'.repeat(65535)).diagnostics).toEqual([]);
    const long = parse('A status\n#' + 'é'.repeat(32768));
    expect(long.diagnostics).toHaveLength(1);
    expect(long.diagnostics[0]!.message).toContain('64 KiB');
    expect(long.steps).toEqual([]);
  });

  test('2,000 statements (origin: docs/language.md, Limits)', () => {
    const program = parse('A status\n'.repeat(2005));
    expect(program.diagnostics).toHaveLength(1);
    expect(program.diagnostics[0]).toMatchObject({ line: 2001, message: 'A text can have at most 2000 statements.' });
    expect(program.steps).toHaveLength(2000);
  });

  test('64 names (origin: docs/language.md, Limits)', () => {
    const mmaps = Array.from({ length: 65 }, (_, i) => `A mmap n${i} 1 private rw anon`);
    expect(parse(lines(...mmaps.slice(0, 64), mmaps[0]!)).diagnostics).toEqual([]);
    const [first] = parse(lines(...mmaps)).diagnostics;
    expect(first).toMatchObject({ line: 65, column: 8 });
  });
});

describe('any text at all', () => {
  const word = fc.constantFrom(
    ...'A B a kernel mmap read write fork exit mremap gup pin unpin zap in to pages then ask say title rules : ,'.split(
      ' ',
    ),
    ...'io io+1 io* @io driver+0 mmio+9999 zero 4 0x private rw anon remap_pfn_range file notes "x" " # \\'.split(' '),
    '\n',
    '\r\n',
    '\t',
  );
  test.each([
    ['words of the language', fc.array(word, { maxLength: 60 }).map((words) => words.join(' '))],
    ['characters', fc.string({ unit: 'binary', maxLength: 300 })],
    ['halves of characters', fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units))],
    ['bytes', fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes))],
  ])('%s give diagnostics in order and inside the text, never an exception', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { diagnostics, steps } = parse(text);
        const all = text.split(/\r?\n/);
        for (const { line, column, length, message } of diagnostics) {
          expect(column).toBeGreaterThanOrEqual(1);
          expect(length).toBeGreaterThanOrEqual(1);
          expect(column + length).toBeLessThanOrEqual(all[line - 1]!.length + 2);
          expect(message).toMatch(/^[^\n]+[.]$/);
        }
        const end = diagnostics[0]?.line ?? Infinity;
        for (const step of steps) expect(step.line).toBeLessThan(end);
      }),
      { seed: seed(1), numRuns: runs(500) },
    );
  });
});

test.each([
  ['machines x86_64 vax', 'Use one of `x86_64`, `x86_64_la57`, `i386`', null],
  ['A mmap m 1 private rw anon\nA zzz m', 'Use one of `mmap`, `read`, `write`, `fork`', null],
  ['A mmap m 1 private rw anon\nask m in A: colour\nA read m', '`vm_normal_page`, `outcome`, `refcount`', null],
] as const)('%j: the message lists what may be written', (text, words, suggestion) => {
  const [first] = parse(text).diagnostics;
  expect(first?.message).toContain(words);
  expect(first?.suggestion ?? null).toBe(suggestion);
});
