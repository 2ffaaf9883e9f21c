import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What a face may not use, with what to use instead. */
const restricted = [
  {
    name: '@mantine/core',
    message: 'The till has no component library: its first load has a budget.',
  },
  { name: '@tanstack/react-router', message: 'The till is one screen.' },
  { name: 'echarts', message: 'The till has no plots.' },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.ts', 'test-results'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': [
        'error',
        { max: 120, skipBlankLines: true, skipComments: true, IIFEs: true },
      ],
      'no-restricted-globals': [
        'error',
        {
          name: 'parseFloat',
          message: 'Money and points are exact decimal strings: see format/.',
        },
      ],
    },
  },
  { files: ['src/**/*.test.{ts,tsx}', 'tests/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['scripts/**', '*.js'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/till/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: restricted, patterns: ['**/console/*', '@mantine/*'] },
      ],
    },
  },
  {
    files: ['src/console/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/till/*'] }] },
  },
);
