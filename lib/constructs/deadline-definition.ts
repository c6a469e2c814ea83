/**
 * The machine that wakes a complaint's deadlines, one execution per complaint and stage, in JSONPath.
 *
 * Input `{complaintId, stage, n, wakeAt}`, wakeAt in whole seconds with `Z`. It starts asleep: a stage that ends in time costs one transition
 * (then StopExecution); one wake costs three more, the end one more. A complaint answered and closed in time passes RECEIVED, FORWARDED,
 * IN_PROGRESS and ANSWERED: four, or seven when silence closes it. Budget: 8.
 */

/** Seconds before a failed call of AWS is tried again: 2, 4, … 2048 (11 tries, 68 minutes), then hourly: 9 more, about 10 hours. */
const awsTrouble = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 3600,
  MaxAttempts: 20,
  // Every deadline of a city is due at 00:00:00 local time: without jitter all retries would meet again.
  JitterStrategy: 'FULL',
};

/**
 * Anything else (a table out of reach, a fault of ours): 30, 60, … 1920 s (7 tries, 64 minutes), then hourly: 9 more, about 10 hours, in which a
 * deploy can repair it. Then the execution fails and alarms, and the nightly sweep makes a new one.
 */
const anyTrouble = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 30,
  BackoffRate: 2,
  MaxDelaySeconds: 3600,
  MaxAttempts: 16,
};

/**
 * `functionArn`: the escalation function, which answers `{done: true}` or `{done: false, wakeAt}`. `taskTimeoutSeconds`: longer than the
 * function's own timeout, so that Lambda's answer comes first.
 */
export function deadlineDefinition(functionArn: string, taskTimeoutSeconds: number): object {
  return {
    Comment: 'Sleep until a deadline, let the escalation function look, sleep again or end.',
    QueryLanguage: 'JSONPath',
    StartAt: 'Sleep',
    States: {
      Sleep: { Type: 'Wait', TimestampPath: '$.wakeAt', Next: 'CheckDeadline' },
      CheckDeadline: {
        Type: 'Task',
        Resource: functionArn,
        TimeoutSeconds: taskTimeoutSeconds,
        Parameters: {
          'complaintId.$': '$.complaintId',
          'stage.$': '$.stage',
          'n.$': '$.n',
          // The first wake of this execution. The function reads from the complaint what is due.
          'wakeAt.$': '$.wakeAt',
        },
        ResultPath: '$.check',
        Retry: [awsTrouble, anyTrouble],
        Next: 'DoneOrSleep',
      },
      DoneOrSleep: {
        Type: 'Choice',
        Choices: [{ Variable: '$.check.done', BooleanEquals: true, Next: 'Done' }],
        // An answer without wakeAt fails here, alarms, and is left to the sweep.
        Default: 'SleepAgain',
      },
      SleepAgain: { Type: 'Wait', TimestampPath: '$.check.wakeAt', Next: 'CheckDeadline' },
      Done: { Type: 'Succeed' },
    },
  };
}
