/**
 * What a person may pick when asked to predict. A question of one kind about one kind of statement offers the same kinds
 * of answers, whichever is right: what the place held before, what others there hold, and every refusal to be expected.
 */
import type { Arch } from '../arch/arch.ts';
import type { Ask, Pages, Statement } from '../language/program.ts';
import { baseOf } from '../mm/cx.ts';
import { listEntries, type ListedEntry } from '../mm/entryList.ts';
import { leafPages } from '../mm/pgtable.ts';
import { contentOf } from '../mm/structPage.ts';
import { findVma, vmaIsAnonymous } from '../mm/vma.ts';
import { OPS } from '../ops/index.ts';
import { textOutcome, type Gives } from '../ops/op.ts';
import { asVpn, type Pfn, type ProcessName, type Rules, type Vpn } from '../types.ts';
import type { MachineStep } from './machine.ts';
import { nameOrNumber } from './names.ts';

/** One machine before and after the statement. */
export interface Machine {
  readonly arch: Arch;
  readonly rules: Rules;
  readonly names: { readonly names: readonly string[] };
  readonly before: MachineStep;
  readonly step: MachineStep;
}

export const NOTHING = 'nothing is mapped';
export const NO_STRUCT_PAGE = 'no struct page';

/** More than this is a list to search, not a choice. */
const MOST = 5;

const natural = new Intl.Collator('en', { numeric: true });

/** Answers first, then the other guesses, nearest first; no more than there is room for, in an order that tells nothing. */
function pick(answers: readonly string[], guesses: readonly string[], most = MOST): string[] {
  const rest = [...new Set(guesses)].filter((guess) => !answers.includes(guess));
  return [...new Set(answers), ...rest.slice(0, Math.max(0, most - answers.length))].sort(natural.compare);
}

/** An entry, at one of its pages, with the state in which it is. */
interface Held {
  readonly at: MachineStep;
  readonly entry: ListedEntry;
}

/** So many pages of each state are looked at for guesses; a longer list nobody would predict. */
const ENOUGH = 32;

/** The entry that maps a page, seen at that page: one entry may map many, each with a frame of its own. */
export function entryFor(
  { arch, rules }: Pick<Machine, 'arch' | 'rules'>,
  at: MachineStep,
  process: ProcessName,
  vpn: Vpn,
): ListedEntry | null {
  const covers = (e: ListedEntry): boolean =>
    e.process === process && e.vpn <= vpn && vpn < e.vpn + leafPages(arch, e.level);
  const found = listEntries(at.world, arch, rules).find(covers);
  return found ? { ...found, vpn, pfn: (found.pfn + vpn - found.vpn) as Pfn } : null;
}

/** First page of a place. */
export const pageOf = ({ names }: Pick<Machine, 'names'>, place: Pages): Vpn =>
  asVpn(baseOf(names, place.name) + place.from);

/** What a process maps before and after the statement, on every machine: the place first, and then some of the rest. */
function heldBy(machines: readonly Machine[], process: ProcessName, place: Pages | null): Held[] {
  const states = machines.flatMap((machine) => [machine.before, machine.step].map((at) => ({ machine, at })));
  const here = states.flatMap(({ machine, at }): Held[] => {
    const entry = place === null ? null : entryFor(machine, at, process, pageOf(machine, place));
    return entry ? [{ at, entry }] : [];
  });
  const others = states.flatMap(({ machine, at }): Held[] =>
    listEntries(at.world, machine.arch, machine.rules)
      .filter((entry) => entry.process === process)
      .slice(0, ENOUGH)
      .map((entry) => ({ at, entry })),
  );
  return [...here, ...others];
}

const frameOf = ({ at, entry }: Held): string => nameOrNumber(at.world, at.names, entry.pfn);

/** The mapping at a place is anonymous, so that the zero page may be there. */
function mayBeZero(machine: Machine, process: ProcessName, place: Pages): boolean {
  const mm = machine.step.world.mms[process];
  const vma = mm === undefined ? null : findVma(mm, pageOf(machine, place));
  return vma !== null && vmaIsAnonymous(vma);
}

/** What a pin adds to the references of a page (GUP_PIN_COUNTING_BIAS, R-GU-1). */
const PIN = 1024;

/** Numbers that a person might count: small ones, and what a pin more or less would make of a large one. */
function counts(answers: readonly string[]): string[] {
  const large = answers.map(Number).filter((n) => n > 3);
  const near = large.flatMap((n) => (n > PIN ? [n - PIN, n + PIN] : [n - 1, n + 1]));
  return [...new Set([0, 1, 2, 3, ...large, ...near])].sort((a, b) => a - b).map(String);
}

/** What an operation may find out at a place, nearest first. */
function findings(
  statement: Statement,
  gives: Gives,
  answers: readonly string[],
  machines: readonly Machine[],
): readonly string[] {
  if (gives === 'nothing' || !('actor' in statement)) return [];
  const place = 'place' in statement ? statement.place : null;
  const held = heldBy(machines, statement.actor, place);
  switch (gives) {
    case 'text':
      return [...held.map(({ at, entry }) => textOutcome(contentOf(at.world, entry.pfn))), textOutcome('')];
    case 'frame':
      return held.map((one) => `ok: ${frameOf(one)}`);
    case 'folio':
      return ['ok: none', ...held.map((one) => `ok: ${frameOf(one)}`)];
    case 'pfn': {
      const words = answers.filter((answer) => answer.startsWith('ok: ')).map((answer) => answer.split(' ').slice(2));
      const found = words.length > 0 ? words : [['writable']];
      const without = (some: readonly string[]): string[] => some.filter((word) => word !== 'special');
      return held.flatMap((one) =>
        found.flatMap((some) => [
          ['ok:', frameOf(one), ...without(some)].join(' '),
          ['ok:', frameOf(one), ...without(some), 'special'].join(' '),
        ]),
      );
    }
    case 'pages': {
      if (place === null || place.to - place.from >= ENOUGH) return [];
      const pages = Array.from({ length: place.to - place.from + 1 }, (_, i) => i);
      const naive = machines.map((machine) => {
        const frames = pages.map((i) => {
          const vpn = asVpn(pageOf(machine, place) + i);
          const entry = entryFor(machine, machine.step, statement.actor, vpn);
          return entry === null ? '-' : frameOf({ at: machine.step, entry });
        });
        return `ok: ${frames.join(' ')}`;
      });
      return [...naive, `ok: ${pages.map(() => '-').join(' ')}`];
    }
    case 'bits': {
      const pages = place === null ? 0 : place.to - place.from + 1;
      return pages === 0 || pages > ENOUGH ? [] : ['0', '1'].map((bit) => `ok: ${bit.repeat(pages)}`);
    }
    case 'figures':
      return [];
  }
}

function outcomes(statement: Statement, answers: readonly string[], machines: readonly Machine[]): string[] {
  const { expect, gives } = OPS[statement.op];
  const refusals = [...new Set([...expect, ...answers.filter((answer) => !answer.startsWith('ok'))])];
  const oks = answers.filter((answer) => answer.startsWith('ok'));
  // Where a value is told, a bare `ok` is no answer; where it is too long to be guessed, nothing else is.
  const told = oks.includes('ok') ? [] : pick(oks, findings(statement, gives, answers, machines), 3);
  return [...(told.length > 0 ? told : ['ok']), ...refusals.sort(natural.compare)];
}

/** The right answers are among them. */
export function choicesOf(
  ask: Ask,
  statement: Statement,
  answers: readonly string[],
  machines: readonly Machine[],
): string[] {
  const { process, place } = ask;
  const and = (some: readonly string[]): string[] => [...new Set([...some, ...answers])];
  switch (ask.question) {
    case 'vm_normal_page':
      return and(['a page', 'NULL']);
    case 'same_frame_as':
      return and(['yes', 'no']);
    case 'refcount':
    case 'mapcount':
      return and([...counts(answers), NO_STRUCT_PAGE]);
    case 'outcome':
      return outcomes(statement, answers, machines);
    case 'frame': {
      if (process === null || place === null) return and([NOTHING]);
      const held = heldBy(machines, process, place).map(frameOf);
      const zero = machines.some((machine) => mayBeZero(machine, process, place)) ? ['zero'] : [];
      const frames = answers.filter((answer) => answer !== NOTHING);
      return [...pick(frames, [...zero, ...held]), NOTHING];
    }
  }
}
