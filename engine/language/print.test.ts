import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { format, printProgram } from './print.ts';
import type { Program } from './program.ts';
import { share } from '../proof/effort.ts';
import { recordedTexts } from '../cli/traceFolder.ts';

const bareProgram = (program: Program): Program => ({
  ...program,
  steps: program.steps.map((s) => ({
    ...s,
    line: 0,
    text: '',
    asks: s.asks.map((a) => ({ ...a, line: 0, text: '' })),
  })),
});

const IO = 'A mmap io 4 private rw anon\n';

describe('canonical form', () => {
  test.each([
    ['spaces', '  A \t mmap  io 4 private rw anon  ', 'A mmap io 4 private rw anon'],
    ['line ends', 'A status\r\nA exit', 'A status\nA exit'],
    [
      'spellings stay',
      IO + 'A read io\nA read io+0x10\nA read io+007\n',
      IO + 'A read io\nA read io+0x10\nA read io+007\n',
    ],
    ['numbers stay', 'A mmap io 0x10 private rw anon', 'A mmap io 0x10 private rw anon'],
    ['blank lines and comments stay', '\n\n  # a  b \n\nA status   # c\n', '\n\n# a  b\n\nA status # c\n'],
    ['strings as JSON.stringify prints them', IO + 'A write io "\\u0041\\/"', IO + 'A write io "A/"'],
    ['text behind a string', IO + 'A write io"a # b" # c', IO + 'A write io "a # b" # c'],
    ['narration', 'say   it is  # so "', 'say it is  # so "'],
    ['a question', IO + 'ask io  in A :frame\nA exit', IO + 'ask io in A: frame\nA exit'],
    [
      'options of pin',
      IO + 'A pin io as p longterm fast force write\n',
      IO + 'A pin io write force fast longterm as p\n',
    ],
    ['options of mremap', IO + 'A mremap io pages 2 to m', IO + 'A mremap io to m pages 2'],
    [
      'options of remap_pfn_range',
      'A mmap z 4 shared rw remap_pfn_range mmio+8 to 0x1 pages 2 then remap_pfn_range zero must_share to 3',
      'A mmap z 4 shared rw remap_pfn_range mmio+8 pages 2 to 0x1 then remap_pfn_range zero to 3 must_share',
    ],
    [
      'options of unmap_mapping',
      IO + 'kernel unmap_mapping io 0 even_cows pages 2',
      IO + 'kernel unmap_mapping io 0 pages 2 even_cows',
    ],
    ['lists', 'A mmap x 2 shared r vmf_insert_mixed zero , mmio+1', 'A mmap x 2 shared r vmf_insert_mixed zero,mmio+1'],
    ['lines with errors stay', 'A   status\n  A  reed io \n', 'A status\n  A  reed io \n'],
  ])('%s (origin: docs/language.md, Canonical form)', (_, text, canonical) => {
    expect(format(text)).toBe(canonical);
    expect(format(canonical)).toBe(canonical);
  });

  test('recorded texts (origin: kernel traces)', () => {
    for (const { text } of share(recordedTexts())) {
      const canonical = format(text);
      expect(format(canonical)).toBe(canonical);
      expect(bareProgram(parse(canonical))).toEqual(bareProgram(parse(text)));
      expect(bareProgram(parse(printProgram(parse(text))))).toEqual(bareProgram(parse(text)));
    }
  });
});
