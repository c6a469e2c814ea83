/** Deadline executions in Step Functions: what is asked for, and which refusals mean that it is done already. */
import { ExecutionAlreadyExists, ExecutionDoesNotExist, SFNServiceException } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { createTimers } from '../../../functions/adapters/aws/timers-sfn.ts';

const stateMachineArn = 'arn:aws:states:ap-southeast-3:1:stateMachine:deadline';
const input = { complaintId: 'AMB-7K3Q9C5', stage: 2, n: 0, wakeAt: '2026-03-26T00:00:00.000Z' };
const refusal = { message: 'no', $metadata: {} };
const exists = new ExecutionAlreadyExists(refusal);
const gone = new ExecutionDoesNotExist(refusal);
const throttled = new SFNServiceException({ ...refusal, name: 'ThrottlingException', $fault: 'client' });

/** Timers over a client that keeps what it is sent, and fails as told. */
function timersWith(error?: Error) {
  const sent: unknown[] = [];
  const client = {
    async send({ input: given }: { input: unknown }) {
      sent.push(given);
      if (error) throw error;
    },
  };
  return { sent, timers: createTimers(stateMachineArn, client) };
}

describe('a start', () => {
  test('names the execution and hands its input over', async () => {
    const { timers, sent } = timersWith();
    await timers.start('AMB-7K3Q9C5-2-0', input);
    expect(sent).toEqual([{ stateMachineArn, name: 'AMB-7K3Q9C5-2-0', input: JSON.stringify(input) }]);
  });

  test('of a name that is taken has succeeded before', async () => {
    expect(await timersWith(exists).timers.start('AMB-7K3Q9C5-2-0', input)).toBeUndefined();
  });

  test.each([gone, throttled, new Error('connect')])('that fails otherwise throws: %s', async (error) => {
    await expect(timersWith(error).timers.start('AMB-7K3Q9C5-2-0', input)).rejects.toBe(error);
  });
});

describe('a stop', () => {
  test('names the execution by its ARN', async () => {
    const { timers, sent } = timersWith();
    await timers.stop('AMB-7K3Q9C5-2-0');
    expect(sent).toEqual([{ executionArn: 'arn:aws:states:ap-southeast-3:1:execution:deadline:AMB-7K3Q9C5-2-0' }]);
  });

  test('of an execution that there is none of has nothing to do', async () => {
    expect(await timersWith(gone).timers.stop('AMB-7K3Q9C5-2-0')).toBeUndefined();
  });

  test.each([exists, throttled])('that fails otherwise throws: %s', async (error) => {
    await expect(timersWith(error).timers.stop('AMB-7K3Q9C5-2-0')).rejects.toBe(error);
  });
});
