/** Door: what a text and a link say, and how they are written. Nothing is played here. */
export type * from './language/program.ts';
export { parse } from './language/parse.ts';
export { format } from './language/print.ts';
export { refusedOn } from './language/head.ts';
export { withMachines } from './language/withMachines.ts';
export { USAGES } from './language/statements.ts';
export { SOURCE_USAGES } from './language/sources.ts';
export { QUESTIONS } from './language/ask.ts';
export { ADVICE } from './language/program.ts';
export { decodeLink, encodeLink } from './language/link.ts';
export { decodeLinkWith, encodeLinkWith, isPacked, type DecodedLink, type EncodedLink } from './language/linkForms.ts';
export { START_TARGET, type LinkTarget } from './language/linkTarget.ts';
export { fragmentOf, namedPayload } from './language/linkParts.ts';
