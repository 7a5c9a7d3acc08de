/**
 * The raw words of entries after each statement, and on arm those of the hardware, without the frame number. Origin: words/, recorded from the page
 * tables of real Linux 6.12 kernels (traces/FORMAT.md).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codecOf } from '../arch/arch.ts';
import { archOf } from '../arch/index.ts';
import { RECORDED } from '../cli/traceFolder.ts';
import { placeText } from '../facts.ts';
import { placeOf } from '../mm/cx.ts';
import { listEntries } from '../mm/entryList.ts';
import type { Level, MachineName } from '../types.ts';
import { parseText, startOn } from './play.ts';

interface WordsLine {
  readonly scenario: string;
  readonly step: number;
  readonly statement: string;
  readonly pages: readonly {
    readonly process: string;
    readonly place: string;
    readonly level: Level;
    readonly frame: string;
    readonly word: string;
    /** Of the hardware; absent where it maps nothing. */
    readonly twin?: string;
  }[];
}

/** Not compared on x86: the recorded `mmio` was RAM mapped write-back, so PCD is clear there. */
const PCD = 1n << 4n;

const machines = readdirSync(join(RECORDED, 'words')).map((file) => file.split('.')[0] as MachineName);

describe.each(machines)('%s (origin: words)', (name) => {
  const arch = archOf(name);
  const lines = gunzipSync(readFileSync(join(RECORDED, `words/${name}.jsonl.gz`)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WordsLine);
  const scenarios = new Map<string, WordsLine[]>();
  for (const line of lines) scenarios.set(line.scenario, [...(scenarios.get(line.scenario) ?? []), line]);

  test.each([...scenarios])('%s', (_, recorded) => {
    const program = parseText(recorded.map(({ statement }) => statement).join('\n'));
    expect(program.steps.length).toBe(recorded.length);
    const machine = startOn(name, program);
    recorded.forEach(({ statement, pages }, i) => {
      const done = machine.play(program.steps[i]!)!;
      const ours = listEntries(done.world, machine.cx).map((e) => {
        const { bit, width } = codecOf(arch, e.level).fields.find(({ kind }) => kind === 'frame')!;
        const number = ((1n << BigInt(width)) - 1n) << BigInt(bit);
        const twin = (arch.twin?.of(e.pte) ?? 0n) & ~number;
        const words = `0x${(e.pte & ~number).toString(16)} twin 0x${twin.toString(16)}`;
        return `${e.process} ${placeText(placeOf(machine.cx, e.vpn))} ${words}`;
      });
      const kernel = pages.map(({ process, place, frame, word, twin }) => {
        const device = arch.hasPat && frame.startsWith('mmio');
        const words = `0x${(BigInt(word) | (device ? PCD : 0n)).toString(16)} twin ${twin ?? '0x0'}`;
        return `${process} ${place} ${words}`;
      });
      expect(ours, statement).toEqual(kernel);
    });
  });
});
