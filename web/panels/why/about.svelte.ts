/**
 * What the panel speaks about: a moment, the decision that matters most in it, and an entry or a frame. Every tab gets it as
 * its one prop.
 */
import { untrack } from 'svelte';
import {
  placeText,
  sameSpot,
  type EntryAnswer,
  type Position,
  type ProcView,
  type Snapshot,
  type WhatIf,
} from '../../../engine/facts.ts';
import type { Lazy } from '../../kit/lazy.ts';
import { machinesDiffer } from '../../moment/agreement.ts';
import { shortNames } from '../../moment/shortNames.ts';
import { askedBy, foremost, isAbout, isNormal, preferred } from '../../moment/decisions.ts';
import type { DecisionGroup } from '../../moment/groups.ts';
import { levelOf, type EntryLevel } from '../../moment/levels.ts';
import { lineStyles } from '../../moment/lineStyles.ts';
import { flipLists, NOW, nowGroup, sameAnswers, stillTrue, targetOf, type Answered } from '../../moment/now.ts';
import type { Shown } from '../../moment/run.ts';
import { departuresOf } from '../../moment/reply.ts';
import { parseSelection } from '../../moment/selection.ts';
import { findSubject, subjectOf } from '../../moment/subject.ts';
import type { App } from '../../playground/app.svelte.ts';
import { firstSizes } from './sizes.ts';

/** What the panel is about, and the newest answers: an older state's answer is not shown for a newer one. */
export interface Told {
  readonly shown: Shown;
  readonly selection: string | null;
  readonly answered: Answered | null;
}

export interface TabProps {
  readonly about: About;
}

export class About {
  readonly #app: App;
  readonly #told: () => Told;
  readonly #isLesson: () => boolean;
  readonly onchart: () => void;
  readonly sizes = firstSizes();
  height = $state(0);
  panel = $state<HTMLElement>();
  readonly seen = $derived(this.height - 24);
  chartState = $state<string | null>(null);
  #chosen = $state.raw<{ readonly of: Snapshot; readonly key: string } | null>(null);
  /** A recorded decision asked again, for what would flip it. That is known only while the answer is still the same. */
  #again = $state.raw<{ of: Snapshot; group: DecisionGroup; answers: readonly (EntryAnswer | null)[] } | null>(null);
  /** The level that a person looks at instead of the one that was asked, while the page stands there. */
  #lookedAt = $state.raw<{ readonly of: Snapshot; readonly level: EntryLevel } | null>(null);
  #proc = $state.raw<{ of: Snapshot; views: readonly (readonly ProcView[])[] } | null>(null);

  readonly selection = $derived.by(() => this.#told().selection);
  readonly snapshot = $derived.by(() => this.#told().shown.snapshot);
  readonly step = $derived.by(() => this.#told().shown.step);
  readonly bead = $derived.by(() => this.#told().shown.bead);
  readonly machines = $derived.by(() => this.#told().shown.run.machines);
  /** Steps of the run that may be told of: not beyond an open question, and in a lesson, which asks its own, only the past. */
  readonly steps = $derived.by(() => {
    const { run, step } = this.#told().shown;
    const { player } = this.#app.playground;
    const last = this.#isLesson()
      ? step.step
      : Math.min(...[...player.open].filter((open) => open > step.step).map((open) => open - 1), Infinity);
    return run.steps.filter((one) => one.step <= last);
  });
  readonly names = $derived(shortNames(this.machines));
  readonly lineStyles = $derived(lineStyles(this.machines));

  readonly #selected = $derived(parseSelection(this.selection));
  readonly #asked = $derived(askedBy(this.step, this.bead));
  readonly #target = $derived(targetOf(this.#selected, this.step, this.bead, this.snapshot));
  readonly #current = $derived.by(() => {
    const { answered } = this.#told();
    const target = this.#target;
    return answered && target && answered.of === this.snapshot && sameSpot(answered.target, target) ? answered : null;
  });
  /** The entry as it is now; null where the kernel has just got the same answers itself. */
  readonly #now = $derived.by(() => {
    const current = this.#current;
    const on = this.machines.findIndex(({ name }) => name === this.#selected?.machine);
    const group = current ? nowGroup(current.target, current.answers, on < 0 ? null : on) : null;
    const known = this.#asked?.bead === this.bead && !current?.whatIf ? this.#asked.groups : [];
    return group && !known.some((g) => sameAnswers(g, group)) ? group : null;
  });
  readonly atEnd = $derived(this.bead >= this.step.beads.length - 1);
  readonly groups = $derived([...(this.#now ? [this.#now] : []), ...(this.#asked?.groups ?? [])]);
  /** What the kernel decided in this very micro-step comes first; else what the entry says now. */
  readonly #recorded = $derived(preferred(this.#asked?.groups ?? [], this.#selected));
  readonly #fresh = $derived.by(() => {
    const recorded = this.#recorded;
    const isFresh = this.#asked?.bead === this.bead && !this.atEnd;
    return isFresh && recorded && isAbout(recorded, this.#selected, this.#target) ? recorded : null;
  });
  /** At a statement's end the entry as it is now; but a decision of this micro-step on which machines differ is louder. */
  readonly #apart = $derived.by(() => {
    const loudest = this.#asked?.bead === this.bead && !this.#selected ? foremost(this.#asked.groups) : undefined;
    return loudest && machinesDiffer(loudest) && !(this.#now && machinesDiffer(this.#now)) ? loudest : undefined;
  });
  readonly #picked = $derived(
    this.#chosen?.of === this.snapshot ? this.groups.find((g) => g.key === this.#chosen?.key) : undefined,
  );
  /** What is changed by hand of the entry in question, and told; null: nothing. */
  readonly whatIf = $derived(this.#now ? (this.#current?.whatIf ?? null) : null);
  readonly group = $derived(
    this.whatIf ? this.#now : (this.#picked ?? this.#fresh ?? this.#apart ?? this.#now ?? this.#recorded),
  );
  /** Per machine, the record that can be changed by hand; null: the entry has none there. */
  readonly records = $derived(this.#current?.answers.map((answer) => answer?.record ?? null) ?? []);
  readonly acting = $derived.by(() => {
    const { group } = this;
    return [this.step.beads[this.bead]?.fn ?? '', group?.table ?? '', ...(group?.callers ?? [])];
  });
  /** The kernel function that asked in an earlier micro-step; null: in this one. */
  readonly earlier = $derived(
    this.group && this.group !== this.#now && this.#asked && this.#asked.bead < this.bead
      ? (this.step.beads[this.#asked.bead]?.fn ?? null)
      : null,
  );
  readonly differences = $derived(this.atEnd && !this.whatIf ? this.step.differences : []);
  /** What would flip the answer; empty where it is not vm_normal_page that decides. */
  readonly flips = $derived.by(() => {
    const [group, current, again] = [this.group, this.#current, this.#again];
    if (group?.key === NOW) return current ? flipLists(stillTrue(group, current.answers)) : [];
    return group && again?.of === this.snapshot && again.group.key === group.key
      ? flipLists(stillTrue(group, again.answers))
      : [];
  });

  /** The question at which a wrong prediction leaves the kernel's way, if the decision shown is the one it was about. */
  readonly lit = $derived.by((): string | null => {
    const { step, group } = this;
    const made = this.#app.playground.player.predictions.get(step.step) ?? [];
    const asks = this.#told().shown.run.program.steps[step.step - 1]?.asks ?? [];
    if (group?.key !== NOW || this.whatIf) return null;
    const found = asks.flatMap(({ process, place }, i) => {
      const isIt = place && sameSpot(group, { process, place: { name: place.name, page: place.from } });
      const result = step.asks[i];
      return isIt && result ? departuresOf(result, made[i]) : [];
    });
    return found.find(({ table }) => table === group.table)?.question ?? null;
  });

  readonly subject = $derived(subjectOf(this.#selected, this.group, this.step, this.bead, this.snapshot));
  readonly found = $derived.by(() => {
    const { subject } = this;
    return subject ? this.snapshot.machines.map((m) => findSubject(m, subject)) : [];
  });
  readonly askedLevel: EntryLevel = $derived(
    (this.group && levelOf(this.group.table)) ?? this.found.find((f) => f.entry !== null)?.entry?.level ?? 'pte',
  );
  readonly level = $derived(this.#lookedAt?.of === this.snapshot ? this.#lookedAt.level : this.askedLevel);
  /** Null: the answer is on its way. */
  readonly proc = $derived(this.#proc?.of === this.snapshot ? this.#proc.views : null);

  /** To be made while a component is. */
  constructor(app: App, told: () => Told, onchart: () => void, isLesson: () => boolean) {
    this.#app = app;
    this.#told = told;
    this.#isLesson = isLesson;
    this.onchart = onchart;
    $effect(() => this.#askAgain());
  }

  load<T>(what: string, part: Lazy<T>, then: (loaded: T) => void): void {
    this.#app.load(what, part, then);
  }

  select(selection: string | null): void {
    this.#app.playground.select(selection);
  }

  jump(at: Position): void {
    this.#app.playground.player.go(at);
  }

  choose(key: string): void {
    this.#chosen = { of: this.snapshot, key };
  }

  /** Changes by hand the entry that the decision is about. Null: it is as it is again. */
  touch(whatIf: WhatIf | null): void {
    const { playground } = this.#app;
    const { group } = this;
    const about = group?.process && group.place ? { process: group.process, place: group.place } : null;
    if (whatIf && about && !(this.#target && sameSpot(this.#target, about))) {
      playground.select(`${this.machines[0]?.name} ${about.process} ${placeText(about.place)}`);
    }
    playground.touch(whatIf);
  }

  lookAt(level: EntryLevel): void {
    this.#lookedAt = { of: this.snapshot, level };
  }

  showInChart(state: string): void {
    this.chartState = state;
    this.onchart();
  }

  /** To be called in an effect, while somebody looks at what /proc shows. */
  askProc(): void {
    const of = this.snapshot;
    if (untrack(() => this.#proc)?.of === of) return;
    this.#app.playground.proc(this.#told().shown.run, this.#at).then(
      (views) => {
        if (of === this.snapshot) this.#proc = { of, views };
      },
      // A newer text took the run's place; its own answers will come.
      () => undefined,
    );
  }

  get #at(): Position {
    return { step: this.step.step, bead: this.bead };
  }

  #askAgain(): void {
    const { snapshot: of, group } = this;
    if (!group || group.key === NOW || !isNormal(group) || group.process === null || group.place === null) return;
    this.#app.playground.ask(this.#told().shown.run, this.#at, group.process, group.place).then(
      (answers) => (this.#again = { of, group, answers }),
      () => undefined,
    );
  }
}
