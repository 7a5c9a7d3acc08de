/** docs/questions.md, made from the questions. */
import { QUESTIONS, type Question } from './questions.ts';

const INTRODUCTION = `# Questions that people ask

<!-- Made from engine/questions/questions.ts by \`npm run docs\`. -->

Questions about mappings of device memory that driver and kernel people asked in public, in our words, and what Linux 6.12 does. Each
has a scenario that shows it: open the page and add the link to its address, or run it on the command line. The page \`?questions\`
shows the same list, and \`folioscope find\` looks into it.
`;

function seeing({ see }: Question): string {
  if ('page' in see) return `See the page \`?${see.page}\`.`;
  return `See [${see.scenario}](../engine/scenario/${fileOf(see.scenario)}.ts): \`#1n${see.scenario}\`, at \`${see.at}\`.`;
}

const fileOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const questionsPage = (): string =>
  [
    INTRODUCTION,
    ...QUESTIONS.map((question) => `## ${question.asked}\n\n${question.answer} ${seeing(question)}\n`),
  ].join('\n');
