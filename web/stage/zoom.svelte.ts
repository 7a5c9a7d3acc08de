/** How near a person looks: the same for all machines, so that they keep one ruler. */
import { keepInSight } from './inSight.ts';
import { zoomStep } from './zoom.ts';

class Zoom {
  factor = $state(1);

  by(direction: 1 | -1): void {
    this.factor = zoomStep(this.factor, direction);
    void keepInSight();
  }

  reset(): void {
    this.factor = 1;
  }
}

export const zoom = new Zoom();

/** Turns of a wheel, or of two fingers on a pad, that make one step. */
const STEP = 50;
let turned = 0;

/** A wheel turned with Ctrl held, or a pinch, which browsers report as that. */
export function wheelZoom(event: WheelEvent): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  turned += event.deltaY;
  if (Math.abs(turned) < STEP) return;
  zoom.by(turned < 0 ? 1 : -1);
  turned = 0;
}
