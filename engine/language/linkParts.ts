/** What a link is made of, for whoever has its text packed already, or needs none. */
import { encodeTarget, type LinkTarget } from './linkTarget.ts';

export const VERSION = '1';

/** `payload`: a letter that names its kind, and the name or the text. */
export const fragmentOf = (payload: string, view: LinkTarget): string => `#${VERSION}${payload}~${encodeTarget(view)}`;

/** A built-in scenario is named. */
export const namedPayload = (name: string): string => `n${name}`;
