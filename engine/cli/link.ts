/**
 * `link FILE` and `open LINK`: text to link and back.
 */
import { decodeLink, encodeLink } from '../language/link.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { readInputs } from './inputs.ts';
import { say, sayText, UsageError, warn } from './output.ts';

export function link(args: readonly string[]): number {
  const [input, ...more] = readInputs(args);
  if (input === undefined || more.length > 0) throw new UsageError('`link` takes one FILE.');
  const encoded = encodeLink({ text: input.text, builtin: input.builtin ? input.name : undefined });
  if (!encoded.ok) {
    warn(encoded.message);
    return 1;
  }
  if (encoded.warning !== null) warn(encoded.warning);
  say(encoded.fragment);
  return 0;
}

export function open(args: readonly string[]): number {
  const [address, ...more] = args;
  if (address === undefined || more.length > 0)
    throw new UsageError('`open` takes one LINK, in quotes: to the shell, `#` starts a comment.');
  const decoded = decodeLink(address, (name) => SCENARIOS.find((s) => s.name === name)?.text);
  const text = decoded.ok ? decoded.text : decoded.recovered;
  if (text !== null) sayText(text);
  if (!decoded.ok) warn(decoded.message);
  return decoded.ok ? 0 : 1;
}
