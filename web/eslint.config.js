import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Visible words come from the catalogues only: literal text in JSX and in labels is an error. */
const words = {
  meta: { type: 'problem', messages: { literal: 'Visible text belongs in the catalogues: use t().' }, schema: [] },
  create(context) {
    const isWord = (text) => /\p{L}{2,}/u.test(text);
    const spoken = /^(aria-label|aria-description|title|placeholder|alt|label|hint|text)$/;
    return {
      JSXText(node) {
        if (isWord(node.value)) context.report({ node, messageId: 'literal' });
      },
      JSXAttribute(node) {
        if (spoken.test(String(node.name.name)) && node.value?.type === 'Literal' && isWord(String(node.value.value))) {
          context.report({ node, messageId: 'literal' });
        }
      },
    };
  },
};

/** A feature imports ui, data and shared, never another feature; only the shell's dialog host knows them all. */
const features = ['auth', 'inbox', 'operator', 'settings'];

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'test-results', 'playwright-report', 'shared/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { central: { rules: { words } } },
    rules: {
      'central/words': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Compiles each file as React's compiler would: nine tenths of the time, so only where components and hooks are.
    files: ['{apps,src}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', 'src/test/**'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      // Synchronising with what lies outside React (timers, the address, focus) is what our effects do.
      'react-hooks/set-state-in-effect': 'off',
      'react-hooks/refs': 'off',
    },
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: features
            .filter((other) => other !== feature)
            .map((other) => ({ group: [`@/features/${other}/*`], message: 'Features do not import each other.' })),
        },
      ],
    },
  })),
  {
    files: ['shared/**'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['react', 'react-dom', '@/*'] }] },
  },
  {
    files: ['**/*.{js,mjs}', 'build/**'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  { files: ['e2e/**', 'src/test/**'], rules: { 'central/words': 'off', 'no-empty-pattern': 'off' } },
  // The simulator has its own words: it is a demonstration in Portuguese.
  { files: ['apps/simulator/**'], rules: { 'central/words': 'off' } },
);
