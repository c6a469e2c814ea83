/** Each limit of AWS is broken once: at the start by a template that CloudFormation would refuse, later by a request. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../lib/local/limits.ts';
import { deploymentFaults } from '../../lib/local/template/check-limits.ts';
import { readTemplate } from '../../lib/local/template/template.ts';
import { startLocalCloud, type TestCloud } from '../support/local-cloud.ts';
import { callAws } from './aws.ts';
import { writeAssembly } from './fixtures/assembly.ts';
import type { templates } from './fixtures/template.ts';

type Change = (all: typeof templates) => void;
type Entry = { Type: string; Properties: Record<string, unknown> };

/** Changes the service stack of the fixture. */
const service =
  (change: (resources: Record<string, Entry>) => void): Change =>
  (all) =>
    change(all.Service.Resources);

function faultsWith(change: Change): string[] {
  const folder = writeAssembly(change);
  try {
    return deploymentFaults(
      readTemplate(folder, (region) => ({ region, apiUrl: 'http://a', servicesUrl: 'http://s' })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a deployment that CloudFormation would refuse', () => {
  test('the fixture is none', () => expect(faultsWith(() => undefined)).toEqual([]));

  const long = (length: number): string => 'n'.repeat(length);
  const statements = (count: number): object[] =>
    Array.from({ length: count }, () => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: long(100) }));
  const cases: [keyof typeof limits, string, Change][] = [
    ['environment', 'Web', service(({ Web }) => (Web!.Properties['Environment'] = { Variables: { A: long(4096) } }))],
    ['functionName', 'Web', service(({ Web }) => (Web!.Properties['FunctionName'] = long(65)))],
    ['roleName', 'WebRole', service(({ WebRole }) => (WebRole!.Properties['RoleName'] = long(65)))],
    [
      'rolePolicies',
      'Service-WebRole',
      service(({ WebPolicy }) => (WebPolicy!.Properties['PolicyDocument'] = { Statement: statements(80) })),
    ],
    ['queueName', 'GivenUp', service(({ GivenUp }) => (GivenUp!.Properties['QueueName'] = long(81)))],
    ['scheduleName', 'Schedule', service(({ Schedule }) => (Schedule!.Properties['Name'] = long(65)))],
    ['machineName', 'Machine', service(({ Machine }) => (Machine!.Properties['StateMachineName'] = long(81)))],
    [
      'ruleName',
      'Rule',
      service((all) => (all['Rule'] = { Type: 'AWS::Events::Rule', Properties: { Name: long(65), Targets: [] } })),
    ],
    [
      'resources',
      'Service',
      service((all) => {
        for (let n = 0; n <= 500; n += 1) all[`Log${n}`] = { Type: 'AWS::Logs::LogGroup', Properties: {} };
      }),
    ],
  ];
  test.each(cases)('%s: at %s', (name, where, change) => {
    const { of, most, page } = limits[name];
    const [fault = '', ...others] = faultsWith(change);
    expect(others).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${where}: ${of}: \\d+ `));
    expect(fault).toContain(`AWS takes ${most} (${page})`);
  });

  test('a parameter that only one stack has, since a deployment gives it to all', () => {
    const faults = faultsWith((all) =>
      Object.assign(all.Service, {
        Parameters: {
          SessionKey: { Type: 'String', Default: '' },
          BootstrapVersion: { Type: 'String', Default: '/x' },
        },
      }),
    );
    expect(faults).toEqual([expect.stringMatching(/^Service has the parameter SessionKey: /)]);
  });

  test('stops the start, and says where', async () => {
    const assembly = writeAssembly(service(({ GivenUp }) => (GivenUp!.Properties['QueueName'] = long(81))));
    await expect(startLocalCloud({ assembly })).rejects.toThrow(
      /AWS would refuse this deployment:\nGivenUp: a queue's name/,
    );
    rmSync(assembly, { recursive: true });
  });
});

describe('a request', () => {
  /** The queue refuses the function Web, and the MAC key is for another role. */
  const assembly = writeAssembly(
    service((all) => {
      all['MessagesPolicy'] = {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Messages' }],
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Deny',
                Principal: { AWS: { 'Fn::GetAtt': ['WebRole', 'Arn'] } },
                Action: 'sqs:Send*',
                Resource: { 'Fn::GetAtt': ['Messages', 'Arn'] },
              },
            ],
          },
        },
      };
      all['MacKey']!.Properties['KeyPolicy'] = {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::GetAtt': ['TimerRole', 'Arn'] } },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      };
    }),
  );
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ assembly, args: ['--concurrency', '2'] });
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(assembly, { recursive: true });
  });
  const json = { 'content-type': 'application/json' };
  const post = (init: RequestInit): Promise<Response> => fetch(`${cloud.url}/echo/x`, { method: 'POST', ...init });
  const said = async (response: Promise<Response>): Promise<unknown> => {
    const { status } = await response;
    return [status, ((await (await response).json()) as { message: string }).message];
  };
  const ask = async (target: string, body: object): Promise<string> => {
    const answered = await post({ headers: json, body: JSON.stringify({ calls: [{ target, body }] }) });
    return ((await answered.json()) as { answers: { message?: string }[] }).answers[0]?.message ?? 'done';
  };

  test('with a head of more than 10,240 bytes', async () => {
    const path = '/'.padEnd(limits.requestHead.most, 'x');
    expect(await said(fetch(cloud.url + path))).toEqual([431, 'Request Header Fields Too Large']);
    expect((await fetch(cloud.url + path.slice(0, 9000))).status).toBe(200);
  });

  test('with a body of more than 10 MB', async () => {
    const body = Buffer.alloc(limits.requestBody.most + 1);
    expect(await said(post({ body }))).toEqual([413, 'Request Entity Too Large']);
  });

  test('whose event is more than 6 MB in base64, although its body is less', async () => {
    expect(await said(post({ body: Buffer.alloc(5_000_000) }))).toEqual([413, 'Request Entity Too Large']);
    expect((await post({ body: Buffer.alloc(100_000) })).status).toBe(200);
  });

  test('whose answer is more than 6 MB', async () => {
    // A backslash takes four bytes in the event, and eight in the answer, which holds the event as text.
    const backslashes = (count: number) => post({ headers: json, body: JSON.stringify({ pad: '\\'.repeat(count) }) });
    expect((await backslashes(600_000)).status).toBe(200);
    expect(await said(backslashes(900_000))).toEqual([500, 'Internal Server Error']);
  });

  test('beyond the concurrency of the account is refused, and comes through later', async () => {
    const slow = () => post({ headers: json, body: JSON.stringify({ wait: 1500 }) });
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await slow()).status));
    expect(statuses.filter((status) => status === 200).length).toBe(2);
    expect(statuses.filter((status) => status === 503).length).toBe(4);
    expect((await slow()).status).toBe(200);
  });

  test('with a message or an id that SQS does not take', async () => {
    const send = (more: object): Promise<string> =>
      callAws(cloud, 'AmazonSQS.SendMessage', { QueueUrl: 'x/Service-Messages.fifo', MessageBody: 'm', ...more }).then(
        () => 'sent',
        (error: Error) => error.name,
      );
    const ids = (length: number) => ({ MessageGroupId: 'g', MessageDeduplicationId: 'd'.repeat(length) });
    expect(await send(ids(limits.messageId.most))).toBe('sent');
    expect(await send(ids(limits.messageId.most + 1))).toBe('InvalidParameterValueException');
    expect(await send({ ...ids(1), MessageBody: 'm'.repeat(limits.message.most + 1) })).not.toBe('sent');
  });

  test('with more than KMS encrypts, or a parameter holds', async () => {
    const encrypt = (bytes: number) =>
      ask('TrentService.Encrypt', {
        KeyId: '$KEY',
        Plaintext: Buffer.alloc(bytes).toString('base64'),
        EncryptionContext: { purpose: 'identity' },
      });
    expect(await encrypt(limits.plaintext.most)).toBe('done');
    expect(await encrypt(limits.plaintext.most + 1)).toMatch(/must have 1 to 4096 bytes/);
    const put = callAws(cloud, 'AmazonSSM.PutParameter', {
      Name: '/x',
      Value: 'v'.repeat(limits.parameter.most + 1),
      Type: 'SecureString',
      KeyId: 'alias/x',
    });
    await expect(put).rejects.toThrow(/4096/);
  });

  test('that a queue or a key refuses, although the role allows it', async () => {
    const sent = await ask('AmazonSQS.SendMessage', {
      QueueUrl: '$QUEUE',
      MessageBody: 'm',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'd',
    });
    expect(sent).toMatch(/sqs:SendMessage on resource: .* with an explicit deny in a resource-based policy$/);
    const mac = await ask('TrentService.GenerateMac', {
      KeyId: '$MAC_KEY',
      Message: 'eA==',
      MacAlgorithm: 'HMAC_SHA_256',
    });
    expect(mac).toMatch(/because no resource-based policy allows the kms:GenerateMac action$/);
  });
});

describe('a service of AWS that no policy lets in stops the start', () => {
  const topicPolicy = (principal: string): Entry => ({
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'Officers' }],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: principal }, Action: 'sns:Publish', Resource: { Ref: 'Officers' } },
        ],
      },
    },
  });
  const alarm: Entry = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { AlarmName: 'fixture', AlarmActions: [{ Ref: 'Officers' }] },
  };

  test.each<[string, (all: Record<string, Entry>) => void, RegExp]>([
    [
      'an alarm at its topic',
      (all) => Object.assign(all, { Alarm: alarm, TopicPolicy: topicPolicy('s3.amazonaws.com') }),
      /does not let the alarm fixture publish/,
    ],
    [
      'EventBridge at the queue for what it could not deliver',
      (all) => {
        all['Rule'] = {
          Type: 'AWS::Events::Rule',
          Properties: {
            Name: 'fixture',
            EventPattern: { source: ['aws.s3'] },
            Targets: [
              {
                Id: 'x',
                Arn: { 'Fn::GetAtt': ['Web', 'Arn'] },
                DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['GivenUp', 'Arn'] } },
              },
            ],
          },
        };
      },
      /Service-GivenUp does not let EventBridge send what the rule fixture could not deliver/,
    ],
  ])('%s', async (_what, change, fault) => {
    const assembly = writeAssembly(service(change));
    await expect(startLocalCloud({ assembly })).rejects.toThrow(fault);
    rmSync(assembly, { recursive: true });
  });
});
