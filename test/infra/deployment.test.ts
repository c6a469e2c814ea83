import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCityData } from '../../lib/city/index.ts';
import { deploymentFrom } from '../../lib/stacks/deployment.ts';
import { environments } from '../../lib/stacks/environments.ts';
import { cdkJson, production, resourcesOf, stacksOf, templatesOf } from './support/synthesized.ts';

const from = (context: Record<string, unknown>) => deploymentFrom((key) => context[key]);

describe('context', () => {
  test('stage dev needs nothing', () => {
    expect(from({})).toMatchObject({
      stage: 'dev',
      region: 'ap-southeast-3',
      timeZone: 'Asia/Jayapura',
      city: 'ambon',
    });
    expect(from({}).smsSenderId).toBeUndefined();
  });

  test('stage production fails without a sender ID, and says which option to give', () => {
    expect(() => stacksOf({ stage: 'production' })).toThrow(
      /^-c smsSenderId=…: stage production needs a sender ID registered/,
    );
  });

  test.each(['AB', 'TWELVE-CHARS', 'KOTA AMBON', '12345', 'INFO', 'sms', 'Notice', 'Ambón'])(
    'refuses sender ID %s',
    (smsSenderId) => {
      expect(() => from({ ...production, smsSenderId })).toThrow(/^-c smsSenderId=…: must/);
      expect(() => from({ smsSenderId })).toThrow(/^-c smsSenderId=…: must/);
    },
  );

  test.each(['AMB', 'AMBON-LAPOR', '1708A'])('takes sender ID %s', (smsSenderId) => {
    expect(from({ ...production, smsSenderId }).smsSenderId).toBe(smsSenderId);
  });

  test('the licence of the open data is the words that the city gives', () => {
    const licenses = (context: object) =>
      Object.values(resourcesOf(templatesOf({ ...context }).service, 'AWS::Lambda::Function')).flatMap(
        ({ Properties }) => (Properties.Environment?.Variables.DATA_LICENSE as string | undefined) ?? [],
      );
    expect(licenses({})).toEqual(['']);
    expect(licenses({ dataLicense: ' CC BY 4.0, Kota Ambon ' })).toEqual(['CC BY 4.0, Kota Ambon']);
  });

  test.each([
    [{ dataLicense: '' }, /-c dataLicense=…/],
    [{ stage: 'staging' }, /-c stage=…/],
    [{ alarmEmail: 'nobody' }, /-c alarmEmail=…/],
    [{ oidcIssuer: 'https://sso.ambon.go.id' }, /-c oidcIssuer=…: oidcIssuer and oidcAudience belong together/],
    [{ oidcPagesClientId: 'konsol' }, /-c oidcPagesClientId=…: oidcPagesClientId belongs to/],
    [{ oidcIssuer: 'http://sso.ambon.go.id', oidcAudience: 'x' }, /-c oidcIssuer=…/],
  ])('refuses %j', (context, message) => {
    expect(() => from(context)).toThrow(message);
  });

  test('webhooks to the machine itself are for the local cloud: a stage has none unless asked, and production refuses', () => {
    const loopback = (context: object) =>
      Object.values(resourcesOf(templatesOf({ ...context }).service, 'AWS::Lambda::Function')).filter(
        ({ Properties }) => Properties.Environment?.Variables.WEBHOOK_LOOPBACK !== undefined,
      ).length;
    expect(loopback({})).toBe(0);
    expect(loopback(production)).toBe(0);
    expect(loopback({ webhookLoopback: 'true' })).toBe(3);
    expect(() => from({ ...production, webhookLoopback: 'true' })).toThrow(
      /^-c webhookLoopback=true: stage production must not/,
    );
  });

  test('the city of a stage has the prefix and the zone that the stage names', () => {
    for (const { city, idPrefix, timeZone } of Object.values(environments)) {
      expect(loadCityData(city).city).toMatchObject({ idPrefix, zone: timeZone });
    }
  });
});

describe('dev and production', () => {
  test('differ only in data', () => {
    /** Both templates with the stage's name and the values of `environments` taken out. */
    const normalised = (context: { stage?: string; smsSenderId?: string }) => {
      const { stage = 'dev', smsSenderId = 'AMBON-LAPOR' } = context;
      const { data, service } = templatesOf({ ...context, smsSenderId });
      // Web origins are data too; CORS is there where there are any.
      const withoutCors = (key: string, value: unknown) => (key === 'CorsConfiguration' ? undefined : value);
      const text = JSON.stringify([data.toJSON(), service.toJSON()], withoutCors);
      const { logRetentionDays, logLevel } = environments[stage as keyof typeof environments];
      return JSON.parse(
        text
          .replaceAll(stage, '<stage>')
          .replaceAll(`"RetentionInDays":${logRetentionDays}`, '"RetentionInDays":"<days>"')
          .replaceAll(`"LOG_LEVEL":"${logLevel}"`, '"LOG_LEVEL":"<level>"')
          .replaceAll(smsSenderId, '<sender>'),
      ) as unknown;
    };
    expect(normalised(production)).toEqual(normalised({}));
  });

  test('no file of lib/ but environments.ts asks which stage it is', () => {
    const sources = ['data-stack.ts', 'service-stack.ts', 'deployment.ts', 'stacks.ts'];
    for (const file of sources) {
      expect(readFileSync(new URL(`../../lib/stacks/${file}`, import.meta.url), 'utf8')).not.toMatch(
        /stage\s*===|'production'/,
      );
    }
  });
});

describe('cdk.json', () => {
  test('sets every recommended flag; only cross-stack references stay strong', () => {
    const recommended = JSON.parse(
      readFileSync(new URL('../../node_modules/aws-cdk-lib/recommended-feature-flags.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown>;
    // Strong: CloudFormation then refuses to remove a table or key that the service still uses.
    expect(cdkJson.context).toEqual({ ...recommended, '@aws-cdk/core:defaultCrossStackReferences': 'strong' });
    expect(cdkJson.context['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
    expect(cdkJson.app).toBe('node bin/app.ts');
  });
});
