/**
 * One entry per operation is its parser, its printer and its line of help. To add an operation, add it here and to
 * `Statement` in program.ts.
 */
import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import type { Part } from './grammar.ts';
import { field, flag, literal, maybe, nothing, oneOf, options, seq, value } from './grammar.ts';
import { MAX_PAGES } from './limits.ts';
import { NAME, NEW_NAME, NEW_PIN, NEW_PROCESS, PIN, PROCESS } from './names.ts';
import { FILE_OFFSET, FILE_PAGES, PAGES } from './numbers.ts';
import { DRIVER, pagesOf, PLACE } from './places.ts';
import type { OpName, Statement, StatementOf } from './program.ts';
import { ADVICE, type Advice } from './program.ts';
import { SOURCE } from './sources.ts';
import type { Token } from './tokens.ts';
import { PROT, TEXT } from './words.ts';

/** What precedes the word: a process, `kernel`, `device`, or nothing. */
type Actor = 'process' | 'kernel' | 'device' | 'nobody';

interface Entry<O extends OpName> {
  readonly by: Actor;
  readonly word: string;
  readonly rest: Part<Omit<StatementOf<O>, 'op' | 'actor'>>;
  readonly check?: (statement: StatementOf<O>) => string | null;
}

const place = field('place', PLACE);
const gup = seq(
  place,
  options({
    write: flag('write'),
    force: flag('force'),
    fast: flag('fast'),
    longterm: flag('longterm'),
    as: value('as', NEW_PIN),
  }),
);
const poke = seq(place, field('text', TEXT));
const aString = maybe(TEXT, (c) => c.peek() !== undefined);

const by = <P>(word: string, rest: Part<P>): { by: 'process'; word: string; rest: Part<P> } => ({
  by: 'process',
  word,
  rest,
});
const byKernel = <P>(word: string, rest: Part<P>): { by: 'kernel'; word: string; rest: Part<P> } => ({
  by: 'kernel',
  word,
  rest,
});
const byDevice = <P>(word: string, rest: Part<P>): { by: 'device'; word: string; rest: Part<P> } => ({
  by: 'device',
  word,
  rest,
});

const ADVICE_PART: Part<Advice> = {
  ...oneOf('advice for madvise', ADVICE),
  usage: 'ADVICE',
  read(c) {
    const token = c.peek();
    const meant = ADVICE.find((advice) => token?.text.toUpperCase() === `MADV_${advice.toUpperCase()}`);
    if (meant !== undefined)
      c.fail(token!, `${quote(token!.text)} is not advice for madvise here: write ${quote(meant)}.`, meant);
    return c.oneOf('advice for madvise', ADVICE);
  },
};

const ENTRIES: { readonly [O in OpName]: Entry<O> } = {
  mmap: by(
    'mmap',
    seq(
      field('name', NEW_NAME),
      field('pages', PAGES),
      field('share', oneOf('a sharing mode', ['private', 'shared'])),
      field('prot', PROT),
      field('source', SOURCE),
    ),
  ),
  read: by('read', place),
  write: by('write', seq(place, field('text', aString))),
  fork: by('fork', field('child', NEW_PROCESS)),
  exit: by('exit', nothing),
  munmap: by('munmap', place),
  mremap: {
    ...by(
      'mremap',
      seq(place, options({ to: value('to', NEW_NAME), pages: value('pages', { ...PAGES, usage: 'N' }) })),
    ),
    check({ place, to, pages }) {
      if (to === null && pages === null) return 'This `mremap` has neither `to NAME` nor `pages N`.';
      if (to !== null || place.from + pages! <= MAX_PAGES) return null;
      return `From page ${place.from}, only ${MAX_PAGES - place.from} pages are left in the range of a name.`;
    },
  },
  mprotect: by('mprotect', seq(place, field('prot', PROT))),
  madvise: by('madvise', seq(place, field('advice', ADVICE_PART))),
  mlock: by('mlock', place),
  munlock: by('munlock', place),
  gup: by('gup', gup),
  pin: by('pin', gup),
  unpin: { by: 'nobody', word: 'unpin', rest: field('pin', PIN) },
  kvm_fault: by('kvm_fault', seq(place, options({ write: flag('write') }))),
  vfio_pin: by('vfio_pin', seq(place, options({ write: flag('write'), as: value('as', NEW_PIN) }))),
  device_read: byDevice('read', field('pin', PIN)),
  device_write: byDevice('write', seq(field('pin', PIN), field('text', TEXT))),
  folio_walk: by('folio_walk', seq(place, options({ zeropage: flag('zeropage') }))),
  follow_pfnmap: by('follow_pfnmap', place),
  pagemap: by('pagemap', place),
  smaps: by('smaps', place),
  mincore: by('mincore', place),
  status: by('status', nothing),
  process_vm_read: by('process_vm_read', place),
  ptrace_read: by('ptrace_read', place),
  process_vm_write: by('process_vm_write', poke),
  ptrace_write: by('ptrace_write', poke),
  kernel_free: byKernel('free', field('driver', DRIVER)),
  kernel_next_frame: byKernel('next_frame', field('driver', DRIVER)),
  kernel_zap: byKernel('zap', seq(place, literal('in'), field('process', PROCESS))),
  kernel_unmap_mapping: byKernel(
    'unmap_mapping',
    seq(
      field('name', NAME),
      field('offset', FILE_OFFSET),
      options({ pages: value('pages', FILE_PAGES), evenCows: flag('even_cows') }),
    ),
  ),
  kernel_fault_sigbus: byKernel('fault_sigbus', field('name', NAME)),
  kernel_fault_ok: byKernel('fault_ok', field('name', NAME)),
};

type AnyEntry = Omit<Entry<OpName>, 'rest' | 'check'> & {
  readonly rest: Part<object>;
  readonly check?: (statement: Statement) => string | null;
};
const OPS = Object.keys(ENTRIES) as OpName[];
const entryOf = (op: OpName): AnyEntry => ENTRIES[op] as unknown as AnyEntry;
const wordsBy = (actor: Actor): string[] =>
  OPS.map(entryOf)
    .filter((e) => e.by === actor)
    .map((e) => e.word);

export const USAGES: Readonly<Record<OpName, string>> = Object.fromEntries(
  OPS.map((op) => {
    const { by, word, rest } = entryOf(op);
    const actor = { process: 'A ', kernel: 'kernel ', device: 'device ', nobody: '' }[by];
    return [op, `${actor}${word} ${rest.usage}`.trimEnd()];
  }),
) as Record<OpName, string>;

export const WORDS: Readonly<Record<Actor, readonly string[]>> = {
  process: wordsBy('process'),
  kernel: wordsBy('kernel'),
  device: wordsBy('device'),
  nobody: wordsBy('nobody'),
};

const isActor = (text: string): boolean => /^[A-Z]$/.test(text);

export const startsStatement = ({ text }: Token): boolean =>
  isActor(text) || text === 'kernel' || text === 'device' || WORDS.nobody.includes(text);

/** `startsStatement` must hold. */
export function readStatement(c: Cursor): Statement {
  if (c.takeIf('kernel')) return readAction(c, 'kernel', 'the kernel', {});
  if (c.takeIf('device')) return readAction(c, 'device', 'a device', {});
  if (!isActor(c.peek()!.text)) return readAction(c, 'nobody', 'nobody', {});
  const actor = PROCESS.read(c);
  return readAction(c, 'process', 'a process', { actor });
}

function readAction(c: Cursor, actor: Actor, who: string, fields: object): Statement {
  const token = c.word(`an operation of ${who}`);
  const op = OPS.find((o) => entryOf(o).by === actor && entryOf(o).word === token.text);
  if (op === undefined) return c.failAmong(token, `${quote(token.text)} is not an operation of ${who}.`, WORDS[actor]);
  const { rest, check } = entryOf(op);
  const statement = { op, ...fields, ...rest.read(c) } as Statement;
  c.end();
  const wrong = check?.(statement) ?? null;
  if (wrong !== null) c.failLine(wrong);
  return statement;
}

export function writeStatement(statement: Statement): string[] {
  const { by, word, rest } = entryOf(statement.op);
  const other = by === 'kernel' || by === 'device' ? [by] : [];
  return ['actor' in statement ? [statement.actor] : other, word, rest.write(statement)].flat();
}

export function pagesMade(statement: Statement): number {
  if (statement.op === 'mmap') return statement.pages;
  if (statement.op === 'mremap') return statement.pages ?? pagesOf(statement.place);
  return 1;
}
