/** Plays a row on one machine and reports deviations. */
import { logText } from '../../say/log.ts';
import { hasPteSpecial } from '../../arch/arch.ts';
import { checkInvariants } from '../../mm/invariants.ts';
import { placeText } from '../../facts.ts';
import { placeOf, structPage, type Cx } from '../../mm/cx.ts';
import { entries } from '../../mm/sparse.ts';
import { contentOf, maybePinned } from '../../mm/structPage.ts';
import { findVma } from '../../mm/vma.ts';
import { pageStates, vmaStates } from '../../run/stateFacts.ts';
import { outcomeText } from '../../say/outcome.ts';
import { tracePage, traceVma, type TracePage } from '../../say/trace.ts';
import type { MachineStep } from '../../run/machine.ts';
import { specOf } from '../../run/spec.ts';
import { vmFlagNames, type MachineName } from '../../types.ts';
import { parseText, startOn } from '../play.ts';
import { force, frameOf, pageAt } from './force.ts';
import type { Row } from './row.ts';

interface Now {
  readonly cx: Cx;
  readonly outcome: string;
  readonly step: MachineStep;
}

/** A description of the deviation, or null. */
type Check = (now: Now, words: readonly string[], text: string) => string | null;

const unlike = (what: string, wanted: string, found: string): string | null =>
  wanted === found ? null : `${what} must be ${wanted} but is ${found}`;

const hasFlag = (word: string, flags: ReadonlySet<string>): string | null =>
  word.startsWith('!') === !flags.has(word.replace('!', '')) ? null : `must be ${word}`;

const WORDS = ['special', 'dirty', 'young', 'normal', 'anon', 'excl', 'pinned', 'pmd', 'rw', 'present'];

function pageFlags(page: TracePage): Set<string> {
  const yes: readonly (readonly [string, boolean])[] = [
    ['special', page.special],
    ['dirty', page.dirty],
    ['young', page.young],
    ['normal', page.normal],
    ['anon', page.anon],
    ['excl', page.exclusive],
    ['pinned', page.pinned],
    ['pmd', page.level === 'pmd'],
    ['rw', page.write],
    ['present', page.present],
  ];
  return new Set(yes.filter(([, is]) => is).map(([name]) => name));
}

function checkPage(page: TracePage | undefined, words: readonly string[], at: number): string | null {
  if (words[0] === 'none') return page === undefined ? null : `must be empty but maps ${page.frame}`;
  if (page === undefined) return 'must map something but is empty';
  const flags = pageFlags(page);
  for (const word of words) {
    let wrong: string | null;
    if (word === 'r-') wrong = page.write ? 'must be read-only' : null;
    else if (word.startsWith('ref=')) wrong = unlike('its refcount', word.slice(4), String(page.refcount));
    else if (word.startsWith('map=')) wrong = unlike('its mapcount', word.slice(4), String(page.mapcount));
    else if (WORDS.includes(word.replace('!', ''))) wrong = hasFlag(word, flags);
    else if (word.endsWith('..')) {
      const [name = '', first = '0'] = word.slice(0, -2).split('+');
      wrong = unlike('its frame', `${name}+${Number(first) + at}`, page.frame);
    } else wrong = unlike('its frame', word, page.frame);
    if (wrong !== null)
      return `${wrong} (${page.frame} ${[...flags].join(' ')} ref=${page.refcount} map=${page.mapcount})`;
  }
  return null;
}

const checkEntries: Check = ({ cx, step }, [process = '', place = '', ...words]) => {
  const [, name = '', from = '0', to = from] = /^(\w+)\+(\d+)(?:\.\.(\d+))?$/.exec(place) ?? [];
  const pages = new Map(
    pageStates(cx.world, cx, step.names)
      .map(tracePage)
      .map((p) => [`${p.process} ${p.place}`, p]),
  );
  for (let i = Number(from); i <= Number(to); i++) {
    const wrong = checkPage(pages.get(`${process} ${name}+${i}`), words, i - Number(from));
    if (wrong !== null) return `${process} ${name}+${i} ${wrong}`;
  }
  return null;
};

const CHECKS: Readonly<Record<string, Check>> = {
  '=>': ({ outcome }, _, text) => unlike('the outcome', text.slice(3), outcome),
  rss: ({ cx }, [, process = '', ...words]) => {
    const rss = cx.world.mms[process]?.rss;
    for (const word of words) {
      const [kind = '', count] = word.split('=');
      const found = String(rss?.[kind as keyof typeof rss]);
      if (found !== count) return `rss ${process} ${kind} must be ${count} but is ${found}`;
    }
    return null;
  },
  process: ({ cx }, [, process = '']) => (cx.world.mms[process] === undefined ? null : `${process} must not exist`),
  vmas: ({ cx }, [, process = '', count = '']) =>
    unlike(`the number of VMAs of ${process}`, count, String(cx.world.mms[process]?.vmas.length)),
  vma: ({ cx, step }, [, process = '', place = '', ...words]) => {
    const mm = cx.world.mms[process];
    const vma = mm === undefined ? null : findVma(mm, pageAt(cx, place));
    if (words[0] === 'none') return vma === null ? null : `${place} must not be mapped`;
    if (vma === null) return `${place} must be mapped`;
    const flags = new Set<string>(vmFlagNames(vma.flags));
    const shown = vmaStates(cx.world, cx, step.names)
      .map(traceVma)
      .find((v) => v.process === process && v.place === placeText(placeOf(cx, vma.start)))!;
    for (const word of words) {
      const wrong = word.startsWith('pages=')
        ? unlike('its length', word.slice(6), String(shown.pages))
        : word.startsWith('pgoff=')
          ? unlike('its pgoff', word.slice(6), String(shown.pgoff))
          : hasFlag(word, flags);
      if (wrong !== null) return `vma ${process} ${place} ${wrong} (${[...flags].join(' ')} pgoff ${shown.pgoff})`;
    }
    return null;
  },
  frame: ({ cx, step }, [, name = '', ...words]) => {
    const named = [...entries(step.names.names)].find(([, number]) => `anon#${number}` === name)?.[0];
    const cached = /^([a-z]\w*)\+(\d+)$/.exec(name);
    const file =
      cached === null ? undefined : Object.keys(cx.world.files).find((key) => cx.world.files[key]!.name === cached[1]);
    let pfn: number | undefined = named;
    if (pfn === undefined && file !== undefined && !/^(driver|mmio)/.test(name)) {
      for (let at = cx.world.map.free.from; at < cx.world.map.free.from + 4096 && pfn === undefined; at++) {
        const { use } = structPage(cx.world, at);
        if (use.kind === 'cache' && use.file === file && use.pgoff === Number(cached![2])) pfn = at;
      }
    }
    pfn ??= frameOf(cx, name);
    const page = structPage(cx.world, pfn);
    const flags = new Set([...(page.anon ? ['anon'] : []), ...(page.exclusive ? ['excl'] : [])]);
    if (maybePinned(page)) flags.add('pinned');
    for (const word of words) {
      const wrong = word.startsWith('ref=')
        ? unlike('its refcount', word.slice(4), String(page.ref))
        : word.startsWith('map=')
          ? unlike('its mapcount', word.slice(4), String(page.map))
          : word.startsWith('holds=')
            ? unlike('its content', word.slice(6), JSON.stringify(contentOf(cx.world, pfn)))
            : hasFlag(word, flags);
      if (wrong !== null) return `frame ${name} ${wrong}`;
    }
    return null;
  },
  log: ({ step }, _, text) => unlike('the log', text.slice(4), step.log.map(logText).join('; ')),
  path: ({ step }, [, ...words]) => unlike('the path', words.join(' '), step.path.join(' ')),
  table: ({ step }, [, name = '', verdict = '']) => {
    const made = step.beads.flatMap((b) => b.decisions).filter((d) => d.table.name === name);
    return made.some((d) => d.verdict === verdict)
      ? null
      : `${name} must decide ${verdict}, but decided ${made.map((d) => d.verdict).join(', ') || 'nothing'}`;
  },
};

const isFor = (who: string, machine: MachineName): boolean =>
  who === '' || who === machine || who === (hasPteSpecial(specOf(machine).arch) ? 'S' : 'N');

/** Lines to play, with what must be true afterwards. */
interface Item {
  readonly line: string;
  readonly outcome: string | null;
  readonly expected: { readonly who: string; readonly text: string }[];
}

function itemsOf(text: string): { program: string; items: Item[] } {
  const items: Item[] = [];
  const program: string[] = [];
  for (const full of text.split('\n')) {
    const line = full.trim();
    const expectation = /^(S|N|x86_64|arm|arm_lpae|arm_lpae_nobit)?: ?(.*)$/.exec(line);
    if (line === '') continue;
    if (/^(rules|machines|title)\b/.test(line)) program.push(line);
    else if (expectation !== null)
      items.at(-1)!.expected.push({ who: expectation[1] ?? '', text: expectation[2]!.trim() });
    else {
      const [played = '', outcome = null] = line.split(/ => /);
      items.push({ line: played, outcome, expected: [] });
      if (!played.startsWith('!')) program.push(played);
    }
  }
  return { program: program.join('\n'), items };
}

export interface RowResult {
  readonly wrong: readonly string[];
  readonly checks: number;
}

export function runRow(row: Row, machine: MachineName): RowResult {
  const { program, items } = itemsOf(row.text);
  const parsed = parseText(program);
  const playing = startOn(machine, parsed);
  const { cx } = playing;
  const wrong: string[] = [];
  const broken = new Set<string>();
  let checks = 0;
  let next = 0;
  for (const item of items) {
    let outcome: string;
    if (item.line.startsWith('!')) {
      cx.beads = [];
      cx.path = [];
      const logged = cx.world.log.length;
      outcome = force(cx, item.line.slice(1).trim());
      // What was forced belongs to no step: look at the current entries and log.
      playing.last = {
        ...playing.last,
        world: cx.world,
        beads: cx.beads,
        path: cx.path,
        log: cx.world.log.slice(logged),
      };
      cx.beads = [];
      cx.path = [];
    } else {
      const done = playing.play(parsed.steps[next++]!);
      if (done === null) {
        wrong.push(`${item.line}: the machine has stopped`);
        break;
      }
      outcome = outcomeText(done.outcome);
    }
    const now: Now = { cx, outcome, step: playing.last };
    const expected = item.expected.filter(({ who }) => isFor(who, machine));
    const said = expected.some(({ text }) => text.startsWith('=>'));
    const fail = (why: string): number => wrong.push(`${item.line}: ${why}`);
    if (item.outcome !== null) {
      checks++;
      if (item.outcome !== outcome) fail(`the outcome must be ${item.outcome} but is ${outcome}`);
    } else if (!said && !/^(ok\b|done)/.test(outcome)) fail(`the outcome must be ok but is ${outcome}`);
    for (const { text } of expected) {
      const words = text.split(/\s+/);
      const why = (CHECKS[words[0]!] ?? checkEntries)(now, words, text);
      checks++;
      if (why !== null) fail(why);
    }
    for (const b of checkInvariants(cx.world, cx, playing.last.log)) broken.add(b.rule);
  }
  const may =
    row.breaks !== null && (row.breaks.on === 'all' || row.breaks.on === (hasPteSpecial(cx.arch) ? 'S' : 'N'));
  if (!may && broken.size > 0) wrong.push(`invariants break: ${[...broken].join(' ')}`);
  if (may && broken.size === 0) wrong.push(`${row.breaks.by} must break an invariant here, and none breaks`);
  return { wrong, checks: checks + 1 };
}
