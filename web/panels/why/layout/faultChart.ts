/** Layout of the fault chart: boxes, lines and words. Pure; text is measured by counting characters. */
import type { ChartGuard, ChartState } from '../../../../engine/atlas.ts';
import { charsIn, textWidth, wrap } from '../../../stage/layout/text.ts';
import { FLOW_FONT, FLOW_SMALL, LINE, PAD } from './chart.ts';
import { takersOf, unfold, type Branch, type Node, type Unfolding } from './tree.ts';

export interface ChartInput extends Unfolding {
  readonly names: readonly string[];
  readonly width: number;
}

interface Box {
  /** Unique in the picture. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** A kernel function, or an end of a fault. */
export interface StateBox extends Box {
  readonly state: ChartState;
  readonly machines: readonly number[];
  readonly label: readonly string[];
  readonly named: boolean;
  readonly below: boolean;
}
export interface Way {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** Machines that take it; empty: drawn pale. */
  readonly machines: readonly number[];
  /** An arrow head, pointing left; null: the line goes down. */
  readonly head: { readonly x: number; readonly y: number } | null;
  /** The condition; null: the only transition. */
  readonly words: Words | null;
}
export interface Words {
  readonly guard: ChartGuard | null;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}
/** Folded transitions, as a button. */
export interface StubBox extends Box {
  readonly of: string;
  readonly targets: readonly string[];
  readonly text: string;
  readonly path: string;
}
export interface ChartPicture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly StateBox[];
  readonly ways: readonly Way[];
  readonly stubs: readonly StubBox[];
}

const INDENT = 16;
/** Distance of the line down from the left of its box. */
const TRUNK = 7;
const BOX = 21;
const END = 17;
const GAP = 6;
const TRACK = 9;
const MARK = 18;
const BESIDE = 8;
const OTHERWISE = 'otherwise';

interface Join {
  readonly from: string;
  readonly to: string;
  readonly start: string;
  readonly y: number;
  readonly words: Words | null;
}

function tracksOf(spans: readonly { to: string; from: number; until: number }[]): Map<string, number> {
  const tracks: { from: number; until: number }[][] = [];
  const result = new Map<string, number>();
  for (const to of new Set(spans.map((s) => s.to))) {
    const own = spans.filter((s) => s.to === to);
    const from = Math.min(...own.map((s) => s.from));
    const until = Math.max(...own.map((s) => s.until));
    const free = tracks.findIndex((t) => t.every((s) => s.until < from || s.from > until));
    const track = free < 0 ? tracks.length : free;
    (tracks[track] ??= []).push({ from, until });
    result.set(to, track);
  }
  return result;
}

class Placing {
  readonly boxes: StateBox[] = [];
  readonly ways: Way[] = [];
  readonly stubs: StubBox[] = [];
  readonly joins: Join[] = [];
  readonly #input: ChartInput;
  readonly #right: number;
  y = 1;

  constructor(input: ChartInput, right: number) {
    this.#input = input;
    this.#right = right;
  }

  #words(guard: ChartGuard | null, only: boolean, x: number, y: number, width: number): Words | null {
    if (only) return null;
    return { guard, x, y, lines: wrap(guard?.label ?? OTHERWISE, charsIn(width, FLOW_SMALL)) };
  }

  #box(key: string, state: ChartState, x: number, machines: readonly number[]): StateBox {
    const { names } = this.#input;
    const end = state.final;
    const most = this.#right - x;
    const label = wrap(state.name, charsIn(most - 2 * PAD, FLOW_FONT));
    const used = Math.max(...label.map((line) => textWidth(line, FLOW_FONT))) + 2 * PAD;
    const marks = machines.length * MARK;
    const withNames = machines.reduce((n, m) => n + MARK + textWidth(names[m] ?? '', FLOW_SMALL) + 4, 0);
    const named = machines.length > 0 && !end && used + withNames <= most;
    const below = used + marks > most;
    const width = end ? Math.min(most, used + marks) : most;
    const height = (end ? END : BOX) + (label.length - 1) * LINE + (below ? LINE : 0);
    return { key, state, x, y: this.y, width, height, machines, label, named, below };
  }

  place(node: Node, x: number): StateBox {
    const { name } = node.state;
    const box = this.#box(
      name,
      node.state,
      x,
      this.#input.paths.flatMap((path, machine) => (path.includes(name) ? [machine] : [])),
    );
    this.boxes.push(box);
    this.y += box.height + GAP;
    const only = node.state.transitions.length === 1;
    for (const branch of node.branches) this.#branch(box, branch, only);
    return box;
  }

  #branch(box: StateBox, branch: Branch, only: boolean): void {
    const { name } = box.state;
    const trunk = `M${box.x + TRUNK} ${box.y + box.height - 1}`;
    const x = box.x + INDENT;
    const takers = (to: string): number[] => takersOf(this.#input.paths, name, to);
    if (branch.kind === 'stub') {
      const count = branch.targets.length;
      const text = branch.all
        ? `${count} ${count === 1 ? 'way' : 'ways'} on`
        : `+${count} ${count === 1 ? 'other' : 'others'}`;
      const width = textWidth(text, FLOW_SMALL) + 2 * PAD;
      const middle = this.y + END / 2;
      const key = `${name}:${branch.targets.join()}`;
      const { y } = this;
      this.stubs.push({
        key,
        of: name,
        targets: branch.targets,
        text,
        x,
        y,
        width,
        height: END,
        path: `${trunk}V${middle}H${x}`,
      });
      this.y += END + GAP;
    } else if (branch.kind === 'end') {
      const end = this.#box(`${name}>${branch.state.name}`, branch.state, x, takers(branch.state.name));
      const beside = end.x + end.width + 6;
      const words = this.#words(branch.way.guard, only, beside, this.y + 2, this.#right - beside);
      this.boxes.push(end);
      this.#way(name, branch.state.name, `${trunk}V${end.y + end.height / 2}H${x}`, words);
      this.y += Math.max(end.height, (words?.lines.length ?? 0) * LINE + 2) + GAP;
    } else if (branch.kind === 'join') {
      const to = branch.way.target;
      if (only) {
        const y = box.y + box.height / 2;
        this.joins.push({ from: name, to, start: `M${box.x + box.width} ${y}`, y, words: null });
        return;
      }
      const words = this.#words(branch.way.guard, only, x + 2, this.y, this.#right - x - 2);
      const y = this.y + (words?.lines.length ?? 0) * LINE + 2;
      this.joins.push({ from: name, to, start: `${trunk}V${y}`, y, words });
      this.y = y + GAP + 2;
    } else {
      const words = branch.way && this.#words(branch.way.guard, only, x + 2, this.y, this.#right - x - 2);
      this.y += (words?.lines.length ?? 0) * LINE + (words ? 1 : 0);
      const child = this.place(branch.node, x);
      if (branch.way) this.#way(name, child.state.name, `${trunk}V${child.y + BOX / 2}H${x}`, words);
    }
  }

  #way(from: string, to: string, path: string, words: Words | null, head: Way['head'] = null): void {
    const machines = takersOf(this.#input.paths, from, to);
    this.ways.push({ key: `${from}>${to}`, from, to, path, machines, head, words });
  }

  /** Draws transitions to a function that is placed elsewhere; returns the number of parallel lines. */
  join(): number {
    const at = new Map(this.boxes.filter((b) => !b.state.final).map((b) => [b.state.name, b]));
    const spans = this.joins.flatMap(({ to, y }) => {
      const target = at.get(to);
      return target ? [{ to, from: Math.min(y, target.y), until: Math.max(y, target.y + target.height) }] : [];
    });
    const tracks = tracksOf(spans);
    for (const { from, to, start, y, words } of this.joins) {
      const target = at.get(to);
      if (!target) continue;
      const enter = target.y + (y < target.y ? BOX / 2 : target.height / 2);
      const x = this.#right + TRACK * ((tracks.get(to) ?? 0) + 1);
      this.#way(from, to, `${start}H${x}V${enter}H${this.#right}`, words, { x: this.#right, y: enter });
    }
    return Math.max(-1, ...tracks.values()) + 1;
  }
}

export function layoutChart(input: ChartInput): ChartPicture {
  const root = unfold(input);
  const withTracks = (tracks: number): ChartPicture => {
    // Half of the machines' parallel paths lie beyond the last line.
    const placing = new Placing(input, input.width - tracks * TRACK - BESIDE);
    if (root) placing.place(root, BESIDE);
    const needed = placing.join();
    if (needed > tracks) return withTracks(needed);
    const { boxes, ways, stubs } = placing;
    return { width: input.width, height: placing.y + 2, boxes, ways, stubs };
  };
  return withTracks(0);
}

export interface MarkPlace {
  readonly machine: number;
  readonly x: number;
  readonly y: number;
  /** Empty if it does not fit. */
  readonly name: string;
}

export function marksIn(box: StateBox, here: readonly number[], names: readonly string[]): MarkPlace[] {
  const y = box.below ? box.y + box.height - LINE / 2 - 3 : box.y + (box.state.final ? END : BOX) / 2;
  let x = box.x + box.width - PAD / 2;
  return [...here].reverse().map((machine) => {
    const name = box.named ? (names[machine] ?? '') : '';
    x -= MARK + (box.named ? textWidth(name, FLOW_SMALL) + 4 : 0);
    return { machine, x, y, name };
  });
}
