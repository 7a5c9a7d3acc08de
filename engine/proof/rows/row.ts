/**
 * A row: a scenario with what must be true after its statements. Rows stand for the tests T-* of the kernel reference; what
 * they expect is the reference's, put into the names of the scenario language (its frame 0x105 is `driver+5`, its MMIO
 * 0x80003 is `mmio+3`, the frame that the allocator hands out next is `anon#1`).
 *
 *   A write io+3 => SIGSEGV        a statement and its outcome; without one the outcome must be `ok` or `ok: …`
 *   : A io+3 anon#1 rw excl        then what must be true after it, on every machine of the row
 *   S: …   N: …   x86_64: …        only on machines with the special bit, without it, of that name
 *   ! entry A io+1 driver+5 special   what no statement does but a broken driver or a test of the kernel would
 *
 * What can be said: `=> OUTCOME` · `A io+3 WORD…` or `A io+0..3 WORD…` (an entry: `none`, a frame, a first frame `mmio+0..`,
 * `rw`, `r-`, `ref=1`, `map=1`, and flags, each also with `!` before it) · `frame driver+5 ref=1 map=0 WORD…` ·
 * `rss A anon=1` · `vma A io+0 none` or `vma A io+0 pages=4 pgoff=mmio+0 IO !WRITE` · `vmas A 3` · `process B none` ·
 * `log TEXT` (all that was logged; `log` alone: nothing) · `path STATE…` · `table NAME VERDICT` (a decision that was made).
 */
import type { Arch } from '../../arch/arch.ts';
import { archOf } from '../../arch/index.ts';
import type { MachineName } from '../../types.ts';

export interface Breaks {
  readonly on: 'S' | 'N' | 'all';
  /** `D-1`. */
  readonly by: string;
}

export interface Row {
  /** `T-39`; other rows are named after their rule. */
  readonly id: string;
  readonly rules: readonly string[];
  readonly machines: readonly MachineName[];
  readonly text: string;
  readonly breaks: Breaks | null;
  /** Where the reference and the recorded kernels differ, or what is left out. */
  readonly note: string;
}

export interface RowOptions {
  readonly machines?: readonly MachineName[];
  readonly breaks?: Breaks;
  readonly note?: string;
}

const ALL: readonly MachineName[] = ['x86_64', 'arm', 'arm_lpae', 'arm_lpae_nobit'];
export const where = (holds: (arch: Arch) => boolean): readonly MachineName[] =>
  ALL.filter((machine) => holds(archOf(machine)));
export const PAT = where(({ hasPat }) => hasPat);
export const NO_PAT = where(({ hasPat }) => !hasPat);

export const row = (id: string, rules: string, text: string, options: RowOptions = {}): Row => ({
  id,
  rules: rules.split(' '),
  machines: options.machines ?? ALL,
  text: text.trim(),
  breaks: options.breaks ?? null,
  note: options.note ?? '',
});

export const isForced = (r: Row): boolean => /^!/m.test(r.text);
