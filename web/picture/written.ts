/**
 * The file of a picture: what is drawn, each element with its whole look in attributes. Editors, converters and LaTeX know
 * neither variables nor scoped styles, and a style sheet would leak into the page that the picture is pasted into.
 */

/** An element with what was computed for it; children that are strings are text. */
export interface Drawn {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly look: Look;
  readonly children: readonly (Drawn | string)[];
}

export type Property = keyof typeof PROPERTIES;
export type Look = Readonly<Record<Property, string>>;

/** What a picture uses of CSS: initial value, and whether it is inherited. */
export const PROPERTIES = {
  display: ['inline', false],
  fill: ['#000000', true],
  'fill-opacity': ['1', true],
  stroke: ['none', true],
  'stroke-width': ['1', true],
  'stroke-opacity': ['1', true],
  'stroke-dasharray': ['none', true],
  'stroke-linejoin': ['miter', true],
  'paint-order': ['normal', true],
  opacity: ['1', false],
  'font-family': ['', true],
  'font-size': ['', true],
  'font-weight': ['400', true],
  'font-style': ['normal', true],
  'text-anchor': ['start', true],
} as const satisfies Readonly<Record<string, readonly [initial: string, inherited: boolean]>>;

export const PROPERTY_NAMES = Object.keys(PROPERTIES) as readonly Property[];

export const INITIAL = Object.fromEntries(
  Object.entries(PROPERTIES).map(([name, [initial]]) => [name, initial]),
) as Look;

/** Fonts that are there, without naming one that is not: the last of each list always is. */
const FONTS = {
  mono: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  sans: "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif",
};

const byte = (value: string): string => Math.round(Number(value)).toString(16).padStart(2, '0');

export function plain(property: Property, value: string): string {
  const text = value.trim();
  switch (property) {
    case 'fill':
    case 'stroke': {
      const [, r, g, b, a = '1'] = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)(?:[,/ ]+([\d.]+))?\)$/.exec(text) ?? [];
      if (r !== undefined && g !== undefined && b !== undefined)
        return Number(a) === 0 ? 'none' : `#${byte(r)}${byte(g)}${byte(b)}`;
      if (text === 'transparent') return 'none';
      if (/^#[0-9a-f]{3}$/i.test(text)) return text.replace(/[0-9a-f]/gi, '$&$&').toLowerCase();
      return text.replace(/^url\(["']?(.*?)["']?\)$/, 'url($1)');
    }
    case 'font-family':
      return text === '' ? '' : FONTS[/monospace/.test(text) ? 'mono' : 'sans'];
    case 'font-weight':
      return { normal: '400', bold: '700' }[text] ?? text;
    case 'paint-order':
      return text.split(' ')[0] ?? text;
    case 'stroke-dasharray':
      return text.replace(/px/g, '').replace(/,/g, ' ').replace(/\s+/g, ' ');
    default:
      return shorter(text.replace(/^(-?[\d.]+)px$/, '$1'));
  }
}

const shorter = (numbers: string): string =>
  numbers.replace(/\d+\.\d{3,}/g, (digits) => String(Math.round(Number(digits) * 100) / 100));

/** XML has no way to write most of these, and nobody sees the others. */
const UNSEEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

const escaped = (text: string): string =>
  text.replace(UNSEEN, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const quoted = (text: string): string => escaped(text).replace(/"/g, '&quot;');

/** Attributes that draw something, in the order in which they are written. All others are the page's business. */
const DRAWING = (
  'id transform x y width height viewBox rx cx cy r d x1 y1 x2 y2 dx dy textLength lengthAdjust patternUnits ' +
  'patternTransform'
).split(' ');
const SHAPES = new Set(['rect', 'circle', 'path', 'line', 'text']);
const WORDS = new Set(['text', 'title', 'desc']);
const TEXT = /^(font-|text-)/;
const OF_STROKE = /^stroke-|^paint-order/;
const URL_OF = /^url\(#(.*)\)$/;

/** Names that a picture's patterns have in its own file alone: several pictures may be put into one page. */
function named(text: string, names: Map<string, string>, prefix: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `${prefix}${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** What is seen of an element is written on it alone, so that it stays right when somebody takes it out of its group. */
function looksOf(node: Drawn): (readonly [string, string])[] {
  const isShape = SHAPES.has(node.name);
  return PROPERTY_NAMES.flatMap((property): (readonly [string, string])[] => {
    const value = node.look[property];
    if (property === 'display' || value === PROPERTIES[property][0]) return [];
    if (property === 'opacity') return [[property, value]];
    if (!isShape || (TEXT.test(property) && node.name !== 'text')) return [];
    if (OF_STROKE.test(property) && node.look.stroke === 'none') return [];
    return [[property, value]];
  });
}

export function written(root: Drawn, prefix = 'folioscope-'): string {
  const names = new Map<string, string>();
  const used = new Set<string>();
  const find = (node: Drawn): void => {
    const [, id] = (SHAPES.has(node.name) && URL_OF.exec(node.look.fill)) || [];
    if (id !== undefined) used.add(id);
    for (const child of node.children) if (typeof child !== 'string') find(child);
  };
  find(root);
  const idOf = (id: string): string => named(id, names, prefix);

  function write(node: Drawn, isRoot: boolean): string {
    if (node.look.display === 'none') return '';
    const id = node.attributes.find(([name]) => name === 'id')?.[1];
    if (node.name === 'pattern' && (id === undefined || !used.has(id))) return '';
    const isGroup = node.name === 'svg' && !isRoot;
    const name = isGroup ? 'g' : node.name;
    const hasWords = WORDS.has(name);
    const own = new Map(isGroup ? [] : node.attributes);
    const kept = DRAWING.flatMap((attribute) => {
      const value = own.get(attribute);
      return value === undefined ? [] : [[attribute, attribute === 'id' ? idOf(value) : shorter(value)] as const];
    });
    const looks = looksOf(node).map(
      ([property, value]) => [property, value.replace(URL_OF, (_, to: string) => `url(#${idOf(to)})`)] as const,
    );
    const space = isRoot ? [['xmlns', 'http://www.w3.org/2000/svg'] as const] : [];
    const attributes = [...space, ...kept, ...looks].map(([key, value]) => ` ${key}="${quoted(value)}"`).join('');
    const inside = node.children
      .map((child) => {
        if (typeof child !== 'string') return write(child, false);
        return hasWords ? escaped(child).trim() : '';
      })
      .join('');
    if (inside === '' && !SHAPES.has(name)) return '';
    return inside === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inside}</${name}>`;
  }
  return `${write(root, true)}\n`;
}
