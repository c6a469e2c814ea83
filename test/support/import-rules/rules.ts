/**
 * Who may import whom: every row of the table, told once (docs/adr/021-import-rules.md). The first row whose `from` fits a file judges it, and
 * a file without a row is refused. A path that ends in `/` means all beneath it, `*` stands for one name, and `$own` for the folder of the
 * file's own function.
 */
export type Row = {
  from: string;
  /** What it may import, by whatever form. */
  may: readonly string[];
  /** What it may import types of. */
  types?: readonly string[];
  /** What it may import constants, schemas and types of: no functions. */
  constants?: readonly string[];
  /** What it may not import all the same. */
  not?: readonly string[];
  /** Packages; `name#a,b` allows these names alone, `types:name` types alone. A trailing `*` stands for any ending. */
  packages: readonly string[];
  /** May import what a variable names. */
  computed?: true;
};

/** The subjects of the domain in their order: each may import those above it. */
export const subjects = [
  'kernel',
  'city',
  'deadlines',
  'complaint',
  'statistics',
  'recognition',
  'messages',
  'webhooks',
  'sms',
  'administration',
] as const;

const domain = 'functions/domain/';
const access = 'functions/access/';
const http = 'functions/http/';
const adapters = 'functions/adapters/';
const runtime = 'functions/runtime/';
const pages = 'functions/pages/';
const lambdas = 'functions/*/*.lambda.ts';
const routes = ['functions/*/*routes.ts', 'functions/*/*/*routes.ts'];

const hashing = 'node:crypto#createHash,createHmac,timingSafeEqual';
const event = 'types:aws-lambda';

/** Packages of one subject beside those of all. */
const ofSubject: Partial<Record<(typeof subjects)[number], string>> = {
  kernel: 'libphonenumber-js/core',
  webhooks: 'node:net',
};
/** What each room of adapters speaks with. */
const sdk = {
  aws: [...['kms', 's3', 'sfn', 'sns', 'sqs'].map((name) => `@aws-sdk/client-${name}`), '@aws-sdk/s3-*', '@smithy/*'],
  dynamodb: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
  files: [],
  http: ['fast-xml-parser'],
};

const audience = (name: string, ...more: readonly string[]): Row => ({
  from: `${pages}${name}/`,
  may: [
    `${pages}${name}/`,
    `${pages}shell/`,
    `${pages}words/`,
    `${pages}ports.ts`,
    ...['city/', 'complaint/', ...more].map((s) => domain + s),
  ],
  types: [`${domain}kernel/`, `${http}views/`],
  packages: ['types:preact', 'zod', 'node:crypto#createHash', 'node:util#isDeepStrictEqual'],
});

export const rows: readonly Row[] = [
  ...subjects.map((name, i): Row => ({
    from: `${domain}${name}/`,
    may: subjects.slice(0, i + 1).map((s) => `${domain}${s}/`),
    packages: ['zod', hashing, ...(ofSubject[name] ? [ofSubject[name]] : [])],
  })),

  ...(['aws', 'dynamodb', 'files', 'http'] as const).map((outside): Row => ({
    from: `${adapters}${outside}/`,
    may: [domain, runtime, `${adapters}${outside}/`, ...(outside === 'http' ? [`${pages}ports.ts`] : [])],
    packages: ['node:*', 'zod', event, ...sdk[outside]],
  })),
  { from: access, may: [access, domain], packages: [hashing] },
  {
    from: http,
    may: [http, access, domain, runtime],
    packages: ['@middy/core', 'fast-xml-parser', 'node:crypto#createHash,randomUUID', 'zod', event],
  },
  {
    from: runtime,
    may: [runtime],
    types: [`${domain}kernel/`],
    packages: ['@aws-lambda-powertools/*', 'node:crypto', 'zod'],
  },

  { from: lambdas, may: ['$own', adapters, http, runtime], packages: ['node:fs', 'zod', event] },

  ...['citizen', 'public', 'officer'].map((name) => audience(name)),
  // The admin keeps every kind of record, subscriptions too, and this is the list of the kinds with their schemas.
  audience('admin', 'administration/record-kinds.ts'),
  { from: `${pages}words/`, may: [`${pages}words/`], packages: [] },
  {
    from: `${pages}shell/`,
    may: [`${pages}shell/`, `${pages}words/`, `${pages}ports.ts`, http, domain],
    packages: ['preact', 'preact-render-to-string', 'uqr', 'zod', 'node:*', event],
  },
  { from: `${pages}ports.ts`, may: [], types: [domain], packages: [] },

  ...routes.map((from): Row => ({ from, may: ['$own', http, access, domain], not: [lambdas], packages: ['zod'] })),
  {
    from: 'functions/*/',
    may: ['$own', domain, access, `${http}views/`, `${http}open311/`, `${http}cursor.ts`],
    not: [lambdas, ...routes],
    packages: ['zod', hashing, 'node:util', 'node:zlib'],
  },

  {
    from: 'lib/local/',
    may: ['lib/local/'],
    types: ['functions/'],
    packages: ['@aws-sdk/util-dynamodb', 'aws-local-stepfunctions', 'croner', 'jose', 'node:*', 'zod'],
    computed: true,
  },
  {
    from: 'lib/',
    may: ['lib/', domain],
    constants: [`${http}views/`, 'functions/*/'],
    not: ['lib/local/', `${http}*.ts`, `${http}open311/`, adapters, access, runtime, pages, lambdas, ...routes],
    packages: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'esbuild', 'node:*', 'preact*', 'zod', 'zod-openapi'],
  },

  // Records what the tests of later releases read.
  { from: 'bin/release.ts', may: ['bin/', 'test/compat/'], packages: ['*'] },
  { from: 'bin/', may: ['bin/', 'lib/', 'functions/'], packages: ['*'], computed: true },
  {
    from: 'test/',
    may: ['bin/', 'lib/', 'functions/', 'test/', '*.ts', 'package.json'],
    packages: ['*'],
    computed: true,
  },
];
