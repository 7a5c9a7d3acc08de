// ESLint's rules for scripts, asked by a native linter that has them too. What only ESLint can judge is in
// eslint.config.js.
import js from '@eslint/js';
import ts from 'typescript-eslint';

const PURE = 'The engine is a pure function of the text: no clock, no randomness.';

/** What no module can contain: it is a syntax error there, so this linter has no rule for it. */
const SYNTAX = ['no-dupe-args', 'no-new-symbol', 'no-octal'];

/** @typedef {Record<string, unknown>} Rules */

/** The rules of a set of ESLint's, by the names that they have here. @param {{ rules?: object }} config @returns {Rules} */
const rulesOf = ({ rules = {} }) =>
  Object.fromEntries(
    Object.entries(rules)
      .filter(([name]) => !SYNTAX.includes(name))
      .map(([name, how]) => [name.replace('@typescript-eslint/', 'typescript/'), how]),
  );

const sets = [js.configs.recommended, ...ts.configs.recommendedTypeChecked];
/** @type {Rules} */
const rules = {
  ...Object.assign({}, ...sets.filter((set) => !('files' in set)).map(rulesOf)),
  eqeqeq: 'error',
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/require-array-sort-compare': 'error',
  'typescript/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  // A function may be async because its contract is, without anything to wait for.
  'typescript/require-await': 'off',
};
const untyped = Object.entries(rulesOf(ts.configs.disableTypeChecked)).filter(([name]) => name in rules);

export default {
  plugins: ['eslint', 'typescript'],
  jsPlugins: [{ name: 'folioscope', specifier: './scripts/eslint-pfnmap-readers.mjs' }],
  // Only the rules that are named here.
  categories: { correctness: 'off' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist*/', 'test-results/', 'playwright-report/', 'coverage/', '**/*.{svelte,vue}'],
  rules,
  overrides: [
    // Some rules are for TypeScript only, or are left to its compiler.
    ...sets.flatMap((set) => ('files' in set ? [{ files: set.files, rules: rulesOf(set) }] : [])),
    {
      files: ['engine/**/*.ts'],
      rules: { 'folioscope/pfnmap-readers': 'error' },
    },
    {
      // The definition, what reads the words of other kernels, and what only tests are made of.
      files: [
        'engine/types.ts',
        'engine/paste/**/*.ts',
        'engine/mm/vmNormalPage.ts',
        'engine/mm/vmNormalPagePmd.ts',
        'engine/proof/**/*.ts',
        'engine/**/*.test.ts',
      ],
      rules: { 'folioscope/pfnmap-readers': 'off' },
    },
    {
      files: ['engine/**/*.ts'],
      excludeFiles: ['engine/cli/**', 'engine/proof/**', 'engine/worker.ts', 'engine/**/*.test.ts'],
      rules: {
        'no-restricted-globals': ['error', { name: 'Date', message: PURE }],
        'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: PURE }],
      },
    },
    { files: ['**/*.js', '**/*.mjs'], env: { node: true }, rules: Object.fromEntries(untyped) },
  ],
};
