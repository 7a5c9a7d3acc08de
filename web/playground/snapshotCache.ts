/** Recently seen states, so that stepping back and forth is instant. */
import type { Position, Snapshot } from '../../engine/facts.ts';

export class SnapshotCache {
  readonly #limit: number;
  /** Least recently used first: a Map keeps insertion order. */
  readonly #states = new Map<string, Snapshot>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  static key(at: Position): string {
    return `${at.step}:${at.bead}`;
  }

  get(at: Position): Snapshot | undefined {
    const key = SnapshotCache.key(at);
    const snapshot = this.#states.get(key);
    if (snapshot) {
      this.#states.delete(key);
      this.#states.set(key, snapshot);
    }
    return snapshot;
  }

  set(at: Position, snapshot: Snapshot): void {
    this.#states.set(SnapshotCache.key(at), snapshot);
    if (this.#states.size > this.#limit) {
      const [oldest] = this.#states.keys();
      if (oldest !== undefined) this.#states.delete(oldest);
    }
  }

  clear(): void {
    this.#states.clear();
  }
}
