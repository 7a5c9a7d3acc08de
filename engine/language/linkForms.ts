/**
 * Links: a scenario and a view as a URL fragment. `#1`, the encoding, the text, `~`, the view. Source:
 * docs/language.md, Canonical form and links.
 */
import { escapeText, unescapeText } from './linkText.ts';
import { fragmentOf, namedPayload, VERSION } from './linkParts.ts';
import { decodeTarget, START_TARGET, type LinkTarget } from './linkTarget.ts';

/** What packs a text and unpacks it: linkBytes.ts. Without it, links are made with the readable text. */
export interface Packing {
  canPack(text: string): boolean;
  pack(text: string): string;
  unpack(packed: string): { readonly text: string; readonly whole: boolean };
}

/** Chats cut off longer links. */
const WARN_ABOVE = 1900;
/** Longer links are not made. */
const REFUSE_ABOVE = 8000;
/** Not decoded at all. */
const ABSURD = 100_000;

export type EncodedLink =
  /** `fragment` starts with `#`. `warning`: a sentence, or null. */
  | { readonly ok: true; readonly fragment: string; readonly warning: string | null }
  | { readonly ok: false; readonly message: string };

/** Needs no escaping. */
const isLinkName = (name: string): boolean => /^[A-Za-z0-9_.-]+$/.test(name);

/** Caches the last packed text: every step makes a new link. */
let written: { readonly text: string; readonly packing: Packing | null; readonly payload: string } | null = null;

function remembered(text: string, packing: Packing | null): string {
  if (written?.text !== text || written.packing !== packing)
    written = { text, packing, payload: shortest(text, packing) };
  return written.payload;
}

function shortest(text: string, packing: Packing | null): string {
  const readable = 't' + escapeText(text);
  if (!packing?.canPack(text)) return readable;
  const packed = 'z' + packing.pack(text);
  return readable.length <= packed.length ? readable : packed;
}

export interface Linked {
  readonly text: string;
  readonly builtin?: string | undefined;
}

export const payloadWith = (packing: Packing | null, { text, builtin }: Linked): string =>
  builtin !== undefined && isLinkName(builtin) ? namedPayload(builtin) : remembered(text, packing);

/** `address` precedes the fragment and counts towards the length. */
export function encodeLinkWith(
  packing: Packing | null,
  scenario: Linked,
  view: LinkTarget = START_TARGET,
  address = '',
): EncodedLink {
  const fragment = fragmentOf(payloadWith(packing, scenario), view);
  const length = address.length + fragment.length;
  if (length > REFUSE_ABOVE) {
    return {
      ok: false,
      message: `This link would have ${length} characters, too many to share: save the text as a file.`,
    };
  }
  const warning = `This link has ${length} characters; many chats cut off links above ${WARN_ABOVE}. A file is safer.`;
  return { ok: true, fragment, warning: length > WARN_ABOVE ? warning : null };
}

export type DecodedLink =
  /** `name`: of the built-in, or null. */
  | { readonly ok: true; readonly text: string; readonly name: string | null; readonly view: LinkTarget }
  /** `recovered`: the part of the text that could be read, or null. */
  | { readonly ok: false; readonly message: string; readonly recovered: string | null };

export const isPacked = (link: string): boolean => link.length <= ABSURD && bare(link).startsWith(`${VERSION}z`);

const refuse = (message: string, recovered: string | null = null): DecodedLink => ({ ok: false, message, recovered });

/** Strips what browsers, chats and mail programs add. */
function bare(link: string): string {
  const plain = link.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  // Mail in quoted-printable breaks long lines after an equals sign, which no link contains.
  const fragment = plain.slice(plain.lastIndexOf('#') + 1).replace(/[=\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, '');
  let end = fragment.length;
  while (end > 0 && !/[A-Za-z0-9]/.test(fragment[end - 1]!)) end--;
  return fragment.slice(0, end);
}

/** What people take from a dump, alone or at the start of a line. No link has so many hexadecimal digits at its start. */
const NUMBER = /^(?:0x[0-9a-f]+|(?=[0-9a-f]*\d)[0-9a-f]{7,})(?:[-\s]|$)/i;

/**
 * `link` is a fragment or a whole URL; `builtins` returns a built-in's text by name. Never throws: a damaged link gives
 * a message and what can be read of its text.
 */
export function decodeLinkWith(
  packing: Packing | null,
  link: string,
  builtins: (name: string) => string | undefined,
): DecodedLink {
  if (link.length > ABSURD) return refuse('This is too long to be a link.');
  if (NUMBER.test(bare(link))) {
    return refuse('This is a number or an address, not a link. To learn what it says, paste it into the page.');
  }
  const [, version, kind, rest] = /^(\d+)([a-z])?(.*)$/.exec(bare(link)) ?? [];
  if (version === undefined) return refuse('This is not a Folioscope link: after `#` a link starts with `1`.');
  if (version !== VERSION) {
    return refuse(`This link has version ${version}, but this Folioscope reads version ${VERSION}: use a newer one.`);
  }
  const [payload = '', ...more] = (rest ?? '').split('~');
  const view = decodeTarget(more.join('~'));
  const cutShort =
    'The end of this link is missing: a chat or mail may have cut it off. Ask for it again, or for the file.';
  if (kind === 'n') {
    const text = builtins(payload);
    if (text === undefined)
      return refuse(`This link names the built-in scenario \`${payload}\`, which does not exist.`);
    return { ok: true, text, name: payload, view };
  }
  if (kind === 't') {
    const text = unescapeText(payload);
    return more.length === 0 ? refuse(cutShort, text) : { ok: true, text, name: null, view };
  }
  if (kind === 'z') {
    if (!packing) return refuse('The code that unpacks this link has not loaded yet.');
    const { text, whole } = packing.unpack(payload);
    if (whole && more.length > 0) return { ok: true, text, name: null, view };
    const message = more.length === 0 ? cutShort : 'This link is damaged: its text cannot be unpacked.';
    return refuse(message, text === '' ? null : text);
  }
  return refuse('This is not a Folioscope link: after `#1` comes `n`, `t` or `z`.');
}
