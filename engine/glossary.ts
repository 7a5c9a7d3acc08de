/** Door: what words, functions, flags, statements and outcomes mean. Large: loaded when somebody asks. */
export { FLAG_MEANINGS } from './glossary/flags.ts';
export { GLOSSARY, termsNamed } from './glossary/index.ts';
export { STATEMENT_TERMS } from './glossary/statements.ts';
export { GROUPS, type GlossaryTerm } from './glossary/terms.ts';
