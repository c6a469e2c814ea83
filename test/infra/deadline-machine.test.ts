import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { readableIn } from './support/readable.ts';
import { resource, templatesOf } from './support/synthesized.ts';

const { data, service } = templatesOf();
const readable = readableIn(data);
const machine = resource(service, 'AWS::StepFunctions::StateMachine');

interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  BackoffRate: number;
  MaxDelaySeconds: number;
  MaxAttempts: number;
}

/** As CloudFormation would resolve it, with the function's ARN in AWS's form. */
const definition = JSON.parse(
  readable(machine.Properties.DefinitionString).replace(
    'EscalationFunction.Arn',
    'arn:aws:lambda:ap-southeast-3:111122223333:function:tanggap-ambon-dev-escalation',
  ),
) as { StartAt: string; States: Record<string, Record<string, unknown>> };

/** Transitions of an execution whose wakes answer so; entering a state is one. */
function transitions(answers: { done: boolean }[], stoppedAsleep = false): string[] {
  const path: string[] = [];
  const queue = [...answers];
  let answer: { done: boolean } | undefined;
  for (let name: string | undefined = definition.StartAt; name !== undefined;) {
    path.push(name);
    const state: Record<string, unknown> | undefined = definition.States[name];
    if (state?.['Type'] === 'Wait' && stoppedAsleep && queue.length === 0) return path;
    if (state?.['Type'] === 'Task') answer = queue.shift();
    const choice = (state?.['Choices'] as { Next: string; BooleanEquals: boolean }[] | undefined)?.find(
      (candidate) => candidate.BooleanEquals === answer?.done,
    );
    name = (choice?.Next ?? state?.['Default'] ?? state?.['Next']) as string | undefined;
  }
  return path;
}

describe('the deadline machine', () => {
  test('is valid', () => {
    const check = { checkPaths: true, checkArn: true };
    expect(validate(structuredClone(definition), check).errors).toEqual([]);
    const broken = structuredClone(definition);
    broken.States['Sleep'] = { ...broken.States['Sleep'], Next: 'Nowhere' };
    expect(validate(broken, check).isValid).toBe(false);
  });

  test('starts asleep until the wake of its input, and asks the escalation function', () => {
    expect(definition.StartAt).toBe('Sleep');
    expect(definition.States['Sleep']).toMatchObject({
      Type: 'Wait',
      TimestampPath: '$.wakeAt',
      Next: 'CheckDeadline',
    });
    expect(readable(machine.Properties.DefinitionString)).toContain('"Resource":"EscalationFunction.Arn"');
    expect(definition.States['CheckDeadline']).toMatchObject({
      Type: 'Task',
      Parameters: { 'complaintId.$': '$.complaintId', 'stage.$': '$.stage', 'n.$': '$.n', 'wakeAt.$': '$.wakeAt' },
      ResultPath: '$.check',
    });
    expect(JSON.stringify(definition)).not.toMatch(/JSONata|Assign|\$\$\.|Heartbeat/);
  });

  test('waits for the function longer than Lambda does', () => {
    const { Timeout } = resource(service, 'AWS::Lambda::Function', 'Escalation').Properties as { Timeout: number };
    expect(definition.States['CheckDeadline']?.['TimeoutSeconds']).toBeGreaterThan(Timeout);
  });

  test('a complaint answered and closed in time costs at most 8 transitions', () => {
    expect(transitions([], true)).toEqual(['Sleep']);
    expect(transitions([{ done: true }])).toEqual(['Sleep', 'CheckDeadline', 'DoneOrSleep', 'Done']);
    expect(transitions([{ done: false }], true)).toEqual(['Sleep', 'CheckDeadline', 'DoneOrSleep', 'SleepAgain']);
    const acceptedByReporter = 4 * transitions([], true).length;
    const closedBySilence = 3 * transitions([], true).length + transitions([{ done: true }]).length;
    expect([acceptedByReporter, closedBySilence]).toEqual([4, 7]);
  });

  test('tries for about ten hours before it gives up, in at most 20 tries', () => {
    const retry = definition.States['CheckDeadline']?.['Retry'] as Retrier[];
    const hours = retry.map(({ IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }) => {
      const delays = Array.from({ length: MaxAttempts }, (_, i) =>
        Math.min(IntervalSeconds * BackoffRate ** i, MaxDelaySeconds),
      );
      return Math.round(delays.reduce((sum, delay) => sum + delay, 0) / 360) / 10;
    });
    expect(hours).toEqual([10.1, 10.1]);
    expect(retry.map((retrier) => retrier.MaxAttempts)).toEqual([20, 16]);
    expect(retry.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  });

  test('is a Standard machine that logs errors without their data', () => {
    expect(machine.Properties).toMatchObject({
      StateMachineName: 'tanggap-ambon-dev-deadline',
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
    expect(machine.DependsOn?.some((id) => id.startsWith('DeadlinesRoleDefaultPolicy'))).toBe(true);
  });
});
