/** What a link is made of, for whoever has its text packed already, or needs none. */
import { encodeTarget, type LinkTarget } from './linkTarget.ts';

export const VERSION = '1';

export const fragmentOf = (payload: string, view: LinkTarget): string => `#${VERSION}${payload}~${encodeTarget(view)}`;

export const namedPayload = (name: string): string => `n${name}`;
