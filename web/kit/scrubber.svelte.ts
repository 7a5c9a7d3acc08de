/** Dragging along a slider. */
import type { Attachment } from 'svelte/attachments';

export interface ScrubPoint {
  /** From the left edge of the slider. */
  readonly x: number;
  /** Distance above or below the slider. */
  readonly away: number;
  readonly shift: boolean;
}

export class Scrubber {
  dragging = $state(false);
  readonly #follow: (point: ScrubPoint) => void;
  readonly #end: () => void;
  #point: ScrubPoint | null = null;
  #request = 0;

  /** `follow`: at most once per paint, however often the pointer moves. `end`: after the last of them. */
  constructor(follow: (point: ScrubPoint) => void, end: () => void = () => undefined) {
    this.#follow = follow;
    this.#end = end;
  }

  readonly attach: Attachment<HTMLElement> = (element) => {
    const start = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      this.dragging = true;
      // The press itself is on the slider, whatever follows.
      this.#come({ x: event.clientX - element.getBoundingClientRect().left, away: 0, shift: false });
    };
    const move = (event: PointerEvent) => {
      if (!this.dragging) return;
      const { left, top, bottom } = element.getBoundingClientRect();
      const away = Math.max(0, top - event.clientY, event.clientY - bottom);
      this.#come({ x: event.clientX - left, away, shift: event.shiftKey });
    };
    const stop = () => {
      if (!this.dragging) return;
      if (this.#request !== 0) this.#arrive();
      this.dragging = false;
      this.#end();
    };
    const listeners = {
      pointerdown: start,
      pointermove: move,
      pointerup: stop,
      pointercancel: stop,
      lostpointercapture: stop,
    };
    for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener as EventListener);
    return () => {
      for (const [type, listener] of Object.entries(listeners)) {
        element.removeEventListener(type, listener as EventListener);
      }
      cancelAnimationFrame(this.#request);
      this.#request = 0;
    };
  };

  #come(point: ScrubPoint): void {
    this.#point = point;
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#arrive());
  }

  #arrive(): void {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
    if (this.#point) this.#follow(this.#point);
  }
}
