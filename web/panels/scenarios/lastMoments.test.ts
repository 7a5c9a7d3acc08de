import { expect, test } from 'vitest';
import { createRun } from '../../../engine/play.ts';
import { SCENARIOS } from '../../../engine/scenario/all.ts';
import { parse } from '../../../engine/text.ts';
import { Session } from '../../../engine/play.ts';
import type { OpenEngine } from '../../playground/enginePort.ts';
import { LastMoments } from './lastMoments.ts';

let opened = 0;
const open: OpenEngine = async (hear) => {
  opened++;
  const session = new Session(hear, (next) => void setTimeout(next, 0));
  return {
    home: 'this thread',
    post: (message) => void setTimeout(() => session.receive(message), 0),
    close: () => undefined,
  };
};

test('the picture of every scenario is of the last state before a question in which something is mapped (property)', async () => {
  const moments = new LastMoments(open);
  const found = await Promise.all(SCENARIOS.map(({ text }) => moments.of(text)));
  SCENARIOS.forEach(({ name, text }, i) => {
    const run = createRun(parse(text));
    const steps = [...run.play()];
    const asked = steps.findIndex(({ asks }) => asks.length > 0);
    const last = steps
      .slice(0, asked < 0 ? undefined : asked)
      .findLast(({ step, beads }) =>
        run
          .snapshot({ step, bead: beads.length })
          .machines.some(({ processes }) => processes.some(({ vmas }) => vmas.length > 0)),
      );
    expect(found[i]?.step.step, name).toBe(last?.step ?? 0);
    expect(found[i]?.snapshot, name).toEqual(run.snapshot({ step: last?.step ?? 0, bead: last?.beads.length ?? 0 }));
    expect(found[i]?.step.asks, name).toEqual([]);
  });
  expect(opened).toBe(1);
  expect(await moments.of(SCENARIOS[0]?.text ?? '')).toBe(found[0]);
});

test('a cancelled request gets no picture, and can be repeated', async () => {
  const moments = new LastMoments(open);
  const one = moments.of('A mmap m 1 private rw anon');
  moments.rest();
  await expect(one).rejects.toThrow('The request was dropped.');
  expect((await moments.of('A mmap m 1 private rw anon')).step.step).toBe(1);
});
