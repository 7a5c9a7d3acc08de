/** Links, for whoever has what packs them at hand. */
import * as packing from './linkBytes.ts';
import {
  decodeLinkWith,
  encodeLinkWith,
  payloadWith,
  type DecodedLink,
  type EncodedLink,
  type Linked,
} from './linkForms.ts';
import type { LinkTarget } from './linkTarget.ts';

export const payloadOf = (scenario: Linked): string => payloadWith(packing, scenario);

export const encodeLink = (scenario: Linked, view?: LinkTarget, address?: string): EncodedLink =>
  encodeLinkWith(packing, scenario, view, address);

export const decodeLink = (link: string, builtins: (name: string) => string | undefined): DecodedLink =>
  decodeLinkWith(packing, link, builtins);
