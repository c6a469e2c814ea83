/** What the adapters ask of SSM's Parameter Store and of SNS's account. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPageSecrets } from '../../../functions/adapters/aws/page-secrets-ssm.ts';
import { createSmsAccount } from '../../../functions/adapters/aws/sms-account-sns.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../support/cloud/misbehaving-server.ts';

describe('the pages’ secrets', () => {
  let server: MisbehavingServer;
  beforeAll(async () => {
    server = await startMisbehavingServer();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'rahasia' });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
  });
  const clock = { now: () => new Date('2026-03-13T01:00:00.000Z') };
  const secrets = () =>
    createPageSecrets({ parameter: '/tanggap/pages', region: 'ap-southeast-3', endpoint: `${server.url}/` }, clock);
  const asked = () => {
    const [{ method, headers, body }] = server.requests as [(typeof server.requests)[number]];
    return {
      method,
      target: headers['x-amz-target'],
      type: headers['content-type'],
      input: JSON.parse(body) as unknown,
    };
  };
  const answer = (status: number, body: object) => server.manners.push({ status, body: JSON.stringify(body) });

  test('are read decrypted, by a request signed for SSM', async () => {
    answer(200, { Parameter: { Value: '{"webApiKey":"tgp_x"}' } });
    expect(await secrets().read()).toEqual({ sessionKeys: [], webApiKey: 'tgp_x' });
    expect(asked()).toEqual({
      method: 'POST',
      target: 'AmazonSSM.GetParameter',
      type: 'application/x-amz-json-1.1',
      input: { Name: '/tanggap/pages', WithDecryption: true },
    });
    expect(server.requests[0]!.headers['authorization']).toContain('AKID/20260313/ap-southeast-3/ssm/aws4_request');
  });

  test('are none while none are stored', async () => {
    answer(400, { __type: 'com.amazonaws.ssm#ParameterNotFound' });
    expect(await secrets().read()).toEqual({ sessionKeys: [] });
  });

  test.each([
    [400, { __type: 'AccessDeniedException' }, 'SSM refused GetParameter: AccessDeniedException'],
    [400, { __type: 'ParameterNotFoundAtAll' }, 'SSM refused GetParameter: ParameterNotFoundAtAll'],
    [500, {}, 'SSM refused GetParameter: 500'],
    [200, {}, 'Parameter'],
    [200, { Parameter: {} }, 'Value'],
  ])('are not read from %i %j', async (status, body, message) => {
    answer(status, body);
    await expect(secrets().read()).rejects.toThrow(message);
  });

  test('are stored encrypted by the key, over what was there', async () => {
    answer(200, {});
    await secrets().store({ sessionKeys: [] }, 'arn:key');
    expect(asked()).toMatchObject({
      target: 'AmazonSSM.PutParameter',
      input: {
        Name: '/tanggap/pages',
        Value: '{"sessionKeys":[]}',
        Type: 'SecureString',
        KeyId: 'arn:key',
        Overwrite: true,
      },
    });
  });
});

describe('the account’s SMS', () => {
  function account(...answers: object[]) {
    const asked: [string, unknown][] = [];
    const send = async (command: { constructor: { name: string }; input: unknown }) => {
      asked.push([command.constructor.name, command.input]);
      return answers.shift() ?? {};
    };
    return { asked, sms: createSmsAccount('arn:role', { send }) };
  }

  test.each([
    [{ IsInSandbox: true }, true],
    [{ IsInSandbox: false }, false],
    [{}, false],
  ])('are in the sandbox by %j: %s', async (answer, inSandbox) => {
    const { sms, asked } = account(answer);
    expect(await sms.inSandbox()).toBe(inSandbox);
    expect(asked).toEqual([['GetSMSSandboxAccountStatusCommand', {}]]);
  });

  const wanted = { DeliveryStatusIAMRole: 'arn:role', DeliveryStatusSuccessSamplingRate: '0' };
  const read = ['GetSMSAttributesCommand', { attributes: ['DeliveryStatusIAMRole'] }];

  test('log what fails by the role, which is set once', async () => {
    const done = account({ attributes: { DeliveryStatusIAMRole: 'arn:role' } });
    await done.sms.keepFailureLog();
    expect(done.asked).toEqual([read]);
    for (const before of [{}, { attributes: {} }, { attributes: { DeliveryStatusIAMRole: 'arn:other' } }]) {
      const { sms, asked } = account(before);
      await sms.keepFailureLog();
      expect(asked).toEqual([read, ['SetSMSAttributesCommand', { attributes: wanted }]]);
    }
  });
});
