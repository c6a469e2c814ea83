import type { TestCloud } from '../support/local-cloud.ts';

/** Calls an AWS service of the local cloud as a caller that is no function, so nothing is refused. Throws with AWS's error name. */
export async function callAws<T>(cloud: TestCloud, target: string, body: unknown, accessKey = 'tests'): Promise<T> {
  const response = await fetch(cloud.servicesUrl, {
    method: 'POST',
    headers: {
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/local/x/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { __type?: string; message?: string };
  if (!response.ok) throw Object.assign(new Error(answer.message), { name: answer.__type });
  return answer;
}

/** Puts an item whose values are all text. */
export async function putItem(
  cloud: TestCloud,
  item: Record<string, string>,
  table = 'Data-Complaints',
): Promise<void> {
  const Item = Object.fromEntries(Object.entries(item).map(([name, value]) => [name, { S: value }]));
  await callAws(cloud, 'DynamoDB_20120810.PutItem', { TableName: table, Item });
}

/** The sort keys in a partition, in order. */
export async function sortKeys(cloud: TestCloud, pk: string, table = 'Data-Complaints'): Promise<string[]> {
  const { Items } = await callAws<{ Items: { sk: { S: string } }[] }>(cloud, 'DynamoDB_20120810.Query', {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });
  return Items.map((item) => item.sk.S);
}

/** Starts a deadline execution of the fixture's machine. */
export async function startTimer(cloud: TestCloud, id: string, wakeAt: number, again?: number): Promise<void> {
  await callAws(cloud, 'AWSStepFunctions.StartExecution', {
    stateMachineArn: 'arn:aws:states:ap-southeast-3:000000000000:stateMachine:fixture-deadline',
    name: `${id}-1-1`,
    input: JSON.stringify({ complaintId: id, stage: 1, n: 1, wakeAt: new Date(wakeAt).toISOString(), again }),
  });
}

/** What a queue holds. */
export async function queueNamed(cloud: TestCloud, name: string): Promise<QueueReport> {
  const queues = await cloud.get<QueueReport[]>('/_local/queues');
  const found = queues.find((queue) => queue.name === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
}

type QueueReport = {
  name: string;
  visible: number;
  hidden: number;
  delayed: number;
  messages: { body: string; receives: number }[];
};
