import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocalCloud, type TestCloud } from '../support/local-cloud.ts';
import { callAws, putItem, queueNamed, sortKeys, startTimer } from './aws.ts';
import { writeAssembly } from './fixtures/assembly.ts';

const assembly = writeAssembly();
const DAY = 86_400_000;
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assembly });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(assembly, { recursive: true });
});

type Sms = { to: string; body: string; at: string; complaintId: string | null };
const smsAbout = async (id: string): Promise<Sms[]> =>
  (await cloud.get<Sms[]>('/_local/sms')).filter((one) => one.body.includes(id));
const clockNow = async (): Promise<number> => Date.parse((await cloud.get<{ now: string }>('/_local/clock')).now);

test('an event in the table becomes an SMS and a notice, and a line at the terminal without its text', async () => {
  await putItem(cloud, {
    pk: 'AMB-7K3Q9CX',
    sk: 'event#000001',
    version: '1',
    action: 'file',
    to: 'RECEIVED',
    text: 'rahasia',
  });
  await putItem(cloud, { pk: 'AMB-7K3Q9CX', sk: 'complaint' });
  await cloud.idle();
  expect(await smsAbout('AMB-7K3Q9CX')).toEqual([
    {
      to: '+6281234567890',
      body: 'Laporan AMB-7K3Q9CX: event#000001',
      at: expect.any(String),
      complaintId: 'AMB-7K3Q9CX',
    },
  ]);
  expect(await cloud.get('/_local/notices')).toContainEqual({
    topic: 'Service-Officers',
    subject: 'AMB-7K3Q9CX',
    message: 'event#000001',
    attributes: { agency: 'dishub' },
    at: expect.any(String),
  });
  expect(cloud.printed()).toMatch(/event +AMB-7K3Q9CX +1 +file +RECEIVED/);
  expect(cloud.printed()).not.toContain('rahasia');
});

test('a poisoned record is parted from the others, retried, and given up with its place only', async () => {
  await Promise.all([
    putItem(cloud, { pk: 'good-1', sk: 'event#1' }),
    putItem(cloud, { pk: 'bad', sk: 'event#1', poison: 'yes' }),
    putItem(cloud, { pk: 'refused', sk: 'event#1', refused: 'yes' }),
    putItem(cloud, { pk: 'good-2', sk: 'event#1' }),
  ]);
  await cloud.idle();
  expect(await smsAbout('good-')).toHaveLength(2);
  const { messages } = await queueNamed(cloud, 'Service-GivenUp');
  expect(messages).toHaveLength(2);
  expect(JSON.parse(messages[0]?.body ?? '')).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
  expect(messages[0]?.body).not.toContain('poison');
});

test('a failing message holds back its group only, comes again, and ends among the dead', async () => {
  await putItem(cloud, { pk: 'stuck', sk: 'event#1', text: 'fail' });
  await cloud.idle();
  await putItem(cloud, { pk: 'stuck', sk: 'event#2' });
  await putItem(cloud, { pk: 'free', sk: 'event#1' });
  await cloud.idle();
  expect(await smsAbout('free')).toHaveLength(1);
  expect(await smsAbout('stuck')).toHaveLength(0);
  await cloud.post('/_local/visibility');
  await cloud.idle();
  await cloud.post('/_local/visibility');
  await cloud.idle();
  expect(await smsAbout('stuck')).toHaveLength(1);
  const { messages } = await queueNamed(cloud, 'Service-Dead.fifo');
  expect(messages.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { id: 'stuck', event: 'event#1', text: 'fail' },
  ]);
});

test('a message sent twice within five minutes is one', async () => {
  const QueueUrl = `${cloud.servicesUrl}/000000000000/Service-Messages.fifo`;
  const send = async () =>
    callAws<{ MessageId: string }>(cloud, 'AmazonSQS.SendMessage', {
      QueueUrl,
      MessageBody: JSON.stringify({ id: 'twice', event: 'e' }),
      MessageGroupId: 'twice',
      MessageDeduplicationId: 'twice-1',
    });
  const [first, second] = [await send(), await send()];
  expect(second.MessageId).toBe(first.MessageId);
  await cloud.idle();
  expect(await smsAbout('twice')).toHaveLength(1);
});

test.each([
  ['MessageGroupId', 'g'.repeat(129)],
  ['MessageDeduplicationId', 'd'.repeat(129)],
  ['MessageDeduplicationId', 'two words'],
])('%s %s is refused', async (name, value) => {
  const ids = { MessageGroupId: 'g', MessageDeduplicationId: 'd', [name]: value };
  const QueueUrl = `${cloud.servicesUrl}/000000000000/Service-Messages.fifo`;
  await expect(callAws(cloud, 'AmazonSQS.SendMessage', { QueueUrl, MessageBody: '{}', ...ids })).rejects.toMatchObject({
    name: expect.stringContaining('InvalidParameterValue'),
    message: expect.stringContaining(name),
  });
});

test('time stops at each wake and each schedule, in order, and their functions see that time', async () => {
  const now = await clockNow();
  await startTimer(cloud, 't1', now + 20 * DAY, 3);
  await startTimer(cloud, 't2', now + 10 * DAY);
  await cloud.idle();
  expect((await cloud.get<{ name: string }[]>('/_local/timers')).map((one) => one.name)).toEqual(['t2-1-1', 't1-1-1']);
  const reached = Date.parse(await cloud.advance('P30D'));
  expect(reached - now).toBeGreaterThanOrEqual(30 * DAY);
  const [first, second] = await sortKeys(cloud, 'wake#t1');
  expect(Date.parse(first?.split('#')[0] ?? '') - (now + 20 * DAY)).toBeLessThan(5000);
  expect(Date.parse(second?.split('#')[0] ?? '') - (now + 23 * DAY)).toBeLessThan(5000);
  const nightly = await sortKeys(cloud, 'nightly');
  expect(nightly).toHaveLength(30);
  for (const at of nightly) expect(at).toMatch(/T17:00:0/);
  expect(await cloud.get('/_local/timers')).toEqual([]);
  const { executions } = await cloud.get<{ executions: unknown[] }>('/_local/transitions');
  expect(executions).toContainEqual({ name: 't1-1-1', status: 'SUCCEEDED', transitions: 7 });
  expect(executions).toContainEqual({ name: 't2-1-1', status: 'SUCCEEDED', transitions: 4 });
});

test('a stopped sleeper has taken one transition, and its name stays taken', async () => {
  const now = await clockNow();
  await startTimer(cloud, 't3', now + DAY);
  await cloud.idle();
  const executionArn = 'arn:aws:states:ap-southeast-3:000000000000:execution:fixture-deadline:t3-1-1';
  await startTimer(cloud, 't3', now + DAY);
  await callAws(cloud, 'AWSStepFunctions.StopExecution', { executionArn });
  const { executions } = await cloud.get<{ executions: unknown[] }>('/_local/transitions');
  expect(executions).toContainEqual({ name: 't3-1-1', status: 'ABORTED', transitions: 1 });
  await expect(startTimer(cloud, 't3', now + DAY)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  await cloud.advance('P2D');
  expect(await sortKeys(cloud, 'wake#t3')).toEqual([]);
});

test('a delayed message is due on the moved clock', async () => {
  await callAws(cloud, 'AmazonSQS.SendMessage', {
    QueueUrl: `${cloud.servicesUrl}/000000000000/Service-GivenUp`,
    MessageBody: 'later',
    DelaySeconds: 900,
  });
  expect((await queueNamed(cloud, 'Service-GivenUp')).delayed).toBe(1);
  await cloud.advance('PT15M');
  expect((await queueNamed(cloud, 'Service-GivenUp')).delayed).toBe(0);
});

test('an injected error reaches the caller as often as was asked', async () => {
  await cloud.post('/_local/faults', {
    service: 'states',
    action: 'StartExecution',
    effect: 'error',
    error: 'ServiceUnavailable',
  });
  const now = await clockNow();
  await expect(startTimer(cloud, 't4', now)).rejects.toMatchObject({ name: 'ServiceUnavailable' });
  await startTimer(cloud, 't4', now);
  await cloud.idle();
  expect(await sortKeys(cloud, 'wake#t4')).toHaveLength(1);
});
