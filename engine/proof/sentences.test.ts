/**
 * What the page says, held to the facts of its step, over the built-in texts and the recorded programs (in `npm test` a
 * share of these). Origin: FORMAT.md for who answered, and the facts of the run, which agree with recorded kernels.
 */
import { expect, test } from 'vitest';
import { readRecorded } from '../cli/traceFolder.ts';
import { parse } from '../language/parse.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { ProgramStep } from '../language/program.ts';
import { pagesOf } from '../ops/op.ts';
import type { Machine } from '../run/machine.ts';
import { vmFlagNames, type MachineName } from '../types.ts';
import { share } from './effort.ts';
import { parseText, startOn } from './play.ts';
import { CLAIM_KINDS, claimsMade, falseClaims, falseFlag, missingReason, toldBy, type Told } from './sentences.ts';

const MACHINES: readonly MachineName[] = ['x86_64', 'arm', 'arm_lpae'];

const recorded = readRecorded().sets.flatMap(({ name, scenarios }) =>
  scenarios.map((text) => ({ ...text, name: `${name}/${text.name}` })),
);
const small = share(share(recorded));
const RARE = {
  name: 'rare',
  text: 'A mmap m 4 private rw anon\nA write m\nA mremap m* pages 2\nA mremap m+0..1 pages 3\nA mremap m+0..2 pages 3\nA mmap z 1 private r vm_insert_page zero\nA mmap f 1 shared rw file notes\nA pin f write longterm\n',
};
const texts = [RARE, ...SCENARIOS, ...share(recorded).filter(({ name }) => name.startsWith('hand')), ...small].filter(
  ({ text }) => parse(text).diagnostics.length === 0,
);

interface Played {
  readonly where: string;
  readonly told: Told;
  readonly labelOf: (table: string, question: string) => string;
  /** Of the mapping that a statement is about, before it; null: there is none, or more than one. */
  readonly flags: readonly string[] | null;
}

function flagsAt({ cx }: Machine, { statement }: ProgramStep): readonly string[] | null {
  if (!('actor' in statement) || !('place' in statement)) return null;
  const { from, to } = pagesOf(cx, statement.place);
  const found = (cx.world.mms[statement.actor]?.vmas ?? []).filter(({ start, end }) => start < to && from < end);
  return found.length === 1 ? vmFlagNames(found[0]!.flags) : null;
}

function* everything(): Generator<Played> {
  for (const [i, { name, text }] of texts.entries()) {
    const program = parseText(text);
    const machine = MACHINES[i % MACHINES.length]!;
    const played = startOn(machine, program);
    const tables = Object.values(played.cx.linux).filter(
      (part): part is { name: string; questions: Record<string, { label: string }> } =>
        typeof part === 'object' && part !== null && 'questions' in part,
    );
    const labelOf = (table: string, question: string): string =>
      tables.find((known) => known.name === table)?.questions[question]?.label ?? question;
    for (const step of program.steps) {
      const flags = flagsAt(played, step);
      const done = played.play(step);
      if (done === null) break;
      const where = `${name}~${step.step} on ${machine}: ${step.text}`;
      yield { where, told: toldBy(played, done, step.text), labelOf, flags };
    }
  }
}

test('every claim about a state is true of its step, and every refusal says what decided it', () => {
  const wrong: string[] = [];
  const made = new Map<string, number>();
  for (const { where, told, labelOf, flags } of everything()) {
    for (const claim of falseClaims(told)) wrong.push(`${where}\n    ${claim}`);
    for (const kind of claimsMade(told)) made.set(kind, (made.get(kind) ?? 0) + 1);
    const untrue = flags === null ? null : falseFlag(told, flags);
    if (untrue !== null) wrong.push(`${where}\n    ${untrue}`);
    const missing = missingReason(told, labelOf);
    if (missing !== null) wrong.push(`${where}\n    no reason: ${missing}`);
  }
  expect(wrong.slice(0, 40).join('\n')).toBe('');
  for (const kind of CLAIM_KINDS) expect(made.get(kind) ?? 0, kind).toBeGreaterThan(0);
});
