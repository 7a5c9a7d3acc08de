/**
 * What a person has done to the pictures of one playground: opened runs, zoom and scrolling, the same for all machines;
 * and the resulting scene.
 */
import { createContext, tick } from 'svelte';
import { intoView } from '../kit/intoView.ts';
import { Registry } from '../kit/registry.ts';
import { Gaps } from './gaps.svelte.ts';
import { scrollBy } from './inSight.ts';
import type { Box } from './layout/vmas.ts';
import { Scenes } from './scene.ts';
import type { Stops } from './draw/stops.svelte.ts';
import { Zoom } from './zoom.svelte.ts';

export interface Drawing {
  /** Size in pixels, and pixels per layout unit. */
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  /** In layout units. */
  readonly worthSeeing: Box | null;
}

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

  /** Call it when the picture is mounted, and the result when it is removed. */
  draw(stops: Stops, drawing: () => Drawing): () => void {
    this.#stops = stops;
    this.#drawing = drawing;
    return () => {
      this.#stops = null;
      this.#drawing = null;
    };
  }
}

const nextPaint = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Paints within which a picture must come to rest. */
const PATIENCE = 30;

export class Stage {
  readonly gaps: Gaps;
  readonly scenes = new Scenes();
  readonly zoom = new Zoom(() => void this.#keepInSight());
  readonly panes = new Registry<Pane>();
  /** Machines that were drawn, or would be if they had any room. */
  drawn = $state(0);
  /** Counts calls of `#keepInSight`: only the newest continues. */
  #latest = 0;

  constructor(kept: readonly string[] = []) {
    this.gaps = new Gaps(kept);
  }

  get isDrawn(): boolean {
    return this.drawn > 0 && this.drawn >= [...this.panes].length;
  }

  get #inOrder(): Pane[] {
    return [...this.panes].sort((a, b) => a.machine() - b.machine());
  }

  keepLevel(own: Pane): void {
    const { scrollTop, scrollLeft } = own.scroll;
    for (const { scroll } of this.panes) {
      if (scroll === own.scroll) continue;
      if (scroll.scrollTop !== scrollTop) scroll.scrollTop = scrollTop;
      if (scroll.scrollLeft !== scrollLeft) scroll.scrollLeft = scrollLeft;
    }
  }

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

  /** `focus`: a key asked for it, so the focus moves along. */
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

  /** The opened run is drawn with the next paint. */
  async #drawnAnew(): Promise<void> {
    await tick();
    await nextPaint();
  }

  /**
   * After a zoom, scrolls the first machine with something worth seeing; the others follow. Its size is only known once
   * it is drawn, which may take several paints.
   */
  async #keepInSight(): Promise<void> {
    const call = ++this.#latest;
    let before = '';
    await tick();
    for (let paint = 0; paint < PATIENCE; paint++) {
      await nextPaint();
      if (call !== this.#latest) return;
      const place = this.#centre();
      // Unchanged twice: at rest.
      if (paint > 1 && place === before) return;
      before = place;
    }
  }

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
