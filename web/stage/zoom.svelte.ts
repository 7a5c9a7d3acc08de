/** The zoom level, the same for all machines so that they stay level. */
import { nextLevel } from './zoom.ts';

/** Wheel movement, or pinch, per step. */
const STEP = 50;

export class Zoom {
  factor = $state(1);
  #turned = 0;
  readonly #changed: () => void;

  /** `changed` is called after a step, but not for a reset to 1, where everything is in sight. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  by(direction: 1 | -1): void {
    this.factor = nextLevel(this.factor, direction);
    this.#changed();
  }

  reset(): void {
    this.factor = 1;
  }

  /** A wheel with Ctrl, which is also how browsers report a pinch. */
  wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#turned += event.deltaY;
    if (Math.abs(this.#turned) < STEP) return;
    this.by(this.#turned < 0 ? 1 : -1);
    this.#turned = 0;
  }
}
