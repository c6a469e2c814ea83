/** Lists the subjects of mutation testing: a domain subject, a folder of adapters or a function's folder, with the tests that hold it. */
import { globSync } from 'node:fs';

export interface Subject {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

/** Folders of `functions/` that are no subject, with the reason. */
const notSubjects: Readonly<Record<string, string>> = {
  http: 'is no use case: the API’s shapes and dialects, which `test/unit/http`, the OpenAPI document and every journey hold',
  pages: 'is no use case: HTML, which `test/unit/pages` and the journeys in Chromium hold',
  runtime: 'is no use case: the clock, the log and the environment of a process',
};
/** Folders of which each folder is a subject. */
const split = new Set(['adapters', 'domain']);

/** Tests that are left out of every subject, with the reason. */
const slowTests: Readonly<Record<string, string>> = {
  'test/contract/simulate.test.ts': 'runs a year of a city: minutes for each mutant',
  'test/unit/domain/recognition/suggestion.test.ts': 'trains a model: minutes for each mutant',
  'test/unit/domain/sms/real-texts.test.ts': 'measures thousands of texts as a whole, not a rule',
};

/** Files of which no mutant is made, with the reason. */
const notMutated: Readonly<Record<string, string>> = {
  'functions/adapters/dynamodb/count-once.ts':
    '`contract/count-once` holds it, six tests of races on the engine: 81 s measured beside other work, for each mutant',
};

/** Everything that takes no part, for the report in docs/testing.md. */
export const takesNoPart: readonly (readonly [what: string, reason: string])[] = [
  [
    '`functions/**/*.lambda.ts`',
    'reads the environment and builds adapters, without a branch; the infra and journey tests run it as bundled',
  ],
  ...Object.entries(notSubjects).map(([folder, reason]) => [`\`functions/${folder}/\``, reason] as const),
  ...Object.entries({ ...notMutated, ...slowTests }).map(([file, reason]) => [`\`${file}\``, reason] as const),
  ['mutators', 'none: every mutator of Stryker’s instrumenter takes part'],
];

const ofAdapters = (...names: string[]): string[] => names.map((name) => `test/unit/adapters/${name}.test.ts`);
const contracts = (...names: string[]): string[] => names.map((name) => `test/contract/${name}.test.ts`);
/** Compares docs/openapi.json with the schemas, so that it holds their descriptions and examples. */
const openApiTest = ['test/unit/lib/openapi.test.ts'];

/** Tests outside a subject's mirrored folder that hold its rules as well. */
const furtherTests: Readonly<Record<string, readonly string[]>> = {
  'adapters/aws': [
    ...ofAdapters('accounts', 'attachments-s3', 'kms', 'message-adapters', 'timers-sfn'),
    ...contracts('attachments'),
  ],
  'adapters/dynamodb': [
    ...ofAdapters('stream-events'),
    ...contracts('quota-store', 'statistics-store', 'transactions', 'webhook-store'),
  ],
  'adapters/dynamodb/complaints': [
    ...contracts('complaint-item', 'complaint-store', 'conversation-store', 'duplicate-candidates', 'filing-store'),
    ...contracts('links', 'public-lists', 'readers', 'recent-reads'),
  ],
  'adapters/dynamodb/directory': contracts('directory', 'directory-editor', 'webhook-store'),
  'adapters/dynamodb/messages': [
    ...ofAdapters('expiries', 'message-claims'),
    ...contracts('conversation-store', 'links', 'message-store.contract', 'recent-reads', 'sms-counters'),
  ],
  'adapters/dynamodb/webhooks': [...ofAdapters('expiries'), ...contracts('webhook-store')],
  'adapters/files': ['test/unit/follow-up/suggest-routing.test.ts'],
  'adapters/http': [
    ...ofAdapters('city-api', 'cloudformation-response', 'email-relay', 'endpoint-check', 'http-poster'),
    ...ofAdapters('lapor-addstream', 'oidc'),
  ],
  conversation: openApiTest,
  delivery: ['test/unit/conversation/{receive-sms,sms-caps}.test.ts', 'test/unit/domain/messages/emails.test.ts'],
  directory: openApiTest,
  'domain/complaint': ['test/unit/domain/deadlines/{countdown,deadline-examples}.test.ts'],
  escalation: ['test/unit/domain/city/ladders.test.ts'],
  'follow-up': openApiTest,
  intake: openApiTest,
  query: openApiTest,
  webhooks: openApiTest,
};

const folders = (under: string): string[] =>
  globSync(`functions/${under}*/`).map((folder) => folder.replace(/^functions\//, '').replace(/\/$/, ''));

export const subjectNames = (): string[] => [
  ...folders('domain/').sort(),
  ...folders('adapters/').sort(),
  ...folders('adapters/dynamodb/').sort(),
  ...folders('')
    .filter((name) => !split.has(name) && notSubjects[name] === undefined)
    .sort(),
];

const list = (patterns: readonly string[]): string[] => patterns.flatMap((pattern) => globSync(pattern)).sort();

/** Returns a subject's source files and tests. Throws for a name that is no subject. */
export function subjectOf(name: string): Subject {
  if (!subjectNames().includes(name)) throw new Error(`No subject ${name}: one of ${subjectNames().join(', ')}.`);
  const within = subjectNames().filter((other) => other.startsWith(`${name}/`));
  const files = list([`functions/${name}/**/*.{ts,tsx}`]).filter(
    (file) =>
      !file.endsWith('.lambda.ts') &&
      notMutated[file] === undefined &&
      !within.some((other) => file.startsWith(`functions/${other}/`)),
  );
  const tests = list([`test/unit/${name}/**/*.test.ts`, ...(furtherTests[name] ?? [])]);
  return { name, files, tests: [...new Set(tests)].filter((file) => slowTests[file] === undefined) };
}
