/** Arrow keys on the stage: one tab stop, then cell by cell. */
import type { Direction } from '../kit/roving.ts';

export interface Stop {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The same stop at an edge. */
export function nextStop(stops: readonly Stop[], id: string | null, direction: Direction): Stop | null {
  const sorted = [...stops].sort((a, b) => a.y - b.y || a.x - b.x);
  const index = sorted.findIndex((s) => s.id === id);
  const current = sorted[index];
  if (!current || direction === 'first') return sorted[0] ?? null;
  if (direction === 'last') return sorted.at(-1) ?? null;
  if (direction === 'left') return sorted[Math.max(0, index - 1)] ?? null;
  if (direction === 'right') return sorted[Math.min(sorted.length - 1, index + 1)] ?? null;
  const beyond = sorted.filter((s) => (direction === 'up' ? s.y < current.y : s.y > current.y));
  const row = direction === 'up' ? beyond.at(-1)?.y : beyond[0]?.y;
  const candidates = beyond.filter((s) => s.y === row);
  return candidates.reduce<Stop>(
    (best, s) => (Math.abs(s.x - current.x) < Math.abs(best.x - current.x) ? s : best),
    candidates[0] ?? current,
  );
}
