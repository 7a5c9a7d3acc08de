/**
 * Just enough of CSS to give a picture its look where no browser does: the rules of our own components and themes, whose
 * selectors are types, classes and attributes, one within another. What only a page has (states, neighbours, other media)
 * is left out; a selector that cannot be read throws.
 */
import { INITIAL, plain, PROPERTIES, PROPERTY_NAMES, type Drawn, type Look } from './written.ts';
import type { Tag } from './markup.ts';

interface Compound {
  readonly type: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly (readonly [name: string, value: string | null])[];
  readonly not: readonly Compound[];
  readonly isRoot: boolean;
}

interface Rule {
  readonly path: readonly Compound[];
  readonly specificity: number;
  readonly declarations: ReadonlyMap<string, string>;
}

function split(text: string, at: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    if (sign === at && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const PIECE =
  /^(?:(\*)|([a-z]+)|\.([\w-]+)|\[([\w-]+)(?:=['"]?([\w-]+)['"]?)?\]|:not\(((?:[^()]|\([^()]*\))*)\)|:(root)|:(?:where|is)\(([^()]*)\))/i;

/** Null: only a page has this. */
function compound(text: string): { readonly one: Compound; readonly weight: number } | null {
  let type: string | null = null;
  let isRoot = false;
  const classes: string[] = [];
  const attributes: [string, string | null][] = [];
  const not: Compound[] = [];
  let weight = 0;
  let rest = text;
  while (rest !== '') {
    const match = PIECE.exec(rest);
    if (!match) {
      if (/^::?[a-z-]+|^#/.test(rest)) return null;
      throw new Error(`The selector \`${text}\` is of a kind that pictures do not know.`);
    }
    const [whole, , tag, className, attribute, value, negated, root, same] = match;
    if (tag !== undefined) {
      type = tag;
      weight += 1;
    }
    if (className !== undefined) {
      classes.push(className);
      weight += 100;
    }
    if (attribute !== undefined) {
      attributes.push([attribute, value ?? null]);
      weight += 100;
    }
    if (negated !== undefined) {
      const inner = compound(negated);
      if (!inner) return null;
      not.push(inner.one);
      weight += inner.weight;
    }
    if (root !== undefined) {
      isRoot = true;
      weight += 100;
    }
    // Svelte's own: `:where(.s-…)`.
    if (same !== undefined) {
      const inner = compound(same);
      if (!inner) return null;
      classes.push(...inner.one.classes);
    }
    rest = rest.slice(whole.length);
  }
  return { one: { type, classes, attributes, not, isRoot }, weight };
}

function spelledOut(selector: string): string[] {
  const at = selector.indexOf(':is(');
  if (at < 0) return [selector];
  const inner = selector.slice(at + 4);
  let depth = 1;
  let end = 0;
  for (; depth > 0 && end < inner.length; end++) depth += inner[end] === '(' ? 1 : inner[end] === ')' ? -1 : 0;
  const choices = split(inner.slice(0, end - 1), ',');
  return choices.flatMap((one) => spelledOut(selector.slice(0, at) + one + inner.slice(end)));
}

function pathOf(selector: string): { readonly path: Compound[]; readonly specificity: number } | null {
  const path: Compound[] = [];
  let specificity = 0;
  for (const word of split(selector, ' ')) {
    if (['>', '+', '~'].some((sign) => word.includes(sign))) return null;
    const found = compound(word);
    if (!found) return null;
    path.push(found.one);
    specificity += found.weight;
  }
  return { path, specificity };
}

/** Rules in the order of their text. Nested rules stand within the outer one; at-rules are for pages. */
function rulesIn(css: string, around: readonly string[] = ['']): Rule[] {
  const rules: Rule[] = [];
  let rest = css;
  const own = new Map<string, string>();
  const nested: Rule[] = [];
  while (rest.trim() !== '') {
    const brace = rest.search(/[{;]/);
    if (brace < 0 || rest[brace] === ';') {
      const [name = '', ...value] = rest.slice(0, brace < 0 ? undefined : brace).split(':');
      if (value.length > 0) own.set(name.trim(), value.join(':').trim());
      rest = brace < 0 ? '' : rest.slice(brace + 1);
      continue;
    }
    let depth = 1;
    let end = brace + 1;
    for (; depth > 0 && end < rest.length; end++) depth += rest[end] === '{' ? 1 : rest[end] === '}' ? -1 : 0;
    const head = rest.slice(0, brace).trim();
    const body = rest.slice(brace + 1, end - 1);
    rest = rest.slice(end);
    if (head.startsWith('@')) continue;
    const selectors = split(head, ',').flatMap(spelledOut);
    nested.push(
      ...rulesIn(
        body,
        around.flatMap((outer) =>
          selectors.map((one) => (one.includes('&') ? one.replaceAll('&', outer) : `${outer} ${one}`.trim())),
        ),
      ),
    );
  }
  if (own.size > 0) {
    for (const selector of around) {
      const found = selector === '' ? null : pathOf(selector);
      if (found) rules.push({ ...found, declarations: own });
    }
  }
  return [...rules, ...nested];
}

/** The rules of style sheets, the strongest last. */
export function cascadeOf(sheets: readonly string[]): readonly Rule[] {
  const rules = sheets.flatMap((css) => rulesIn(css.replace(/\/\*[^]*?\*\//g, '')));
  return rules
    .map((rule, i) => ({ rule, i }))
    .sort((a, b) => a.rule.specificity - b.rule.specificity || a.i - b.i)
    .map(({ rule }) => rule);
}

interface Standing {
  readonly tag: Tag;
  readonly classes: ReadonlySet<string>;
}

const meets = ({ tag, classes }: Standing, one: Compound, isRoot: boolean): boolean =>
  (one.type === null || one.type === tag.name) &&
  (!one.isRoot || isRoot) &&
  one.classes.every((name) => classes.has(name)) &&
  one.attributes.every(([name, value]) => {
    const own = tag.attributes.find(([key]) => key === name);
    return own !== undefined && (value === null || own[1] === value);
  }) &&
  !one.not.some((other) => meets({ tag, classes }, other, isRoot));

function applies(path: readonly Compound[], line: readonly Standing[]): boolean {
  let at = line.length - 1;
  const [own, ...outer] = path.toReversed();
  if (!own || !meets(line[at]!, own, at === 0)) return false;
  for (const one of outer) {
    do at--;
    while (at >= 0 && !meets(line[at]!, one, at === 0));
    if (at < 0) return false;
  }
  return true;
}

type Variables = ReadonlyMap<string, string>;

const DEPTH = 8;

function resolved(value: string, variables: Variables, dark: boolean): string {
  let text = value;
  // One that names itself has no value.
  for (let depth = 0; depth < DEPTH && text.includes('var('); depth++) {
    text = text.replace(/var\((--[\w-]+)(?:,\s*([^()]*))?\)/g, (_, name: string, fallback?: string) => {
      return variables.get(name) ?? fallback ?? '';
    });
  }
  const [, inside] = /^light-dark\((.*)\)$/s.exec(text.trim()) ?? [];
  if (inside === undefined) return text;
  const [light = '', night = ''] = split(inside, ',');
  return dark ? night : light;
}

/** Gives every element its look. `around`: attributes of the element that the picture would stand in. */
export function dressed(root: Tag, rules: readonly Rule[], around: Tag['attributes']): Drawn {
  const standing = (tag: Tag): Standing => ({
    tag,
    classes: new Set(tag.attributes.find(([name]) => name === 'class')?.[1].split(' ')),
  });

  function dress(tag: Tag, outer: readonly Standing[], parent: Look, inherited: Variables, wasDark: boolean): Drawn {
    const line = [...outer, standing(tag)];
    const found = new Map<string, string>();
    for (const [name, value] of tag.attributes) if (name in PROPERTIES) found.set(name, value);
    for (const rule of rules) {
      if (applies(rule.path, line)) for (const [name, value] of rule.declarations) found.set(name, value);
    }
    const style = tag.attributes.find(([name]) => name === 'style')?.[1] ?? '';
    for (const declaration of split(style, ';')) {
      const [name = '', ...value] = declaration.split(':');
      found.set(name.trim(), value.join(':').trim());
    }
    const scheme = found.get('color-scheme');
    const dark = scheme === undefined ? wasDark : scheme === 'dark';
    const own = [...found].filter(([name]) => name.startsWith('--'));
    const named = new Map([...inherited, ...own]);
    const variables = new Map([
      ...inherited,
      ...own.map(([name, value]) => [name, resolved(value, named, dark)] as const),
    ]);
    const look = Object.fromEntries(
      PROPERTY_NAMES.map((property) => {
        const [initial, inherits] = PROPERTIES[property];
        const value = found.get(property);
        if (value === undefined || value === 'inherit') return [property, inherits ? parent[property] : initial];
        return [property, plain(property, resolved(value, variables, dark))];
      }),
    ) as Look;
    const children = tag.children.map((child) =>
      typeof child === 'string' ? child : dress(child, line, look, variables, dark),
    );
    return { name: tag.name, attributes: tag.attributes, look, children };
  }
  const page: Tag = { name: 'div', attributes: around, children: [root] };
  const [drawn] = dress(page, [], INITIAL, new Map(), false).children;
  if (drawn === undefined || typeof drawn === 'string') throw new Error('Nothing was drawn.');
  return drawn;
}
