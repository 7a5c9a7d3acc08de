/**
 * The rules that this project follows: what Linux 6.12 does, point by point, in one sentence each, with the kernel function
 * to look it up in. Code, tests and page cite them by id. `docs/rules.md` is made from this list.
 */
import { ARCHITECTURES } from './architectures.ts';
import { MADVISE, MLOCK, MPROTECT, MREMAP, SPLIT_AND_MERGE } from './changes.ts';
import { DRIVERS } from './drivers.ts';
import { FAULTS } from './faults.ts';
import { FORK, ZAP } from './forkAndZap.ts';
import { GUP } from './gup.ts';
import { HUGE_PAGES } from './hugePages.ts';
import { INSTALLERS } from './installers.ts';
import { NORMAL_PAGE } from './normalPage.ts';
import { PROPOSAL } from './proposal.ts';
import { READER_RULES } from './readers.ts';
import type { Rule, Rules } from './rule.ts';
import { AGREEMENTS, DISAGREEMENTS, INVARIANT_RULES } from './truth.ts';
import { VMA_FLAGS } from './vmaFlags.ts';
import { VOCABULARY } from './vocabulary.ts';
import { WALKERS } from './walkers.ts';

export type { Rule } from './rule.ts';

export interface RuleFamily {
  /** `R-NP`, `D`. */
  readonly code: string;
  readonly title: string;
  readonly rules: Rules;
}

/** `R-GU-5` before `R-GU-5a` before `R-GU-10`. */
const inOrder = (rules: Rules): Rules =>
  Object.fromEntries(Object.entries(rules).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));

const family = (code: string, title: string, rules: Rules): RuleFamily => ({ code, title, rules: inOrder(rules) });

export const RULE_FAMILIES: readonly RuleFamily[] = [
  family('R-V', 'Vocabulary', VOCABULARY),
  family('R-F', 'Flags of mappings', VMA_FLAGS),
  family('R-NP', 'vm_normal_page', NORMAL_PAGE),
  family('R-IN', 'Installers', INSTALLERS),
  family('R-FT', 'Faults', FAULTS),
  family('R-FK', 'fork', FORK),
  family('R-ZP', 'Zapping', ZAP),
  family('R-MA', 'madvise', MADVISE),
  family('R-MP', 'mprotect', MPROTECT),
  family('R-MR', 'mremap', MREMAP),
  family('R-VM', 'Splitting and merging', SPLIT_AND_MERGE),
  family('R-ML', 'mlock', MLOCK),
  family('R-GU', 'get_user_pages', GUP),
  family('R-WK', 'Walkers and observers', WALKERS),
  family('R-RD', 'Readers of the flags and of the bit', READER_RULES),
  family('R-ST', 'Drivers that set the flags', DRIVERS),
  family('R-AR', 'Architectures', ARCHITECTURES),
  family('R-HP', 'Huge PFN mappings', HUGE_PAGES),
  family('R-PR', 'The proposal', PROPOSAL),
  family('R-IV', 'Invariants', INVARIANT_RULES),
  family('R-AG', 'Where both kinds of machine agree', AGREEMENTS),
  family('D', 'Where the bit and the rules that stand in for it disagree', DISAGREEMENTS),
];

const RULES: ReadonlyMap<string, Rule> = new Map(RULE_FAMILIES.flatMap(({ rules }) => Object.entries(rules)));

/** What a rule says, by its id; undefined: there is no such rule. */
export const ruleOf = (id: string): Rule | undefined => RULES.get(id);
