const CARD_WIDTH = 280;

export function cardsThatFit(width: number, gap: number, cards: number): number {
  const fit = Math.floor((width + gap) / (CARD_WIDTH + gap));
  return Math.min(Math.max(1, fit), Math.max(1, cards));
}

export function firstInSight(left: number, width: number, gap: number, fit: number, cards: number): number {
  const pitch = (width + gap) / fit;
  const first = pitch > 0 ? Math.round(left / pitch) : 0;
  return Math.min(Math.max(0, first), Math.max(0, cards - fit));
}
