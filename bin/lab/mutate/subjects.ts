/** Lists the subjects of mutation testing: a domain subject, a folder of adapters or a function's folder, with the tests that hold it. */
import { globSync } from 'node:fs';

export interface Subject {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

/** Source files that no mutant is made of, with the reason that the report states. */
export const excludedFiles: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /\.lambda\.ts$/,
    reason:
      'reads the environment and builds adapters, without a branch; the infra and journey tests run it as bundled',
  },
];

const ofAdapters = (...names: string[]): string[] => [`test/unit/adapters/{${names.join(',')}}.test.ts`];
/** Compares docs/openapi.json with the schemas, so that it holds their descriptions and examples. */
const openApiTest = ['test/unit/lib/openapi.test.ts'];

/** Tests outside a subject's mirrored folder that hold its rules as well. */
const furtherTests: Readonly<Record<string, readonly string[]>> = {
  'adapters/aws': [
    ...ofAdapters('attachments-s3', 'kms', 'message-adapters', 'timers-sfn'),
    'test/contract/attachments.test.ts',
  ],
  'adapters/dynamodb': [...ofAdapters('message-claims', 'stream-events'), 'test/contract/*.test.ts'],
  'adapters/files': ['test/unit/follow-up/suggest-routing.test.ts'],
  'adapters/http': [
    ...ofAdapters('city-api', 'cloudformation-response', 'email-relay', 'endpoint-check', 'http-poster'),
    ...ofAdapters('lapor-addstream', 'oidc'),
  ],
  delivery: ['test/unit/conversation/{receive-sms,sms-caps}.test.ts', 'test/unit/domain/messages/emails.test.ts'],
  directory: openApiTest,
  'domain/complaint': ['test/unit/domain/deadlines/{countdown,deadline-examples}.test.ts'],
  escalation: ['test/unit/domain/city/ladders.test.ts'],
  'follow-up': openApiTest,
  intake: openApiTest,
  query: openApiTest,
  webhooks: openApiTest,
};

/** Tests that are left out of every subject: they take minutes, or measure a whole. */
const slowTests = new Set([
  'test/contract/simulate.test.ts',
  'test/unit/domain/recognition/suggestion.test.ts',
  'test/unit/domain/sms/real-texts.test.ts',
]);

const notFunctions = new Set(['adapters', 'domain', 'http', 'pages', 'runtime']);
const folders = (under: string): string[] =>
  globSync(`functions/${under}*/`).map((folder) => folder.replace(/^functions\//, '').replace(/\/$/, ''));

export const subjectNames = (): string[] => [
  ...folders('domain/').sort(),
  ...folders('adapters/').sort(),
  ...folders('')
    .filter((name) => !notFunctions.has(name))
    .sort(),
];

const list = (patterns: readonly string[]): string[] => patterns.flatMap((pattern) => globSync(pattern)).sort();

/** Returns a subject's source files and tests. Throws for a name that is no subject. */
export function subjectOf(name: string): Subject {
  if (!subjectNames().includes(name)) throw new Error(`No subject ${name}: one of ${subjectNames().join(', ')}.`);
  const files = list([`functions/${name}/**/*.{ts,tsx}`]).filter(
    (file) => !excludedFiles.some(({ pattern }) => pattern.test(file)),
  );
  const tests = list([`test/unit/${name}/**/*.test.ts`, ...(furtherTests[name] ?? [])]);
  return { name, files, tests: [...new Set(tests)].filter((file) => !slowTests.has(file)) };
}
