// Small folders, made up but for their lines: those were recorded on real kernels (engine/proof/traces/FORMAT.md).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from './main.ts';
import { readTraceFolder, readRecorded } from './traceFolder.ts';

const hand = readRecorded().sets.find(({ name }) => name === 'hand')!;
const NAME = 'fork-anon-child-first';
const TEXT = hand.scenarios.find(({ name }) => name === NAME)!.text;
const lines = hand.traces.get('arm')!.get(NAME)!;
const STATEMENTS = lines.length;
const trace = lines.map((line) => JSON.stringify(line)).join('\n');

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'folioscope-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

async function replay(...options: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const onOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  const onErr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  try {
    return { status: await main(['replay', folder, ...options]), out, err };
  } finally {
    onOut.mockRestore();
    onErr.mockRestore();
  }
}
const json = async (): Promise<unknown[]> =>
  (await replay('--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const unplaced = () => readTraceFolder(folder).unplaced;
const setNames = () => readTraceFolder(folder).sets.map(({ name }) => name);

describe('sets are found by what lies there', () => {
  const program = JSON.stringify([{ name: NAME, text: TEXT }]);
  test.each([
    ['texts in a folder, the trace beside it', { 'one/x.scenario': TEXT, 'one.arm.jsonl': trace }, ['one']],
    ['both in one folder', { 'two/programs.json': program, 'two/two.arm.jsonl': trace }, ['two']],
    ['packed', { 'three/programs.json': program, 'three.arm.jsonl.gz': gzipSync(trace) }, ['three']],
    ['the folder itself', { 'programs.json': program, 'four.arm.jsonl': trace }, ['four']],
    ['deeper', { 'far/away/programs.json': program, 'far/away.arm.jsonl': trace }, ['far/away']],
    [
      'texts that two sets share',
      { 'five/programs.json': program, 'five.arm.jsonl': trace, 'more/five.x86_64.jsonl': trace },
      ['five', 'more/five'],
    ],
  ])('%s', (_, files, names) => {
    put(files);
    expect(setNames()).toEqual(names);
  });

  test('a name is not needed twice: a scenario beside its trace', () => {
    put({ [`set/${NAME}.scenario`]: TEXT, 'set/recorded.arm.jsonl': trace });
    expect(setNames()).toEqual(['set/recorded']);
    expect(unplaced()).toEqual([]);
  });
});

describe('what cannot be placed is named', () => {
  beforeEach(() => put({ [`good/${NAME}.scenario`]: TEXT, 'good.arm.jsonl': trace }));

  test.each([
    ['a trace without texts', { 'bare.arm.jsonl': trace }, '', ['bare.arm.jsonl'], 'a trace without texts'],
    ['texts without a trace', { 'idle/t.scenario': TEXT }, 'idle', ['t'], 'texts without a trace'],
    [
      'a machine',
      { 'good.pdp11.jsonl': trace, 'good.vax.jsonl': trace },
      'good',
      ['pdp11', 'vax'],
      'the engine does not model this machine',
    ],
    [
      'a folder of something else',
      { 'words/README.md': 'raw', 'words/notes.txt': '' },
      'words',
      ['README.md', 'notes.txt'],
      'neither texts nor a trace',
    ],
    ['another name', { 'paths/arm.jsonl': trace }, 'paths', ['arm.jsonl'], 'not named SET.MACHINE.jsonl'],
    [
      'lines of another kind',
      { 'good.arm_lpae.jsonl': '{"machine":"arm_lpae","scenario":"x","calls":[]}' },
      '',
      ['good.arm_lpae.jsonl'],
      'its lines do not hold what a trace holds',
    ],
    ['no JSON', { 'good.x86_64.jsonl': '<' }, '', ['good.x86_64.jsonl'], 'its lines do not hold what a trace holds'],
    [
      'programs of another shape',
      { 'odd/programs.json': '[{"name":1}]' },
      'odd',
      ['programs.json'],
      'not a list of programs with name and text',
    ],
    [
      'a trace of a text that is not there',
      { 'good.x86_64.jsonl': `${trace}\n${trace.replaceAll(NAME, 'gone')}` },
      'good on x86_64',
      ['gone'],
      'a trace of a text that is not there',
    ],
    ['a text that was not recorded', { 'good/new.scenario': TEXT }, 'good on arm', ['new'], 'texts without a trace'],
  ])('%s', (_, files, where, what, why) => {
    put(files);
    expect(unplaced()).toEqual([{ where, what, why }]);
  });

  test('no trace is expected from a machine that the `machines` line leaves out', () => {
    put({ 'good/new.scenario': `machines x86_64\n${TEXT}` });
    expect(unplaced()).toEqual([]);
  });

  test('a statement that the language does not know ends its text, and those before it are compared', async () => {
    const unknown = TEXT.trimEnd().replace(/[^\n]*$/, 'A dance m');
    put({ [`good/${NAME}.scenario`]: unknown });
    const { status, out } = await replay();
    expect(status).toBe(0);
    const row = ['good', 'arm', 1, STATEMENTS, STATEMENTS - 1, 0, 1].join(' +');
    expect(out).toMatch(new RegExp(`^${row}$`, 'm'));
    expect(out).toContain(`good: ${NAME}, line ${unknown.split('\n').length}: \`dance\` is not an operation`);
  });

  test('it does not change the exit status, and comes after the counts', async () => {
    put({ 'good.vax.jsonl': trace });
    const { status, out, err } = await replay();
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^set +machine[^]*\nNot placed:\n {2}good: vax: the engine does not model this machine\n$/);
  });

  test('many names for one reason are shortened for a person, and complete as JSON', async () => {
    const machines = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
    put(Object.fromEntries(machines.map((machine) => [`good.${machine}.jsonl`, trace])));
    expect((await replay()).out).toContain('good: m1; m2; m3; m4; and 2 more: ');
    expect(await json()).toContainEqual(expect.objectContaining({ where: 'good', what: machines }));
  });
});

describe('exit status', () => {
  const other = trace.replace('"outcome":"ok"', '"outcome":"EIO"');
  beforeEach(() => put({ [`good/${NAME}.scenario`]: TEXT, [`bad/${NAME}.scenario`]: TEXT, 'good.arm.jsonl': trace }));

  test('1 where one set differs; counts are per set', async () => {
    put({ 'bad.arm.jsonl': other });
    const { status, out } = await replay();
    expect(status).toBe(1);
    expect(out).toContain(`bad: ${NAME} on arm, statement 1, line`);
    expect(out).toMatch(new RegExp(`^good +arm +1 +${STATEMENTS} +${STATEMENTS} +0 +0$`, 'm'));
    expect(out).toMatch(new RegExp(`^bad +arm +1 +${STATEMENTS} +${STATEMENTS - 1} +1 +0$`, 'm'));
  });

  test('--max 0 shows no difference, and says how many there are', async () => {
    put({ 'bad.arm.jsonl': other });
    const { status, out } = await replay('--max', '0');
    expect(status).toBe(1);
    expect(out).toMatch(/^1 more differ; `--max 1` shows them all\.\n/);
  });

  test('--json: the difference, the counts, what could not be placed', async () => {
    put({ 'bad.arm.jsonl': other, 'bad.vax.jsonl': trace });
    const counts = { machine: 'arm', texts: 1, statements: STATEMENTS, notPlayed: 0 };
    expect(await json()).toEqual([
      {
        set: 'bad',
        machine: 'arm',
        scenario: NAME,
        step: 1,
        line: lines[0]!.line,
        statement: lines[0]!.statement,
        fields: [{ field: 'outcome', recorded: 'EIO', ours: 'ok' }],
      },
      { set: 'bad', ...counts, equal: STATEMENTS - 1, different: 1 },
      { set: 'good', ...counts, equal: STATEMENTS, different: 0 },
      { where: 'bad', what: ['vax'], why: 'the engine does not model this machine' },
    ]);
  });

  test('2 where nothing can be played, and what is there is still named', async () => {
    rmSync(join(folder, 'good.arm.jsonl'));
    const { status, out, err } = await replay();
    expect(status).toBe(2);
    expect(out).toContain(`bad: ${NAME}: texts without a trace`);
    expect(err).toContain('contains no scenarios with recorded traces');
  });

  test('2 where there is no folder', async () => {
    const given = folder;
    folder = join(given, 'none');
    const { status, err } = await replay();
    folder = given;
    expect([status, err]).toEqual([2, `There is no folder \`${join(given, 'none')}\`.\n`]);
  });
});
