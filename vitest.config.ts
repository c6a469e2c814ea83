import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Workers, and the clouds and commands that they start, keep compiled code here: a second less for each start.
process.env['NODE_COMPILE_CACHE'] ??= resolve('.tanggap/compile-cache');

/** Far beyond what any test takes, also beside other work: this ends only what hangs. */
const patience = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 120_000 } } };

/** What `npm run test:slow` runs again at full size, besides test/slow: see test/support/runs.ts. */
const slowProofs = [
  'test/unit/bin/replay-stream.test.ts',
  'test/unit/domain/complaint/{decree-properties,lateness,transition-properties}.test.ts',
  'test/unit/domain/deadlines/calendar-exhaustive.test.ts',
  'test/unit/domain/messages/messages.test.ts',
  'test/unit/domain/recognition/scrub-text.test.ts',
  'test/unit/domain/sms/{grammar,real-texts,turn}.test.ts',
  'test/unit/domain/statistics/statistics.test.ts',
  'test/unit/follow-up/staff-authorization.test.ts',
  'test/unit/webhooks/relay.test.ts',
  'test/contract/{count-once,public-lists,simulate}.test.ts',
  'test/compat/compat.test.ts',
];

/**
 * One project per kind of test; see docs/testing.md. Where files share no state but modules, a worker keeps those loaded (`isolate: false`): a third
 * of the time. Infra tests turn off AWS's template validator, which `npm run synth` keeps on.
 */
export default defineConfig({
  test: {
    // One more than there are cores: some journeys wait (for a slow receiver, a retry) as much as they work.
    maxWorkers: availableParallelism() + 1,
    reporters: ['default', 'json'],
    outputFile: { json: '.build/test-results.json' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          isolate: false,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
          ...patience,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts', 'test/compat/**/*.test.ts'],
          isolate: false,
          ...patience,
        },
      },
      { test: { name: 'local', include: ['test/local/**/*.test.ts'], isolate: false, ...patience } },
      {
        test: {
          name: 'infra',
          isolate: false,
          include: ['test/infra/**/*.test.ts'],
          env: { CDK_VALIDATION: 'false' },
          ...patience,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts', 'test/faults/**/*.test.ts'],
          isolate: false,
          globalSetup: 'test/support/cloud/seeded.ts',
          ...patience,
        },
      },
      {
        test: {
          name: 'slow-journeys',
          include: ['test/journeys/{many-clients,open311/crowd,open311/hostile}.test.ts'],
          isolate: false,
          globalSetup: 'test/support/cloud/seeded.ts',
          env: { SLOW: '1' },
          ...patience,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['test/slow/**/*.test.ts', ...slowProofs],
          isolate: false,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT', SLOW: '1' },
          ...patience,
        },
      },
    ],
  },
});
