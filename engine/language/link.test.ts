import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { recordedTexts } from '../cli/traceFolder.ts';
import { decodeLink, encodeLink } from './link.ts';
import { decodeLinkWith, encodeLinkWith, isPacked } from './linkForms.ts';
import { START_TARGET, type LinkTarget } from './linkTarget.ts';

const BUILTINS: Readonly<Record<string, string>> = { 'private-cow': 'A status\n' };
const builtins = (name: string): string | undefined => (Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined);

const IO = 'A mmap io 4 private rw remap_pfn_range mmio+0\nA read io+1..3 # "x"\n';
const at = (view: Partial<LinkTarget>): LinkTarget => ({ ...START_TARGET, ...view });

/** Links in circulation. They must open forever: add lines, never change one. */
const GOLDEN: [string, string, LinkTarget][] = [
  ['#1nprivate-cow~0', 'A status\n', START_TARGET],
  ['#1nprivate-cow~7', 'A status\n', at({ step: 7 })],
  ['#1tA_status.~0', 'A status\n', START_TARGET],
  [
    '#1tA_mmap_io_4_private_rw_remap-_pfn-_range_mmio-0.A_read_io-1-t3_-h_-qx-q.~2.wp_page_copy-1',
    IO,
    at({ step: 2, micro: { fn: 'wp_page_copy', occurrence: 1 } }),
  ],
  [
    '#1tsay_-ue9-_--1_-r.A_status~sarm_A_io-2~lslide~1',
    'say é -1 )\nA status',
    at({ step: 1, selection: 'arm A io+2', layout: 'slide' }),
  ],
  [
    '#1zTcsxCoUwEIThPqcYbG2e8i4gHkSCjrKg2WUN5voGC7Ebfr5ZdRc9ZzWiC1nyToxqwgWaUFwyQxhwHNEgij_M5YqZ8AJnrZOtafKYNlYk2v6qfm6Vtx2axNJ8U_8mZ1we9Nl9uAE~sx86-_64_A_io-1~3.do_wp_page-2',
    'folioscope 1\ntitle Copied on write\n\nA mmap io 4 private rw remap_pfn_range mmio+0\n' +
      'A write io+1 "new"\nA write io+2 "new"\nA read io+1\nA read io+2\n',
    at({ step: 3, micro: { fn: 'do_wp_page', occurrence: 2 }, selection: 'x86_64 A io+1' }),
  ],
];

describe('links in circulation open forever (origin: docs/language.md, Canonical form and links)', () => {
  test.each(GOLDEN)('%s', (link, text, view) => {
    expect(decodeLink(link, builtins)).toMatchObject({ ok: true, text, view });
  });
});

describe('what chats and mails do to links', () => {
  const expected = { ok: true, text: 'A status\n', view: at({ step: 7, selection: 'x' }) };
  test.each([
    ['a whole address', 'https://example.org/p/?a=b#1tA_status.~sx~7'],
    ['no #', '1tA_status.~sx~7'],
    ['a full stop', '#1tA_status.~sx~7.'],
    ['brackets', '<https://example.org/#1tA_status.~sx~7>),'],
    ['percent escapes', 'https://example.org/#1tA%5Fstatus.%7Esx~7'],
    ['a percent-escaped #', 'https://example.org/%231tA_status.~sx~7'],
    ['a line end inside', '#1tA_sta\r\ntus.~sx~7 '],
    ['quoted-printable, as sent', '#1tA_sta=\r\ntus.~sx~7'],
    ['quoted-printable, pasted into one line', '#1tA_sta= tus.~sx~7'],
  ])('%s', (_, link) => {
    expect(decodeLink(link, builtins)).toMatchObject(expected);
  });
});

const long = (length: number): string => 'say ' + 'é'.repeat(length);
const packed = (text: string): string => {
  const link = encodeLink({ text });
  if (!link.ok) throw new Error(link.message);
  return link.fragment;
};

describe('links that do not open say why', () => {
  const repeated = 'A mmap io 4 private rw anon\nA read io\n'.repeat(9);
  test.each([
    ['nothing', '', 'not a Folioscope link', null],
    ['another fragment', 'https://example.org/#chapter', 'not a Folioscope link', null],
    ['a kind that does not exist', '#1xabc~0', '`n`, `t` or `z`', null],
    ['a newer version', '#2tA_status~0', 'version 2', null],
    ['a newer version', '#10tA_status~0', 'version 10', null],
    ['a built-in that does not exist', '#1nprivate-cwo~0', '`private-cwo`', null],
    ['a property of objects', '#1ntoString~0', '`toString`', null],
    ['cut short, readable', '#1tA_stat', 'missing', 'A stat'],
    ['cut short, packed', packed(repeated).slice(0, 40), 'missing', 'A mmap io'],
    ['damaged', '#1zAAAA~0', 'damaged', null],
    ['not base64', '#1z.A~0', 'damaged', null],
    ['too long to look at', '#1t' + 'x'.repeat(1e5), 'too long', null],
    // A million equal bytes deflate to about a thousand.
    ['more than a text may hold', packed('x'.repeat(1e6)), 'damaged', 'xxx'],
  ])('%s: %j', (_, link, sentence, recovered) => {
    const decoded = decodeLink(link, builtins);
    if (decoded.ok) throw new Error('opened');
    expect(decoded.message).toContain(sentence);
    if (recovered === null) expect(decoded.recovered).toBeNull();
    else expect(decoded.recovered).toContain(recovered);
  });

  test('a view that cannot be read is the start (origin: docs/language.md, a micro-step that no longer exists)', () => {
    expect(decodeLink('#1tA_status~q7~lx~seven', builtins)).toMatchObject({ ok: true, view: at({ layout: 'x' }) });
    expect(decodeLink('#1nprivate-cow', builtins)).toMatchObject({ ok: true, view: START_TARGET });
  });
});

test('no changed character makes a packed link open another text (origin: property)', () => {
  const text =
    'title Copied\n\nA mmap io 4 private rw anon\nA write io+1 "new"\nA write io+2 "new"\nA read io+1\nA read io+2\n';
  const link = packed(text.repeat(3));
  expect(link).toMatch(/^#1z/);
  for (let at = '#1z'.length; at < link.indexOf('~'); at++) {
    for (const other of 'A5_z') {
      const decoded = decodeLink(link.slice(0, at) + other + link.slice(at + 1), builtins);
      if (decoded.ok) expect(decoded.text).toBe(text.repeat(3));
    }
  }
});

describe('length (origin: docs/language.md, Canonical form and links)', () => {
  const noise = (length: number): string => {
    let seed = 1;
    const char = (): string => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90));
    return Array.from({ length }, char).join('');
  };
  test('the shorter of t and z, t where equal', () => {
    expect(packed('A status')).toBe('#1tA_status~0');
    expect(packed(long(100))).toMatch(/^#1z/);
  });
  test('a warning above 1,900 characters', () => {
    expect(encodeLink({ text: 'A status' })).toMatchObject({ ok: true, warning: null });
    const link = encodeLink({ text: noise(2500) });
    expect(link.ok && link.warning).toContain('1900');
    const short = encodeLink({ text: 'A status' }, START_TARGET, 'https://example.org/'.padEnd(1900, 'x'));
    expect(short.ok && short.warning).toContain('1913');
  });
  test('no link above 8,000', () => {
    const link = encodeLink({ text: noise(8000) });
    expect(!link.ok && link.message).toContain('file');
  });
});

describe('properties', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abz_AZ09'), minLength: 1, maxLength: 20 });
  const natural = fc.nat(999_999);
  const view: fc.Arbitrary<LinkTarget> = fc.record({
    step: natural,
    micro: fc.option(fc.record({ fn: name, occurrence: natural }), { nil: null }),
    selection: fc.option(fc.oneof(fc.string(), fc.constant('arm A io+2'))),
    layout: fc.oneof(fc.constantFrom('full', 'slide'), fc.string()),
  });
  const part = fc.constantFrom(
    'A ',
    'io+',
    '-',
    '1',
    '.',
    '..',
    '_',
    '\n',
    '\r\n',
    '+',
    ' ',
    '~',
    '"',
    '\ufeff',
    '-u',
    'é',
    '😀',
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 200 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
    fc.constantFrom(...recordedTexts().map((t) => t.text)),
  );

  test('rules 10, 12: decode(encode(x)) = x, in letters that survive everywhere (origin: docs/language.md, Canonical form and links)', () => {
    fc.assert(
      fc.property(text, view, (text, view) => {
        const link = encodeLink({ text }, view);
        if (!link.ok) throw new Error(link.message);
        expect(link.fragment).toMatch(/^#1[tz][A-Za-z0-9_.-]*~[A-Za-z0-9_.~-]*[A-Za-z0-9]$/);
        expect(decodeLink(`<https://example.org/${link.fragment}>.`, builtins)).toEqual({
          ok: true,
          text,
          name: null,
          view,
        });
      }),
      { seed: seed(1), numRuns: runs(1000) },
    );
  });

  test('any text as a link: an answer, never an exception', () => {
    const tail = fc.string({ unit: fc.constantFrom(...'ABCaz019-_.~u%#'), maxLength: 80 });
    const link = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom('#1t', '#1z', '#1n', '#1', '#', 'x#1z'), tail).map((parts) => parts.join('')),
      fc.tuple(text, fc.nat(400)).map(([text, end]) => packed(text).slice(0, end)),
    );
    fc.assert(
      fc.property(link, (link) => {
        const decoded = decodeLink(link, builtins);
        if (!decoded.ok) expect(decoded.message).toMatch(/\.$/);
      }),
      { seed: seed(1), numRuns: runs(1000) },
    );
  });
});

// Origin: docs/language.md, Canonical form and links: `t` is the readable form of the text, and opens the same.
test('without packing, a link is readable and opens the same text', () => {
  const text = 'A mmap m 1 private rw anon\nA write m "naïve ~ #"\n'.repeat(20);
  const link = encodeLinkWith(null, { text });
  expect(link.ok && link.fragment).toMatch(/^#1t/);
  expect(link.ok && decodeLinkWith(null, link.fragment, () => undefined)).toMatchObject({ ok: true, text });
  expect(link.ok && isPacked(link.fragment)).toBe(false);
  const packed = encodeLink({ text });
  expect(packed.ok && isPacked(packed.fragment)).toBe(true);
});
