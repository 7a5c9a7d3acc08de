/** Reads the markup of one of our own pictures, as Svelte renders it where there is no browser. */

export interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (Tag | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00a0',
};

const unescaped = (text: string): string =>
  text.replace(/&(\w+|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** A comment, an end, a start with its attributes, or text. */
const PIECE = /<!--[^]*?-->|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;

export function readMarkup(markup: string): Tag {
  const top: (Tag | string)[] = [];
  const open: { name: string; children: (Tag | string)[] }[] = [{ name: '', children: top }];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < markup.length) {
    const at = PIECE.lastIndex;
    const match = PIECE.exec(markup);
    if (!match) throw new Error(`The markup cannot be read: ${markup.slice(at, at + 60)}`);
    const [, end, start, written = '', closed, text] = match;
    const inner = open.at(-1)!;
    if (text !== undefined) inner.children.push(unescaped(text));
    if (end !== undefined) {
      if (inner.name !== end) throw new Error(`The markup ends \`${end}\` within \`${inner.name}\`.`);
      open.pop();
    }
    if (start !== undefined) {
      const attributes = [...written.matchAll(ATTRIBUTE)].map(
        ([, name = '', value = '']) => [name, unescaped(value)] as const,
      );
      const children: (Tag | string)[] = [];
      inner.children.push({ name: start, attributes, children });
      if (closed === '') open.push({ name: start, children });
    }
  }
  const [root] = top.filter((node) => typeof node !== 'string');
  if (open.length !== 1 || root === undefined) throw new Error('The markup is no picture.');
  return root;
}
