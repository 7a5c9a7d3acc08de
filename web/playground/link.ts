/** Links: the fragment holds the scenario, the step, the micro-step and the selection. */
import { scenarioNamed, scenarioOfText, type ScenarioInfo } from '../../engine/atlas.ts';
import { decodeLink, encodeLink, type EncodedLink, type LinkTarget } from '../../engine/text.ts';

export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'opened'; readonly text: string; readonly view: LinkTarget }
  /** A built-in scenario: its text is still to be loaded. */
  | { readonly kind: 'named'; readonly scenario: ScenarioInfo; readonly view: LinkTarget }
  /** `recovered`: the part of the text that could be read. */
  | { readonly kind: 'broken'; readonly message: string; readonly recovered: string | null };

/** Never throws: links come from strangers, and from mails that cut them off. */
export function readFragment(fragment: string): Opened {
  if (fragment === '' || fragment === '#') return { kind: 'none' };
  const link = decodeLink(fragment, (name) => (scenarioNamed(name) ? '' : undefined));
  if (!link.ok) return { kind: 'broken', message: link.message, recovered: link.recovered };
  const scenario = link.name === null ? null : scenarioNamed(link.name);
  if (scenario) return { kind: 'named', scenario, view: link.view };
  return { kind: 'opened', text: link.text, view: link.view };
}

/** A built-in scenario is named, not copied. */
export function makeLink(text: string, view: LinkTarget, address: string): EncodedLink {
  return encodeLink({ text, builtin: scenarioOfText(text)?.name }, view, address);
}

/** The link of a built-in scenario, which needs no text. */
export const linkOf = ({ name }: ScenarioInfo): EncodedLink => encodeLink({ text: '', builtin: name });

/** The address of a file that is served beside the page at `home`. */
export const fileBeside = (file: string, home: string): string => new URL(file, new URL(home, location.href)).href;
