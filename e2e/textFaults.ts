/** Illegible text: overlapping other text, outside its box, cut off or covered. Measured in the page. */

/**
 * Runs in the page and depends on nothing outside. Text hidden on purpose does not count: for screen readers only,
 * scrolled away, or shortened where a title or label has it in full.
 */
export function textFaults(): string[] {
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  interface Piece extends Box {
    readonly text: Text;
    readonly layer: Element | null;
  }
  /** For rounding and antialiasing; lines of one text may be closer than their letters are high. */
  const TOLERANCE = 1;
  const CLOSE = 1.5;

  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    let style = styles.get(element);
    if (!style) styles.set(element, (style = getComputedStyle(element)));
    return style;
  };
  const plain = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const quoted = (text: Text): string => {
    const words = plain(text.data);
    return `"${words.length > 40 ? `${words.slice(0, 39)}…` : words}"`;
  };
  const nameOf = (element: Element): string => {
    const label = element.getAttribute('aria-label');
    const name = (element.getAttribute('class') ?? '').split(' ').find((word) => word !== '' && !word.startsWith('s-'));
    return element.localName + (name ? `.${name}` : '') + (label ? `[${label}]` : '');
  };
  const isSvg = (element: Element): element is SVGElement =>
    element instanceof SVGElement && element.localName !== 'svg';

  /** Where the ink of a text is: line boxes are higher than letters. Cached between measurements. */
  interface Ink {
    readonly above: number;
    readonly below: number;
  }
  const kept = window as { inks?: Map<string, Ink>; pen?: CanvasRenderingContext2D | null };
  const inks = (kept.inks ??= new Map<string, Ink>());
  const pen = (kept.pen ??= document.createElement('canvas').getContext('2d'));
  const inkOf = (text: string, { font }: CSSStyleDeclaration) => {
    const key = `${font}|${text}`;
    let ink = inks.get(key);
    if (!ink) {
      ink = { above: 0, below: 0 };
      if (pen) {
        pen.font = font;
        const m = pen.measureText(text);
        const height = m.fontBoundingBoxAscent + m.fontBoundingBoxDescent;
        ink = {
          above: (m.fontBoundingBoxAscent - m.actualBoundingBoxAscent) / height,
          below: (m.fontBoundingBoxDescent - m.actualBoundingBoxDescent) / height,
        };
      }
      inks.set(key, ink);
    }
    return ink;
  };

  const sticksOut = (inner: Box, outer: Box): number =>
    Math.max(outer.left - inner.left, inner.right - outer.right, outer.top - inner.top, inner.bottom - outer.bottom);
  const isClear = /^(transparent|rgba\(.*, 0\)|color\(.* \/ 0\))$/;
  interface Place {
    readonly area: Box | null;
    readonly ground: boolean;
    readonly clips: { readonly axis: 'x' | 'y'; readonly scrolls: boolean }[];
    /** Drawn over its surroundings, not inside. */
    readonly detached: boolean;
    readonly fixed: boolean;
    readonly layer: boolean;
  }
  const places = new Map<Element, Place>();
  const placeOf = (element: Element): Place => {
    const known = places.get(element);
    if (known) return known;
    const style = styleOf(element);
    const { position, overflowX, overflowY, display } = style;
    const framed = () =>
      (['Left', 'Right', 'Top', 'Bottom'] as const).every(
        (side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0,
      );
    const clips = (
      [
        ['x', overflowX],
        ['y', overflowY],
      ] as const
    )
      .filter(([, overflow]) => overflow !== 'visible')
      .map(([axis, overflow]) => ({ axis, scrolls: overflow !== 'hidden' && overflow !== 'clip' }));
    const detached = position === 'absolute' || position === 'fixed';
    const filled = !isClear.test(style.backgroundColor);
    const place: Place = {
      area: display === 'inline' || display === 'contents' ? null : element.getBoundingClientRect(),
      ground: filled || framed(),
      clips,
      detached,
      fixed: position === 'fixed',
      layer: (filled && detached) || position === 'fixed' || position === 'sticky' || element.localName === 'dialog',
    };
    places.set(element, place);
    return place;
  };
  /** For screen readers only. */
  const isHidden = (element: Element): boolean => {
    if (isSvg(element)) return false;
    const { area, clips, detached } = placeOf(element);
    return detached && clips.length > 0 && area !== null && area.right - area.left <= 1;
  };
  const isSaidInFull = (element: Element, words: string): boolean => {
    const style = styleOf(element);
    const lines = style.getPropertyValue('-webkit-line-clamp');
    if (style.textOverflow !== 'ellipsis' && (lines === 'none' || lines === '')) return false;
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const told = [at.getAttribute('title'), at.getAttribute('aria-label')];
      if (told.some((text) => plain(text).includes(words))) return true;
    }
    return false;
  };

  const faults = new Map<string, number>();
  const blame = (what: string, by: number): unknown => faults.set(what, Math.max(by, faults.get(what) ?? 0));

  /** The visible part of a text, or null, going outwards through its ancestors. */
  function seen(text: Text, rect: Box, shape: Box | null): Piece | null {
    const parent: Element | null = text.parentElement;
    if (!parent) return null;
    let { left, top, right, bottom } = rect;
    let layer: Element | null = null;
    let boxed = true;
    if (shape) {
      const out = sticksOut(rect, shape);
      if (out > TOLERANCE) blame(`${quoted(text)} leaves its shape`, out);
      boxed = false;
    }
    const inside: Element | null = isSvg(parent) ? parent.ownerSVGElement : parent;
    for (let at = inside; at && at !== document.body; at = at.parentElement) {
      const { area, ground, clips, detached, fixed, layer: isLayer } = placeOf(at);
      if (area) {
        if (boxed && ground) {
          const out = sticksOut({ left, top, right, bottom }, area);
          if (out > TOLERANCE) blame(`${quoted(text)} leaves ${nameOf(at)}`, out);
        }
        for (const { axis, scrolls } of clips) {
          const cut =
            axis === 'x'
              ? Math.max(area.left - left, right - area.right)
              : Math.max(area.top - top, bottom - area.bottom);
          if (cut <= TOLERANCE) continue;
          if (!scrolls && !isSaidInFull(at, plain(text.data))) blame(`${quoted(text)} is cut by ${nameOf(at)}`, cut);
          if (axis === 'x') [left, right] = [Math.max(left, area.left), Math.min(right, area.right)];
          else [top, bottom] = [Math.max(top, area.top), Math.min(bottom, area.bottom)];
          if (right - left <= 0 || bottom - top <= 0) return null;
        }
      }
      if (detached) boxed = false;
      if (isLayer) layer ??= at;
      if (fixed) break;
    }
    return { text, left, top, right, bottom, layer };
  }

  const top = [...document.querySelectorAll('dialog')].findLast((dialog) => dialog.open) ?? document.body;

  const shapes = [...top.querySelectorAll<SVGElement>('svg rect, svg circle')]
    .filter((shape) => {
      if (!shape.checkVisibility()) return false;
      const style = styleOf(shape);
      return (style.fill !== 'none' || style.stroke !== 'none') && !shape.closest('defs, pattern, clipPath, mask');
    })
    .map((shape) => {
      const { left, top, right, bottom } = shape.getBoundingClientRect();
      const { fill, fillOpacity, opacity } = styleOf(shape);
      const covers = fill.startsWith('rgb(') && Number(fillOpacity) * Number(opacity) > 0.5;
      return { shape, left, top, right, bottom, size: (right - left) * (bottom - top), covers };
    })
    .filter(({ size }) => size > 0);
  const shapesOf = new Map<SVGSVGElement | null, typeof shapes>();
  for (const one of shapes) {
    const picture = one.shape.ownerSVGElement;
    shapesOf.set(picture, [...(shapesOf.get(picture) ?? []), one]);
  }
  function shapeAround(element: SVGElement, text: Text, rect: Box): Box | null {
    const { textAnchor } = styleOf(element);
    const x =
      textAnchor === 'middle' ? (rect.left + rect.right) / 2 : textAnchor === 'end' ? rect.right - 1 : rect.left + 1;
    const y = (rect.top + rect.bottom) / 2;
    let around: (typeof shapes)[number] | null = null;
    for (const at of shapesOf.get(element.ownerSVGElement) ?? []) {
      const isOn = x >= at.left && x <= at.right && y >= at.top && y <= at.bottom;
      const across = Math.min(at.right, rect.right) - Math.max(at.left, rect.left);
      const down = Math.min(at.bottom, rect.bottom) - Math.max(at.top, rect.top);
      const meets = across > TOLERANCE && down > TOLERANCE;
      // Most shapes are elsewhere, and comparing document order is the most expensive check.
      if (!isOn && !meets) continue;
      const before = at.shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before && isOn && (!around || at.size < around.size)) around = at;
      if (!before && at.covers && meets)
        blame(`${quoted(text)} is covered by ${nameOf(at.shape)}`, Math.min(across, down));
    }
    return around;
  }

  /** The lines of a text. In Firefox, ranges ignore `textLength`. */
  function linesOf(range: Range, element: Element): Iterable<DOMRect> {
    const screen = element instanceof SVGTextElement && element.hasAttribute('textLength') && element.getScreenCTM();
    const lines = range.getClientRects();
    if (!screen) return lines;
    const { x, width } = element.getBBox();
    return [...lines].map(({ y, height }) => new DOMRect(screen.a * x + screen.e, y, screen.a * width, height));
  }

  const pieces: Piece[] = [];
  // Every live range slows down changes of the page.
  const range = document.createRange();
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const hidden = new Map<Element, boolean>();
  const isOutOfSight = (element: Element | null): boolean => {
    if (!element || element === document.body) return false;
    let known = hidden.get(element);
    if (known === undefined) hidden.set(element, (known = isHidden(element) || isOutOfSight(element.parentElement)));
    return known;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const element: Element | null = text.parentElement;
    if (!element || text.data.trim() === '' || /^(script|style|title|desc|option|textarea)$/.test(element.localName))
      continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || isOutOfSight(element))
      continue;
    if (text.data.startsWith('This part could not be drawn')) blame('a part of the page could not be drawn', 0);
    range.selectNodeContents(text);
    const ink = inkOf(plain(text.data), styleOf(element));
    for (const line of linesOf(range, element)) {
      if (line.width < 1 || line.height < 1) continue;
      const rect = {
        left: line.left,
        right: line.right,
        top: line.top + ink.above * line.height,
        bottom: line.bottom - ink.below * line.height,
      };
      const piece = seen(text, rect, isSvg(element) ? shapeAround(element, text, rect) : null);
      if (piece) pieces.push(piece);
    }
  }

  pieces.sort((a, b) => a.top - b.top);
  pieces.forEach((a, i) => {
    for (let j = i + 1; j < pieces.length; j++) {
      const b = pieces[j];
      if (!b || b.top > a.bottom - TOLERANCE) break;
      if (a.text === b.text || a.layer !== b.layer) continue;
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const y = Math.min(a.bottom, b.bottom) - b.top;
      if (x > CLOSE && y > CLOSE) blame(`${quoted(a.text)} overlaps ${quoted(b.text)}`, Math.min(x, y));
    }
  });

  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > TOLERANCE) blame('the page is too wide', wide);
  return [...faults].map(([what, by]) => `${what} by ${by.toFixed(1)} px`);
}
