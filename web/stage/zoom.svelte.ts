/** How near a person looks: the same for all machines, so that they keep one ruler. */
import { zoomStep } from './zoom.ts';

/** Turns of a wheel, or of two fingers on a pad, that make one step. */
const STEP = 50;

export class Zoom {
  factor = $state(1);
  #turned = 0;
  readonly #changed: () => void;

  /** `changed` is called when a step was made: not for the way back to 1, where all is in sight. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  by(direction: 1 | -1): void {
    this.factor = zoomStep(this.factor, direction);
    this.#changed();
  }

  reset(): void {
    this.factor = 1;
  }

  /** A wheel turned with Ctrl held, or a pinch, which browsers report as that. */
  wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#turned += event.deltaY;
    if (Math.abs(this.#turned) < STEP) return;
    this.by(this.#turned < 0 ? 1 : -1);
    this.#turned = 0;
  }
}
