/** Finds the word that is pointed at, including words in pictures and on buttons. */
import { termAt, termsIn } from './marking.ts';
import type { GlossaryTerm } from '../../engine/glossary.ts';

const SELF = '[data-help]';
const PART = '[data-about]';

export type Explained = Pick<GlossaryTerm, 'id' | 'name' | 'meaning' | 'rules' | 'found'> & {
  /** Of a part of a picture: its value now, and what follows for the kernel. */
  readonly value?: string;
  readonly follows?: string;
};

export interface Part {
  readonly about: string;
  /** Name of the machine that it is drawn on; null: it belongs to none. */
  readonly machine: string | null;
}

export interface Pointed {
  readonly terms: readonly string[] | Explained | Part;
  readonly box: DOMRect;
}

/** Explaining more at once would not help. */
const MOST = 3;
/** In texts longer than a label, words are found one by one. */
const LABEL = 160;

const dataOf = (element: Element, key: string): string | undefined =>
  element instanceof HTMLElement || element instanceof SVGElement ? element.dataset[key] : undefined;

function selfOf(element: Element): Pointed | null {
  const meaning = dataOf(element, 'help');
  if (!meaning) return null;
  const name = element.getAttribute('aria-label') ?? element.textContent.trim();
  return { terms: { id: name, name, meaning, rules: [] }, box: element.getBoundingClientRect() };
}

export const partAt = (element: Element | null | undefined): Element | null => element?.closest(PART) ?? null;

function partOf(element: Element): Pointed | null {
  const about = dataOf(element, 'about');
  if (about === undefined) return null;
  const ground = element.closest('[data-machine]');
  const machine = (ground && dataOf(ground, 'machine')) ?? null;
  return { terms: { about, machine }, box: element.getBoundingClientRect() };
}

type Root = Document | ShadowRoot;

/** Browsers differ in which function they support. */
function caretAt(x: number, y: number, root: Root): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const shadowRoots = root instanceof ShadowRoot ? [root] : [];
    const caret = document.caretPositionFromPoint(x, y, { shadowRoots });
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

const holds = (box: DOMRect, x: number, y: number): boolean =>
  x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;

export function wordAt(x: number, y: number, root: Root): Pointed | null {
  const element = root.elementFromPoint(x, y);
  const self = element?.closest(SELF);
  if (self) return selfOf(self);
  const part = partAt(element);
  if (part) return partOf(part);
  const caret = caretAt(x, y, root);
  const node = caret?.node;
  if (!caret || !(node instanceof Text) || node.parentElement?.closest('textarea, input, select')) return null;
  const found = termAt(node.data, caret.offset);
  if (!found) return null;
  const range = document.createRange();
  range.setStart(node, found.from);
  range.setEnd(node, found.to);
  // The browser returns the nearest text even if it is far away.
  const box = [...range.getClientRects()].find((rect) => holds(rect, x, y));
  return box ? { terms: [found.term], box } : null;
}

export function wordsOf(element: Element): Pointed | null {
  const box = element.getBoundingClientRect();
  if (element.matches(SELF)) return selfOf(element);
  if (element.matches(PART)) return partOf(element);
  const term = dataOf(element, 'term');
  if (term !== undefined) return { terms: [term], box };
  if (!element.matches('button, a, summary, [role="button"], [role="tab"]')) return null;
  const label = element.getAttribute('aria-label') ?? element.textContent;
  const terms = label.length > LABEL ? [] : termsIn(label).slice(0, MOST);
  return terms.length > 0 ? { terms, box } : null;
}
