/** Links: the fragment holds the scenario, the step, the micro-step and the selection. */
import { scenarioNamed, scenarioOfText, type ScenarioInfo } from '../../engine/atlas.ts';
import { decodeLinkWith, encodeLinkWith, isPacked, type EncodedLink, type LinkTarget } from '../../engine/text.ts';
import { Lazy } from '../kit/lazy.ts';

export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'opened'; readonly text: string; readonly target: LinkTarget }
  | { readonly kind: 'named'; readonly scenario: ScenarioInfo; readonly target: LinkTarget }
  /** `recovered`: the part of the text that could be read. */
  | { readonly kind: 'broken'; readonly message: string; readonly recovered: string | null };

/**
 * What packs texts of one's own. Until it is there, links are made with the readable text, which opens as well and is
 * only longer; a packed link has to wait for it.
 */
export const packing = new Lazy(() => import('../../engine/packing.ts'));

export const mustWait = (fragment: string): boolean => packing.loaded === null && isPacked(fragment);

/** Never throws: links come from strangers, and from mails that cut them off. */
export function readFragment(fragment: string): Opened {
  if (fragment === '' || fragment === '#') return { kind: 'none' };
  const link = decodeLinkWith(packing.loaded, fragment, (name) => (scenarioNamed(name) ? '' : undefined));
  if (!link.ok) return { kind: 'broken', message: link.message, recovered: link.recovered };
  const scenario = link.name === null ? null : scenarioNamed(link.name);
  if (scenario) return { kind: 'named', scenario, target: link.view };
  return { kind: 'opened', text: link.text, target: link.view };
}

/** A built-in scenario is named, not copied. */
export function makeLink(text: string, target: LinkTarget, address: string): EncodedLink {
  const builtin = scenarioOfText(text)?.name;
  // The next link will be shorter. An empty text is one that is still to come.
  if (builtin === undefined && text !== '') packing.prepare();
  return encodeLinkWith(packing.loaded, { text, builtin }, target, address);
}

export const linkOf = ({ name }: ScenarioInfo): EncodedLink => encodeLinkWith(null, { text: '', builtin: name });

export const fileBeside = (file: string, home: string): string => new URL(file, new URL(home, location.href)).href;
