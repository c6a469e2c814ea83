/** CloudFormation's custom resource is answered in every case, because it waits an hour for a missing answer. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerCloudFormation } from '../../../functions/adapters/http/cloudformation-response.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../support/cloud/misbehaving-server.ts';

let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
});

const ids = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Seed' };
const event = (over: object = {}) => ({ ...ids, ResponseURL: `${server.url}/answer?x=1`, ...over }) as never;
const sent = () => JSON.parse(server.requests[0]!.body) as unknown;

test('success carries the data, and the logical id for a resource that is new', async () => {
  await answerCloudFormation(event({ RequestType: 'Create' }), async () => ({ Summary: '1 put' }));
  expect(server.requests).toMatchObject([{ method: 'PUT', path: '/answer?x=1', headers: { 'content-type': '' } }]);
  expect(sent()).toEqual({ ...ids, PhysicalResourceId: 'Seed', Status: 'SUCCESS', Data: { Summary: '1 put' } });
});

test('the id that a resource has is kept', async () => {
  await answerCloudFormation(event({ RequestType: 'Update', PhysicalResourceId: 'old' }), async () => ({}));
  expect(sent()).toMatchObject({ PhysicalResourceId: 'old' });
});

test.each([
  [new Error('broken'), 'broken'],
  ['text', 'text'],
])('a failure is answered with its reason: %s', async (thrown, reason) => {
  await answerCloudFormation(event(), () => Promise.reject(thrown));
  expect(sent()).toEqual({ ...ids, PhysicalResourceId: 'Seed', Status: 'FAILED', Reason: reason });
});

test('an answer that is not taken is an error', async () => {
  server.manners.push({ status: 403 });
  await expect(answerCloudFormation(event(), async () => ({}))).rejects.toThrow(
    'CloudFormation did not take the answer: 403',
  );
});
