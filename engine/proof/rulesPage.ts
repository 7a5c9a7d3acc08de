import { RULE_FAMILIES, type Rule } from '../rules/index.ts';
import { CASES } from './cases.ts';

const INTRODUCTION = `# The rules

<!-- Made from engine/rules/ and engine/proof/cases.ts by \`npm run docs\`. -->

What Linux 6.12 does, point by point, as far as Folioscope models or mentions it. Code, tests and the page cite these rules
by their ids; where a comment says "the reference", it means this list. Each rule is one sentence in our own words, followed
by the kernel function to look it up in and its source file. The rules were read out of the kernel's source (Debian's 6.12.117); many
of them can also be watched in the recordings of real kernels in \`engine/proof/traces\`, and \`npm run rules\` prints which tests reach which rule.

Two phrases recur. "With the bit" means an architecture whose entries have a special bit, such as x86-64;
"without the bit" means one whose entries have none, such as 32-bit ARM with two levels, where rules on the mapping's flags stand in for it.
`;

const lookUp = ({ fn, file }: Rule): string => (file === null ? '' : ` (${fn === null ? '' : `\`${fn}\`, `}${file})`);

export function rulesPage(): string {
  const families = RULE_FAMILIES.map(
    ({ code, title, rules }) =>
      `## ${code}: ${title}\n\n` +
      Object.entries(rules)
        .map(([id, rule]) => `- **${id}** ${rule.says}${lookUp(rule)}\n`)
        .join(''),
  );
  const cases = Object.entries(CASES).map(([id, says]) => `- **${id}** ${says}\n`);
  const about = `## T: Test cases

Rows in \`engine/proof/rows\` and tests are named after these; a row holds the scenario and what must be true after it.\n\n`;
  return [INTRODUCTION, ...families, about + cases.join('')].join('\n');
}
