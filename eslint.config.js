import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { pfnmapReaders } from './scripts/eslint-pfnmap-readers.mjs';
import svelteConfig from './svelte.config.js';

const PURE = 'The engine is a pure function of the text: no clock, no randomness.';

export default [
  { ignores: ['dist*/', 'test-results/', 'playwright-report/', 'coverage/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-array-sort-compare': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A function may be async because its contract is, without anything to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Names are TypeScript's business: it knows which globals each project has.
    files: ['**/*.ts', '**/*.svelte'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['engine/**/*.ts'],
    plugins: { folioscope: { rules: { 'pfnmap-readers': pfnmapReaders } } },
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
    ignores: ['engine/cli/**', 'engine/proof/**', 'engine/worker.ts', 'engine/**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: PURE }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: PURE }],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { ...ts.configs.disableTypeChecked.languageOptions, globals: globals.node },
  },
];
