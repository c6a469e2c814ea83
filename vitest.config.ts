import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One project per kind of test; see docs/testing.md. Infra tests turn off AWS's template validator, which `npm run synth` keeps on. */
export default defineConfig({
  test: {
    // Vitest leaves one core free, and on two cores half the time nothing would run: journeys wait as much as they work.
    maxWorkers: Math.max(2, availableParallelism()),
    reporters: ['default', ['json', { outputFile: '.build/test-results.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Properties over thousands of inputs take a second alone, and five times that on a machine that is busy.
          testTimeout: 30_000,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
        },
      },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 } },
      { test: { name: 'local', include: ['test/local/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 } },
      {
        test: {
          name: 'infra',
          // One worker keeps aws-cdk-lib loaded: 3.6 s instead of 11 to 18 s for the whole project.
          isolate: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env: { CDK_VALIDATION: 'false' },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts', 'test/faults/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: [],
        },
      },
    ],
  },
});
