import { expect, test } from 'vitest';
import { TABLES } from '../../engine/atlas.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parseSelection } from './selection.ts';
import { endOf } from '../stage/testing.ts';
import { agreementOf } from './agreement.ts';
import { shortNames } from './shortNames.ts';
import { askedBy, isAbout, nextDecision, preferred } from './decisions.ts';
import { groupsOf } from './groups.ts';
import { callText, decisionWords, rulesOf } from './decisionWords.ts';

const text = (name: string): string => SCENARIOS.find((s) => s.name === name)?.text ?? '';
const NORMAL = TABLES['vm_normal_page'];
if (!NORMAL) throw new Error('no such table');

test('a micro-step without a decision shows the last one of its statement', () => {
  const { step, bead } = endOf(text('private-pfn-cow'), 5);
  const asked = askedBy(step, bead);
  expect(asked?.bead).toBeLessThan(bead);
  const group = preferred(asked?.groups ?? [], null);
  expect(group && callText(group)).toBe('vm_normal_page(B, io+2)');
  expect(group?.callers.at(-1)).toBe('do_wp_page');
  expect(askedBy(step, 0)).toBeNull();
});

test('a decision about the selection comes first', () => {
  const { step } = endOf('A mmap m 3 private rw anon\nA write m\nA write m+1\nA munmap m*\n');
  const selected = parseSelection('x86_64 A m+1');
  const shown = step.beads.map((_, bead) => preferred(askedBy(step, bead)?.groups ?? [], selected)?.place?.page);
  expect(shown).toContain(1);
});

test('the decision on which the machines differ comes first, unless another entry is selected', () => {
  const { step, bead } = endOf(text('collision'), 6);
  const groups = askedBy(step, bead)?.groups ?? [];
  expect(groups.map((g) => g.place?.page)).toEqual([0, 1]);
  expect(preferred(groups, null)?.place?.page).toBe(1);
  expect(preferred(groups, parseSelection('x86_64 A io+0'))?.place?.page).toBe(0);
});

test('a decision about the same page of another process is not about the selection', () => {
  const { step } = endOf('A mmap m 1 private rw anon\nA write m\nA fork B\nB write m\n');
  const groups = step.beads.flatMap((_, bead) => askedBy(step, bead)?.groups ?? []);
  const own = groups.find(({ process }) => process === 'B');
  if (!own) throw new Error('nothing asked about B');
  expect(isAbout(own, parseSelection('x86_64 B m+0'), null)).toBe(true);
  expect(isAbout(own, parseSelection('x86_64 A m+0'), null)).toBe(false);
  expect(isAbout(own, parseSelection('x86_64 B m+1'), null)).toBe(false);
  expect(isAbout(own, null, null)).toBe(true);
});

test('where nothing was decided yet, the next decision of the statement can be found', () => {
  const { step } = endOf(text('private-pfn-cow'), 5);
  const next = nextDecision(step, 0) ?? -1;
  expect(step.beads.slice(0, next).flatMap((b) => groupsOf(b))).toEqual([]);
  expect(groupsOf(step.beads[next] ?? { machines: [] })).not.toEqual([]);
  expect(nextDecision(step, step.beads.length)).toBeNull();
});

test('two ways to say NULL are one answer', () => {
  const { step, bead, machines } = endOf(text('private-pfn-cow'), 5);
  const group = preferred(askedBy(step, bead)?.groups ?? [], null);
  if (!group) throw new Error('nothing asked');
  const agreement = agreementOf(group, NORMAL, machines);
  expect(agreement.agree).toBe(true);
  expect(agreement.title).toBe('Both machines agree on this.');
  expect(new Set(agreement.said.map((s) => s.verdict.id)).size).toBe(2);
});

test('NULL and a page are two answers', () => {
  const { step, bead, machines } = endOf(text('collision'), 6);
  const group = preferred(askedBy(step, bead)?.groups ?? [], parseSelection('x86_64 A io+1'));
  if (!group) throw new Error('nothing asked');
  expect(agreementOf(group, NORMAL, machines)).toMatchObject({ agree: false, title: 'The machines differ.' });
  const words = decisionWords(group, NORMAL, machines).join('\n');
  expect(words).toContain('pfn == linear? 0x109 against 0x109: yes.');
  expect(words).toContain('Verdict: normal page.');
  expect(rulesOf(group, NORMAL)).toContain('R-NP-11');
});

test('only the rules of the way that was taken are cited (origin: kernel reference, R-NP-1 to R-NP-18)', () => {
  const cited = (machine: string): string[] => {
    const { step, bead } = endOf(`machines ${machine}\nA mmap m 1 private rw anon\nA write m\nA smaps m\n`);
    const group = askedBy(step, bead)?.groups[0];
    return group ? rulesOf(group, NORMAL) : [];
  };
  expect(cited('x86_64')).toEqual(['R-NP-1', 'R-NP-2', 'R-NP-19']);
  expect(cited('arm')).toEqual(['R-NP-16', 'R-NP-17', 'R-NP-18', 'R-NP-19']);
});

test('names of machines are short where that is enough', () => {
  const { machines } = endOf('machines x86_64 arm\nA mmap m 1 private rw anon\n');
  expect(shortNames(machines)).toEqual(['x86-64', 'arm']);
  const both = endOf('machines arm arm_lpae\nA mmap m 1 private rw anon\n').machines;
  // A comma in a name would be misread in a list of names.
  expect(shortNames(both)).toEqual(['arm 2-level', 'arm LPAE']);
  const lpae = endOf('machines x86_64 arm_lpae\nA mmap m 1 private rw anon\n').machines;
  expect(shortNames(lpae)).toEqual(['x86-64', 'arm LPAE']);
});
