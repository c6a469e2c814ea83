/** The limits of AWS at which a request or a deployment breaks. The local cloud holds each; none can be raised unless its row says so. */

type Limit = { most: number; unit: string; of: string; page: string };

const aws = 'https://docs.aws.amazon.com/';
const httpApi = `${aws}apigateway/latest/developerguide/http-api-quotas.html`;
const lambda = `${aws}lambda/latest/dg/gettingstarted-limits.html`;
const iam = `${aws}IAM/latest/UserGuide/reference_iam-quotas.html`;
const cloudFormation = `${aws}AWSCloudFormation/latest/UserGuide/cloudformation-limits.html`;
const sqs = `${aws}AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html`;

export const limits = {
  requestBody: { most: 10 * 1024 * 1024, unit: 'bytes', of: "a request's body", page: httpApi },
  requestHead: { most: 10_240, unit: 'bytes', of: "a request's line and header values together", page: httpApi },
  // 6 MB as Lambda's own refusal states it.
  invocation: { most: 6_291_556, unit: 'bytes', of: "a function's event, and its answer", page: lambda },
  environment: { most: 4096, unit: 'bytes', of: "a function's environment variables", page: lambda },
  functionName: {
    most: 64,
    unit: 'characters',
    of: "a function's name",
    page: `${aws}lambda/latest/api/API_CreateFunction.html`,
  },
  roleName: { most: 64, unit: 'characters', of: "a role's name", page: iam },
  rolePolicies: {
    most: 10_240,
    unit: 'characters',
    of: "a role's inline policies together, without white space",
    page: iam,
  },
  queueName: {
    most: 80,
    unit: 'characters',
    of: "a queue's name",
    page: `${aws}AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html`,
  },
  ruleName: {
    most: 64,
    unit: 'characters',
    of: "a rule's name",
    page: `${aws}eventbridge/latest/APIReference/API_PutRule.html`,
  },
  scheduleName: {
    most: 64,
    unit: 'characters',
    of: "a schedule's name",
    page: `${aws}scheduler/latest/APIReference/API_CreateSchedule.html`,
  },
  machineName: {
    most: 80,
    unit: 'characters',
    of: "a state machine's name",
    page: `${aws}step-functions/latest/apireference/API_CreateStateMachine.html`,
  },
  resources: { most: 500, unit: 'resources', of: 'a stack', page: cloudFormation },
  messageId: { most: 128, unit: 'characters', of: "a FIFO message's group and deduplication id", page: sqs },
  message: { most: 1024 * 1024, unit: 'bytes', of: "a queue's message", page: sqs },
  plaintext: {
    most: 4096,
    unit: 'bytes',
    of: 'what KMS encrypts or authenticates',
    page: `${aws}kms/latest/APIReference/API_Encrypt.html`,
  },
  parameter: {
    most: 4096,
    unit: 'characters',
    of: "a standard parameter's value",
    page: `${aws}systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
  },
} satisfies Record<string, Limit>;

/** Says how a limit is broken, with its page; undefined when it is kept. */
export function brokenBy(name: keyof typeof limits, size: number): string | undefined {
  const { most, unit, of, page }: Limit = limits[name];
  return size <= most ? undefined : `${of}: ${size} ${unit}, and AWS takes ${most} (${page})`;
}
