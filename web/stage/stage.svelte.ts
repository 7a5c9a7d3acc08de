/**
 * What a person has done to the picture of the machines, the same for all of them: which runs are open, how near they
 * look, where they have scrolled; and the scene that is drawn from it. Each playground has a stage of its own, made by the
 * app that shows it.
 */
import { createContext, tick } from 'svelte';
import { intoView } from '../kit/intoView.ts';
import { Registry } from '../kit/registry.ts';
import { Gaps } from './gaps.svelte.ts';
import { scrollBy } from './inSight.ts';
import type { Box } from './layout/vmas.ts';
import { Scenes } from './scene.ts';
import type { Stops } from './view/stops.svelte.ts';
import { Zoom } from './zoom.svelte.ts';

/** What a machine has drawn. */
export interface Drawing {
  /** Size on the screen, in pixels, and pixels for one unit of the layout. */
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  /** What should be in sight, in units of the layout. */
  readonly worthSeeing: Box | null;
}

/** One machine as it stands on the page. Its parts tell it what they have drawn. */
export class Pane {
  readonly scroll: HTMLElement;
  readonly machine: () => number;
  #stops: Stops | null = null;
  #drawing: (() => Drawing) | null = null;

  constructor(scroll: HTMLElement, machine: () => number) {
    this.scroll = scroll;
    this.machine = machine;
  }

  get stops(): Stops | null {
    return this.#stops;
  }

  get drawing(): Drawing | null {
    return this.#drawing?.() ?? null;
  }

  /** To be called when the picture is there; returns what is to be called when it goes. */
  draw(stops: Stops, drawing: () => Drawing): () => void {
    this.#stops = stops;
    this.#drawing = drawing;
    return () => {
      this.#stops = null;
      this.#drawing = null;
    };
  }
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** So many frames a picture has to come to rest. */
const PATIENCE = 30;

export class Stage {
  readonly gaps = new Gaps();
  readonly scenes = new Scenes();
  readonly zoom = new Zoom(() => void this.#keepInSight());
  /** The machines that are drawn now. */
  readonly panes = new Registry<Pane>();
  /** Counts calls of `#keepInSight`: the newest is the one that goes on. */
  #latest = 0;

  /** From left to right. */
  get #inOrder(): Pane[] {
    return [...this.panes].sort((a, b) => a.machine() - b.machine());
  }

  /** Machines side by side show the same place. */
  keepLevel(own: Pane): void {
    const { scrollTop, scrollLeft } = own.scroll;
    for (const { scroll } of this.panes) {
      if (scroll === own.scroll) continue;
      if (scroll.scrollTop !== scrollTop) scroll.scrollTop = scrollTop;
      if (scroll.scrollLeft !== scrollLeft) scroll.scrollLeft = scrollLeft;
    }
  }

  /** Brings a page into sight on every machine, if it is drawn: side by side they scroll together. */
  async showPage(key: string): Promise<void> {
    await this.#drawnAnew();
    for (const { scroll, stops } of this.#inOrder) {
      const cell = stops?.elementWhere((id) => id.endsWith(`/${key}`));
      if (!cell) continue;
      const box = cell.getBoundingClientRect();
      const room = scroll.getBoundingClientRect();
      const down = scrollBy(box.top - room.top, box.bottom - room.top, room.height);
      const right = scrollBy(box.left - room.left, box.right - room.left, room.width);
      if (down !== 0 || right !== 0) scroll.scrollBy({ top: down, left: right });
    }
  }

  /** Brings what is selected into sight on every machine; with the focus, if a key asked for it. */
  async showSelected(focus: boolean): Promise<void> {
    await this.#drawnAnew();
    for (const pane of this.#inOrder) {
      const picked = pane.stops?.pressed();
      if (!picked) continue;
      if (focus) picked.focus({ preventScroll: true });
      intoView(picked, { block: 'center', inline: 'nearest' });
      this.keepLevel(pane);
      return;
    }
  }

  /** The picture is drawn anew for what was opened: one frame later it stands. */
  async #drawnAnew(): Promise<void> {
    await tick();
    await nextFrame();
  }

  /**
   * Called when the zoom has changed: scrolls the first machine that has something to look at, which the others follow.
   * How large a picture becomes is known when it is drawn, which may take some frames.
   */
  async #keepInSight(): Promise<void> {
    const call = ++this.#latest;
    let before = '';
    await tick();
    for (let frame = 0; frame < PATIENCE; frame++) {
      await nextFrame();
      if (call !== this.#latest) return;
      const place = this.#centre();
      // Twice at the same place: it rests.
      if (frame > 1 && place === before) return;
      before = place;
    }
  }

  /** Brings what is worth seeing into the middle, and says where that is. */
  #centre(): string {
    for (const { scroll, drawing } of this.#inOrder) {
      if (!drawing?.worthSeeing) continue;
      const { width, height, unit, worthSeeing: box } = drawing;
      scroll.scrollLeft = (box.x + box.width / 2) * unit - scroll.clientWidth / 2;
      scroll.scrollTop = (box.y + box.height / 2) * unit - scroll.clientHeight / 2;
      return [width, height, scroll.scrollLeft, scroll.scrollTop].join(' ');
    }
    return '';
  }
}

const [getStage, setStage] = createContext<Stage>();
export { getStage, setStage };
