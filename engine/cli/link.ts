/**
 * `link FILE` and `open LINK`: text to link and back.
 */
import { decodeLink, encodeLink } from '../language/link.ts';
import { SCENARIOS } from '../scenario/index.ts';
import { readInputs } from './inputs.ts';
import { say, sayText, UsageError, warn } from './output.ts';

/** Prints the fragment of the link of one text, with `#`. */
export function link(args: readonly string[]): number {
  const [input, ...more] = readInputs(args);
  if (input === undefined || more.length > 0) throw new UsageError('A link is of one FILE.');
  const encoded = encodeLink({ text: input.text, builtin: input.builtin ? input.name : undefined });
  if (!encoded.ok) {
    warn(encoded.message);
    return 1;
  }
  if (encoded.warning !== null) warn(encoded.warning);
  say(encoded.fragment);
  return 0;
}

/** Prints the text of a link; of a damaged one what can be read. */
export function open(args: readonly string[]): number {
  const [address, ...more] = args;
  if (address === undefined || more.length > 0)
    throw new UsageError('Which LINK? One, in quotes: the shell reads `#` as a comment.');
  const decoded = decodeLink(address, (name) => SCENARIOS.find((s) => s.name === name)?.text);
  const text = decoded.ok ? decoded.text : decoded.recovered;
  if (text !== null) sayText(text);
  if (!decoded.ok) warn(decoded.message);
  return decoded.ok ? 0 : 1;
}
