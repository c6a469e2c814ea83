import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { production, stacksOf } from './support/synthesized.ts';

describe('cdk-nag, AwsSolutions', () => {
  test.each([{}, production, { smsFailureLog: true }])(
    'finds nothing in stage %j that is not acknowledged beside its construct',
    (context) => {
      const { app } = stacksOf(context);
      expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
    },
  );

  test('would find something', () => {
    const { app, service } = stacksOf();
    const queue = new Queue(service, 'Unsafe');
    const { violations } = new AwsSolutionsChecks().validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(
      expect.arrayContaining([expect.stringContaining('AwsSolutions-SQS4')]),
    );
    expect(queue.node.path).toBe('TanggapService-ambon-dev/Unsafe');
  });
});
