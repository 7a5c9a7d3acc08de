/**
 * Random, well-formed programs over the whole language: a list of numbers is read as choices among what may come next.
 * Shorter lists give shorter programs, so failures can be shrunk.
 */
import { ADVICE, type PfnSpec } from '../language/program.ts';

export const CHOICES = 24;

export interface RandomOptions {
  /** Includes `kernel` statements: collisions, revokes, freed frames. */
  readonly kernel: boolean;
  /** Includes drivers that hand out the zero page as their own (D-15). */
  readonly zeroPages?: boolean;
  /** Includes drivers that map through a copy of the VMA, so that its flags are lost. */
  readonly unflagged?: boolean;
}

interface State {
  readonly names: Map<string, number>;
  readonly processes: string[];
  readonly gone: string[];
  readonly pins: string[];
  /** A driver's frame that was freed or made next, which makes collisions likely. */
  freed: number | null;
  next: boolean;
}

const NAMES = ['m', 'io', 'x', 'f', 'dev', 'q'];
const PROCESSES = ['B', 'C'];
const PROTS = ['rw', 'rw', 'rw', 'rw', 'rw', 'rw', 'rw', 'r', 'r', 'none', 'rwx', 'w', 'rx'];

/** Reads choices from a list of numbers; past its end every choice is the first. */
class Choices {
  #at = 0;
  readonly #numbers: readonly number[];
  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }
  upTo(count: number): number {
    return count <= 1 ? 0 : (this.#numbers[this.#at++] ?? 0) % count;
  }
  pick<T>(of: readonly T[]): T {
    return of[this.upTo(of.length)]!;
  }
  chance(oneIn: number): boolean {
    return this.upTo(oneIn) === oneIn - 1;
  }
}

function pfn(c: Choices, state: State, kinds: readonly PfnSpec['kind'][]): string {
  const kind = c.pick(kinds);
  if (kind === 'zero') return 'zero';
  if (kind === 'at' && state.names.size > 0) return `@${place(c, state)}`;
  // Few frames, so that mappings overlap.
  if (kind === 'mmio') return `mmio+${c.pick([0, 1, 3, 4, 8, 1022])}`;
  return `driver+${c.pick([8, 8, 8, 9, 10, 0, 62, 512])}`;
}

const DRIVER_OR_MMIO = ['driver', 'mmio', 'driver', 'mmio', 'driver', 'at', 'zero'] as const;

/** Frames that are never freed: a driver that maps a page it has freed breaks every machine. */
const OWN = ['driver+0', 'driver+2', 'driver+62', 'mmio+3'];

/** Options in the order in which they are printed; each is given once in `oneIn`. */
const given = (c: Choices, options: Readonly<Record<string, number>>): string =>
  Object.entries(options)
    .map(([word, oneIn]) => (c.chance(oneIn) ? ` ${word}` : ''))
    .join('');

function source(c: Choices, state: State, pages: number, options: RandomOptions): string {
  const zero = options.zeroPages ?? false;
  const must = given(c, { must_share: 40, vm_io: 24 });
  const lost = options.unflagged ? given(c, { unflagged: 2 }) : '';
  switch (c.upTo(13)) {
    case 0:
    case 1:
    case 2:
      return 'anon';
    case 3:
    case 4:
      return `file ${c.pick(['notes', 'data'])}+${c.pick([0, 1, 6])}${c.chance(4) ? ' ro' : ''}`;
    case 5: {
      const half = Math.max(1, Math.floor(pages / 2));
      const first = `remap_pfn_range ${pfn(c, state, DRIVER_OR_MMIO)} pages ${half}`;
      const to = c.chance(3) ? ` to ${c.upTo(pages)}` : '';
      const then = c.chance(2) ? '' : ` then remap_pfn_range ${pfn(c, state, DRIVER_OR_MMIO)}${to}`;
      return `${first}${then}${must}${lost}${given(c, { access: 8 })}`;
    }
    case 6: {
      const inserted = pfn(c, state, ['driver', 'driver', 'driver', 'driver', 'mmio', 'zero', 'at']);
      const some = c.chance(4) ? ` pages ${1 + c.upTo(pages + 1)}` : '';
      return `vm_insert_page ${inserted}${some}${must}${given(c, { access: 8 })}`;
    }
    case 7:
      return `vmf_insert_pfn ${pfn(c, state, DRIVER_OR_MMIO)}${must}${given(c, { access: 6, pfn_mkwrite: 3 })}`;
    case 8: {
      const list = Array.from({ length: 1 + c.upTo(3) }, () => pfn(c, state, DRIVER_OR_MMIO));
      return `vmf_insert_mixed ${list.join(',')}${must}${given(c, { access: 8, pfn_mkwrite: 4, page_mkwrite: 4 })}`;
    }
    case 9:
      return c.chance(2)
        ? `vmf_insert_pfn_pmd ${pfn(c, state, ['driver', 'mmio'])}${given(c, { mixedmap: 2 })}${must}`
        : `vmf_page ${zero ? 'zero' : c.pick(OWN)}${must}${given(c, { access: 8, page_mkwrite: 3 })}`;
    case 10:
      return `devmem ${pfn(c, state, ['mmio', 'driver', 'mmio'])}${must}`;
    default:
      return `remap_pfn_range ${pfn(c, state, DRIVER_OR_MMIO)}${must}${lost}${given(c, { access: 8 })}`;
  }
}

function place(c: Choices, state: State): string {
  const name = c.pick([...state.names.keys()]);
  return `${name}+${c.upTo(state.names.get(name)! + (c.chance(12) ? 1 : 0))}`;
}

function run(c: Choices, state: State): string {
  const name = c.pick([...state.names.keys()]);
  const pages = state.names.get(name)!;
  if (c.chance(3)) return `${name}*`;
  const from = c.upTo(pages);
  const to = from + c.upTo(pages - from);
  return from === to ? `${name}+${from}` : `${name}+${from}..${to}`;
}

function mmap(c: Choices, state: State, who: string, options: RandomOptions): string {
  const unused = NAMES.filter((name) => !state.names.has(name));
  const name = c.pick(unused.length > 0 && !c.chance(8) ? unused : NAMES);
  const pages = c.chance(40) ? 512 : 1 + c.upTo(4);
  const line = `${who} mmap ${name} ${pages} ${c.pick(['private', 'private', 'shared'])} ${c.pick(PROTS)} ${source(c, state, pages, options)}`;
  if (!state.names.has(name)) state.names.set(name, pages);
  return line;
}

function gup(c: Choices, state: State, who: string): string {
  const op = c.pick(['gup', 'pin', 'pin']);
  const flags = ['write', 'force', 'fast', 'longterm'].filter((flag) => c.chance(flag === 'fast' ? 2 : 4));
  const name = c.chance(3) ? c.pick(['p', 'k', 'r']) : null;
  const free = name !== null && !state.pins.includes(name);
  const line = [who, op, place(c, state), ...flags, ...(free ? ['as', name] : [])].join(' ');
  if (free) state.pins.push(name);
  return line;
}

function kernel(c: Choices, state: State): string {
  switch (c.upTo(6)) {
    case 0:
    case 1:
      if (state.freed === null) {
        state.freed = c.pick([8, 9, 10, 11]);
        return `kernel free driver+${state.freed}`;
      }
      return `kernel free driver+${c.pick([8, 9, 10, 11])}`;
    case 2:
    case 3:
      state.next = state.freed !== null;
      return `kernel next_frame driver+${state.freed ?? 8}`;
    case 4:
      return `kernel zap ${run(c, state)} in ${c.pick(state.processes)}`;
    default: {
      const name = c.pick([...state.names.keys()]);
      const offset = c.pick([0, 1, 0x108, 0x9f000]);
      return `kernel unmap_mapping ${name} ${offset}${c.chance(2) ? ` pages ${1 + c.upTo(8)}` : ''}${c.chance(2) ? ' even_cows' : ''}`;
    }
  }
}

function statement(c: Choices, state: State, options: RandomOptions): string {
  const gone = state.gone.length > 0 && c.chance(40);
  const who = gone ? c.pick(state.gone) : c.pick([state.processes.at(-1)!, ...state.processes]);
  if (options.kernel && state.names.size === 0 && c.chance(3)) {
    // A collision needs a private mapping of frames that are freed later.
    state.names.set('io', 4);
    return `${who} mmap io 4 private rw remap_pfn_range driver+8`;
  }
  if (state.names.size < 2 || c.chance(8)) return mmap(c, state, who, options);
  if (options.kernel && c.chance(6)) return kernel(c, state);
  if (state.next && c.chance(2)) {
    state.next = false;
    const name = state.names.has('io') ? 'io' : [...state.names.keys()].at(-1)!;
    return `${who} write ${name}+${(state.freed ?? 8) - 8}`;
  }
  switch (c.upTo(30)) {
    case 0:
    case 1:
    case 2:
      return `${who} read ${place(c, state)}`;
    case 3:
    case 4:
    case 5:
    case 6:
      return `${who} write ${place(c, state)}${c.chance(2) ? ` "${c.pick(['one', 'two', ''])}"` : ''}`;
    case 7: {
      const child = PROCESSES.find((name) => !state.processes.includes(name) && !state.gone.includes(name));
      if (child === undefined) return `${who} status`;
      state.processes.push(child);
      return `${who} fork ${child}`;
    }
    case 8:
      if (gone || state.processes.length < 2 || !c.chance(2)) return `${who} pagemap ${run(c, state)}`;
      state.processes.splice(state.processes.indexOf(who), 1);
      state.gone.push(who);
      return `${who} exit`;
    case 9:
      return `${who} munmap ${run(c, state)}`;
    case 10:
    case 11:
      return `${who} mprotect ${run(c, state)} ${c.pick(PROTS)}`;
    case 12:
    case 13: {
      const place = run(c, state);
      const size = 1 + c.upTo(6);
      if (c.chance(2)) return `${who} mremap ${place} pages ${size}`;
      const to = c.pick(NAMES);
      const line = `${who} mremap ${place} to ${to}${c.chance(3) ? ` pages ${size}` : ''}`;
      if (!state.names.has(to)) state.names.set(to, size);
      return line;
    }
    case 14:
    case 15:
    case 16:
      return `${who} madvise ${run(c, state)} ${c.pick(ADVICE)}`;
    case 17:
      return `${who} ${c.pick(['mlock', 'munlock'])} ${run(c, state)}`;
    case 18:
    case 19:
    case 20:
      return gup(c, state, who);
    case 21:
      return state.pins.length > 0 ? `unpin ${c.pick(state.pins)}` : `${who} folio_walk ${place(c, state)} zeropage`;
    case 22:
      return `${who} ${c.pick(['folio_walk', 'follow_pfnmap', 'smaps', 'pagemap'])} ${place(c, state)}`;
    case 23:
      return `${who} mincore ${run(c, state)}`;
    case 24:
      return `${who} ${c.pick(['process_vm_read', 'ptrace_read'])} ${place(c, state)}`;
    case 25: {
      if (state.pins.length === 0) return `kernel fault_ok ${c.pick([...state.names.keys()])}`;
      const pin = c.pick(state.pins);
      return c.chance(2) ? `device read ${pin}` : `device write ${pin} "dma"`;
    }
    case 26:
      return `${who} kvm_fault ${place(c, state)}${c.chance(2) ? ' write' : ''}`;
    case 27: {
      const name = c.chance(3) ? c.pick(['p', 'k', 'r']) : null;
      const free = name !== null && !state.pins.includes(name);
      const line = `${who} vfio_pin ${place(c, state)}${c.chance(2) ? ' write' : ''}`;
      if (!free) return line;
      state.pins.push(name);
      return `${line} as ${name}`;
    }
    case 28:
      return `kernel ${c.chance(3) ? 'fault_ok' : 'fault_sigbus'} ${c.pick([...state.names.keys()])}`;
    default:
      return `${who} ${c.pick(['process_vm_write', 'ptrace_write'])} ${place(c, state)} "far"`;
  }
}

export function randomStatements(numbers: readonly (readonly number[])[], options: RandomOptions): string[] {
  const state: State = { names: new Map(), processes: ['A'], gone: [], pins: [], freed: null, next: false };
  return numbers.map((choices) => statement(new Choices(choices), state, options));
}
