import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SCENARIOS } from '../scenario/all.ts';
import { comparedText } from './arch.ts';
import { main } from './main.ts';
import { RECORDED } from './traceFolder.ts';

const GOOD = 'A  status\nA exit # gone\n';
const BAD = 'A status\nA reed io\n';
let folder = '';
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'folioscope-'));
  writeFileSync(file('good.scenario'), GOOD);
  writeFileSync(file('bad.scenario'), BAD);
  writeFileSync(file('notes.txt'), 'not a scenario');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function folioscope(...argv: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const onOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  const onErr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  try {
    return { status: await main(argv), out, err };
  } finally {
    onOut.mockRestore();
    onErr.mockRestore();
  }
}
const answer = async (...argv: string[]) => {
  const { status, out, err } = await folioscope(...argv);
  return [status, out, err];
};

describe('machines (origin: docs/language.md, The command line; the recordings themselves)', () => {
  test('are listed with their tables, their configuration and their recordings', async () => {
    const { status, out } = await folioscope('machine', 'arm');
    expect(status).toBe(0);
    expect(out).toMatch(/^table PGD +2048 entries, 2 MiB each, in 4 frames$/m);
    expect(out).toMatch(/^special bit +none/m);
    expect(out).toMatch(/^PAT +no$/m);
    expect(out).toMatch(/^recorded hand3 +479 statements of 47 texts$/m);
    expect((await folioscope('machine', 'x86_64')).out).toMatch(/^PAT +yes$/m);
    const control = /^recorded hand +1223 statements of 119 texts$/m;
    expect((await folioscope('machine', 'arm_lpae_nobit')).out).toMatch(control);
    expect((await folioscope('machine', 'arm_lpae@nobit')).out).toMatch(control);
    expect((await folioscope('machine', 'arm64@nobit')).out).toMatch(/^recorded +nothing$/m);
  });

  test('that are not there are named', async () => {
    expect(await answer('machine', 'amr')).toEqual([2, '', 'There is no machine `amr`. Did you mean `arm`?\n']);
  });
});

describe('texts (origin: docs/language.md, The command line)', () => {
  test('check: file:line:column: text', async () => {
    const sentence = `${file('bad.scenario')}:2:3: \`reed\` is not an operation of a process. Did you mean \`read\`?\n`;
    expect(await answer('check', file('good.scenario'))).toEqual([0, '', '']);
    expect(await answer('check', file('bad.scenario'), file('good.scenario'))).toEqual([1, sentence, '']);
    expect(await answer('check', folder)).toEqual([1, sentence, '']);
  });
  test('fmt', async () => {
    expect(await answer('fmt', file('good.scenario'))).toEqual([0, 'A status\nA exit # gone\n', '']);
    const { status, out, err } = await folioscope('fmt', file('bad.scenario'));
    expect([status, out]).toEqual([1, BAD]);
    expect(err).toContain(':2:3:');
  });
  test('link and open', async () => {
    const { status, out } = await folioscope('link', file('good.scenario'));
    expect(status).toBe(0);
    expect(out).toBe('#1tA__status.A_exit_-h_gone.~0\n');
    expect(await answer('open', `https://example.org/${out.trim()}`)).toEqual([0, GOOD, '']);
  });
  test('open: a damaged link shows what can be read', async () => {
    const { status, out, err } = await folioscope('open', '#1tA_status.A_ex');
    expect([status, out]).toEqual([1, 'A status\nA ex\n']);
    expect(err).toContain('missing');
  });
});

test('T-172: `pte` names the bits of a raw entry (origin: rules R-AR-51)', async () => {
  const { status, out } = await folioscope('pte', 'arm64', '0x0160000080000FC3');
  expect(status).toBe(0);
  expect(out).toContain('Maps frame 0x80000: read-only, clean, young, special.');
  expect(out).toMatch(/^56 +SPECIAL +1 /m);
  expect(out).toMatch(/^55 +DIRTY +0 /m);
});

test('`pte` reads words of every level, and says how memory holds them (origin: rules R-AR-50 to R-AR-57)', async () => {
  const told = async (...args: string[]) => (await folioscope('pte', ...args)).out;
  expect(await told('x86_64', '0x400067', 'pud')).toContain('Leads to the table in frame 0x400.');
  expect(await told('x86_64', '0', 'PGD')).toContain('An empty slot.');
  // s390 keeps the words big-endian, and an empty one is not 0 but invalid.
  expect(await told('s390x', '0x400')).toMatch(
    /^In memory, highest byte first: 00 00 00 00 00 00 04 00\nAn empty slot\.$/m,
  );
  expect(await told('x86_64', '0x225')).not.toContain('In memory');
  // R-AR-50: a leaf has bit 7 (PSE), the special bit is bit 9 at every level, and a PUD leaf maps 1 GiB.
  expect(await told('x86_64', '0x800002a5', 'pud')).toContain('Maps frame 0x80000: read-only, clean, young, special.');
  // R-AR-54: the hardware's first table is 2048 bytes above Linux's; domain 1.
  expect(await told('arm', '0x400835', 'pgd')).toMatch(
    /^31-12 +TABLE +0x400 [^]*^11-10 +HALF +0x2 [^]*^8-5 +DOMAIN +0x1 /m,
  );
  // PROT_NONE on x86: bit 0 is clear and bit 8 set, and the frame is inverted.
  expect(await told('x86_64', '0xffffffff7ffff120')).toContain('made inaccessible by PROT_NONE');
  expect(await told('x86_64', '0x8000000000000002')).toContain('Not present');
  // 2-level ARM: the hardware's word of an old entry maps nothing.
  expect(await told('arm', '0x80000381')).toContain('another word for it: 0x00000000.');
});

test('`arch` has a line for each row of the table, and the facts of a machine (origin: rules R-AR)', async () => {
  const { out } = await folioscope('arch');
  for (const line of [/^arm, short descriptors +none +if ARM_LPAE /m, /^SPARC64 +bit 57 +if SPARC64 .* sparc64$/m])
    expect(out).toMatch(line);
  const { out: facts } = await folioscope('arch', 'arm64_16k');
  expect(facts).toMatch(/^page +16 KiB$/m);
  expect(facts).toMatch(/^PMD +address bits 35 to 25 +2048 entries, 16384 bytes +an entry covers 32 MiB /m);
});

test('an architecture that says that it was not recorded is not told as one that was', async () => {
  expect(comparedText([])).toMatch(/^Every machine was compared/);
  expect(comparedText(['vax', 'i860'])).toMatch(/^Every machine but vax, i860 was compared/);
  const told = async (name: string) => (await folioscope('arch', name)).out;
  // Whether traces of a machine lie in engine/proof/traces; of the last no kernel can be recorded.
  expect(await told('riscv_sv32')).toMatch(/^kernel +not recorded/m);
  expect(await told('riscv_sv39')).toMatch(/^kernel +recorded/m);
  expect(await told('arm_lpae_nobit')).toMatch(/^kernel +none/m);
});

describe('wrong usage is exit status 2 (origin: docs/language.md, The command line)', () => {
  test.each([
    [[], 'run FILE'],
    [['chekc'], 'Did you mean `check`?'],
    [['check'], 'FILE is missing'],
    [['check', '--strict', 'x'], 'no option `--strict`'],
    [['check', 'no-such-file'], 'no file or built-in scenario'],
    [['run', '--arch', 'arm46', 'x'], 'no machine `arm46`'],
    [['run', '--arch'], 'arch'],
    [['run', '--fast', 'x'], '--fast'],
    [['link', '.', '.'], ''],
    [['open'], 'takes one LINK'],
    [['list', 'all'], 'no arguments'],
    [['arch', 'arm46'], 'Did you mean `arm64`?'],
    [['pte', 'arm64'], 'Write `pte MACHINE WORD [LEVEL]`'],
    [['pte', 'arm', '0x1ffffffff'], 'entries of arm have 32 bits'],
    [['pte', 'arm', '0x1', 'pmd'], '`pmd` is not a level of arm: use pgd or pte.'],
    [['pte', 'arm', 'ten'], '`ten` is not a word'],
    [['replay'], 'takes one FOLDER'],
    [['replay', '.', '--max', 'many'], '`--max` takes a number'],
  ])('%j', async (argv, sentence) => {
    const { status, out, err } = await folioscope(...argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
  test('a folder without scenarios or traces', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'folioscope-'));
    expect((await folioscope('check', empty)).status).toBe(2);
    expect((await folioscope('replay', empty)).status).toBe(2);
    rmSync(empty, { recursive: true });
  });
});

describe('playing (origin: docs/language.md, The command line)', () => {
  const example = join(RECORDED, 'hand/pfnmap-language-example.scenario');
  const FIELDS = 'machine scenario step line statement outcome path pages rss vmas log'.split(' ');

  test('run --json: one line per machine and statement, fields in order', async () => {
    const { status, out, err } = await folioscope('run', example, '--json');
    expect([status, err]).toEqual([0, '']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const line of lines) expect(Object.keys(line)).toEqual(FIELDS);
    const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const expected = ['x86_64', 'arm'].flatMap((m) => steps.map((s) => [m, s, 'pfnmap-language-example']));
    expect(lines.map((l) => [l['machine'], l['step'], l['scenario']])).toEqual(expected);
    expect(lines[4]).toMatchObject({ line: 10, statement: 'B write io+2', outcome: 'ok' });
  });
  test('run --arch overrides the machines line', async () => {
    const { out } = await folioscope('run', '--json', '--arch', 'arm_lpae', '--arch=arm', file('good.scenario'));
    const machines = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { machine: string }).machine);
    expect(machines).toEqual(['arm_lpae', 'arm_lpae', 'arm', 'arm']);
  });
  const VERBS = [['run'], ['trace'], ['render', '-o', 'none.svg']];
  test.each(VERBS)('%s --arch of a machine without STRICT_DEVMEM (origin: arch/mips/Kconfig)', async (...verb) => {
    const { status, out, err } = await folioscope(...verb, 'dev-mem-refused', '--arch', 'mips32');
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^dev-mem-refused: No kernel for `mips32` has STRICT_DEVMEM/);
  });
  test('run: a table', async () => {
    const { status, out } = await folioscope('run', example);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^A private PFN mapping, copied on write\nmachine +step +statement +outcome +state\nx86_64 +1 /,
    );
  });
  test('run: what parsed is played, and the status is 1', async () => {
    const { status, out, err } = await folioscope('run', '--json', file('bad.scenario'));
    expect(status).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(err).toContain(':2:3:');
  });
});

describe('built-ins (origin: docs/language.md, The command line)', () => {
  test('asks --json: choices, and the answer of each machine (the collision, recorded on arm and x86_64)', async () => {
    const { status, out } = await folioscope('asks', 'collision', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      scenario: 'collision',
      step: 5,
      line: 13,
      ask: 'ask io+1 in A: vm_normal_page',
      choices: ['a page', 'NULL', 'nothing is mapped'],
      answers: { x86_64: 'a page', arm: 'NULL' },
      // R-NP-2 and R-NP-11: the bit, and the frame on its line, are what a wrong answer overlooks.
      departs: {
        x86_64: expect.objectContaining({ table: 'vm_normal_page', question: 'special', answer: false }) as unknown,
        arm: expect.objectContaining({ table: 'vm_normal_page', question: 'linear', answer: true }) as unknown,
      },
    });
  });

  test('list: name, title', async () => {
    const { status, out } = await folioscope('list');
    expect(status).toBe(0);
    const expected = SCENARIOS.map(({ name, title }) => [name, title]);
    const listed = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/));
    expect(listed).toEqual(expected);
  });
  test.each(SCENARIOS.map((s) => [s.name, s.text]))('%s: link and open', async (name, text) => {
    const { out } = await folioscope('link', name);
    expect(out).toBe(`#1n${name}~0\n`);
    expect((await folioscope('open', out)).out).toBe(text);
  });
});

test('the program in a checkout reads standard input (origin: docs/language.md, The command line)', () => {
  const script = new URL('../../scripts/folioscope.mjs', import.meta.url).pathname;
  const { status, stdout } = spawnSync(process.execPath, [script, 'fmt', '-'], { input: GOOD, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, 'A status\nA exit # gone\n']);
});

describe('trace (origin: docs/language.md, The command line)', () => {
  test('prints the calls of one statement, with what was asked', async () => {
    const { status, out } = await folioscope('trace', 'private-pfn-cow~5', '--arch', 'arm');
    expect(status).toBe(0);
    expect(out.split('\n').slice(0, 3)).toEqual([
      'arm',
      '5 B write io+2: ok',
      expect.stringMatching(/^ {2}do_DataAbort +arch\/arm\/mm\/fault\.c:\d+$/),
    ]);
    expect(out).toMatch(/^ {16}VM_PFNMAP\? yes \(VM_PFNMAP\)$/m);
    expect((await folioscope('trace', 'move-linear~8', '--arch', 's390x')).out).toMatch(/do_sigsegv +arch\/s390/);
  });

  test('has the form of recorded calls as JSON', async () => {
    const { out } = await folioscope('trace', 'private-pfn-cow', '--json');
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ step }) => step)).toEqual(
      [...Array(lines.length / 2).keys(), ...Array(lines.length / 2).keys()].map((i) => i + 1),
    );
    expect(lines[1]).toMatchObject({
      machine: 'x86_64',
      scenario: 'private-pfn-cow',
      step: 2,
      outcome: 'ok: "mmio+0"',
      calls: [],
    });
    expect(lines[4]?.['calls']).toContainEqual(['__wp_page_copy_user', 7]);
  });

  test('knows how many statements there are', async () => {
    expect(await answer('trace', 'private-pfn-cow~99')).toEqual([
      2,
      '',
      expect.stringContaining('private-pfn-cow has no statement 99'),
    ]);
  });
});
