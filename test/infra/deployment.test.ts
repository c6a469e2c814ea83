import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCityData } from '../../lib/city/index.ts';
import { allStages, checkOneFailureLog, readStage, settingsFile, settingsOf } from '../../lib/city/stages.ts';
import { deploymentFrom } from '../../lib/stacks/deployment.ts';
import {
  cdkJson,
  deploymentWith,
  production,
  resourcesOf,
  stacksOf,
  templatesOf,
  type Over,
} from './support/synthesized.ts';

const from = (context: Record<string, unknown>) => deploymentFrom((key) => context[key]);
const variable = (over: Over, name: string): unknown[] =>
  Object.values(resourcesOf(templatesOf(over).service, 'AWS::Lambda::Function')).flatMap(
    ({ Properties }) => (Properties.Environment?.Variables[name] as unknown) ?? [],
  );

describe('context', () => {
  test('nothing given is stage dev of Ambon, as its files say', () => {
    expect(from({})).toMatchObject({
      city: 'ambon',
      stage: 'dev',
      slug: 'ambon-dev',
      region: 'ap-southeast-3',
      timeZone: 'Asia/Jayapura',
      idPrefix: 'AMB',
      cityName: 'Kota Ambon',
      logLevel: 'DEBUG',
      webhookLoopback: false,
    });
  });

  test.each([
    [
      { city: 'atlantis' },
      /^there is no lib\/city\/atlantis\/stages\/dev\.json, but .*lib\/city\/ambon\/stages\/dev\.json/,
    ],
    [{ stage: 'staging' }, /^there is no lib\/city\/ambon\/stages\/staging\.json, but /],
    [{ city: '../ambon' }, /^-c city=…: must be 2 to 20 of a-z/],
    [{ stage: 'a-very-long-stage' }, /^-c stage=…: must be 2 to 12 of a-z/],
    [{ smsSenderId: 'AMBON' }, /^-c smsSenderId=…: is a setting now, in lib\/city\/ambon\/stages\/dev\.json$/],
    [{ oidcIssuer: 'https://sso.ambon.go.id' }, /^-c oidcIssuer=…: is a setting now/],
    [{ webhookLoopback: 'perhaps' }, /^-c webhookLoopback=…/],
  ])('%j is refused', (context, message) => {
    expect(() => from(context)).toThrow(message);
  });

  test('webhooks to the machine itself are for the local cloud: a stage has none unless asked, and production refuses', () => {
    expect(variable({}, 'WEBHOOK_LOOPBACK')).toEqual([]);
    expect(variable(production, 'WEBHOOK_LOOPBACK')).toEqual([]);
    expect(variable({ webhookLoopback: true }, 'WEBHOOK_LOOPBACK')).toHaveLength(3);
    expect(() => deploymentWith({ ...production, webhookLoopback: true })).toThrow(
      /^-c webhookLoopback=true: production must not/,
    );
  });
});

describe('settings', () => {
  test('each committed file says what its city allows; production lacks only what Ambon has not got yet', () => {
    for (const name of allStages()) {
      const given = readStage(name) as object;
      const missing = name.stage === 'production' ? production : {};
      const { stage: _, ...more } = { stage: '', ...missing };
      expect(() => settingsOf(name, { ...given, ...more }, loadCityData(name.city).city)).not.toThrow();
    }
  });

  test('stage production fails without a sender ID and without an address for alarms, naming file and field', () => {
    expect(() => stacksOf({ stage: 'production' })).toThrow(
      /^lib\/city\/ambon\/stages\/production\.json: smsSenderId: .*\nlib\/city\/ambon\/stages\/production\.json: alarmEmail: /,
    );
  });

  test.each(['AB', 'TWELVE-CHARS', 'KOTA AMBON', '12345', 'INFO', 'sms', 'Notice', 'Ambón'])(
    'sender ID %s is refused',
    (smsSenderId) => {
      expect(() => deploymentWith({ ...production, smsSenderId })).toThrow(/production\.json: smsSenderId: must/);
      expect(() => deploymentWith({ smsSenderId })).toThrow(/dev\.json: smsSenderId: must/);
    },
  );

  test.each(['AMB', 'AMBON-LAPOR', '1708A'])('sender ID %s is taken', (smsSenderId) => {
    expect(deploymentWith({ ...production, smsSenderId }).smsSenderId).toBe(smsSenderId);
  });

  test.each([
    [{ dataLicense: '' }, 'dev.json: dataLicense: '],
    [{ alarmEmail: 'nobody' }, 'dev.json: alarmEmail: '],
    [{ region: 'Jakarta' }, 'dev.json: region: must be an AWS region'],
    [{ account: '1234' }, 'dev.json: account: must be 12 digits'],
    [{ corsOrigins: ['https://lapor.ambon.go.id/'] }, 'dev.json: corsOrigins.0: must be an origin'],
    [{ oidc: { issuer: 'https://sso.ambon.go.id' } }, 'dev.json: oidc.audience: '],
    [{ oidc: { issuer: 'http://sso.ambon.go.id', audience: ['x'] } }, 'dev.json: oidc.issuer: '],
    [{ colour: 'blue' }, 'dev.json: colour: is no setting'],
    [{ idPrefix: 'AMB' }, 'dev.json: idPrefix: is set in lib/city/ambon/city.json'],
    [
      { ...production, smsMonthlyLimitUsd: 49 },
      'production.json: smsMonthlyLimitUsd: 49 is below sms.dailyBudgetUsd 50 of lib/city/ambon/city.json',
    ],
    [{ smsMaxPriceUsd: 0.3 }, 'dev.json: smsMaxPriceUsd: 0.3 is below sms.priceUsd 0.4 of lib/city/ambon/city.json'],
    [
      { ...production, corsOrigins: ['http://localhost:5173'] },
      'production.json: corsOrigins: http://localhost:5173: ',
    ],
  ])('%j is refused', (over, message) => {
    expect(() => deploymentWith(over)).toThrow(`lib/city/ambon/stages/${message}`);
  });

  test('a training calendar contradicts production', () => {
    const { city } = loadCityData('ambon');
    const name = { city: 'ambon', stage: 'production' };
    const { stage: _, ...given } = production;
    expect(() => settingsOf(name, given, { ...city, trainingDay: 60 })).toThrow(/production\.json: .*trainingDay/);
  });

  test('the licence of the open data is the words that the city gives', () => {
    expect(variable({}, 'DATA_LICENSE')).toEqual(['']);
    expect(variable({ dataLicense: ' CC BY 4.0, Kota Ambon ' }, 'DATA_LICENSE')).toEqual(['CC BY 4.0, Kota Ambon']);
  });

  test('an account that is named is the only one that is deployed to', () => {
    expect(stacksOf().data.account).toMatch(/^\$\{Token\[AWS\.AccountId/);
    const { data, service } = stacksOf({ account: '123456789012' });
    expect([data.account, service.account]).toEqual(['123456789012', '123456789012']);
  });
});

describe('the log of undelivered SMS', () => {
  const root = mkdtempSync(join(tmpdir(), 'tanggap-settings-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (city: string, stage: string, given: object): void => {
    mkdirSync(join(root, city, 'stages'), { recursive: true });
    writeFileSync(join(root, city, 'stages', `${stage}.json`), JSON.stringify(given));
  };
  const check = (city: string, stage: string): void => {
    const name = { city, stage };
    const own = settingsOf(name, { ...(readStage(name, root) as object), ...contacts }, loadCityData('ambon').city);
    checkOneFailureLog(name, own, root);
  };
  const { stage: _, ...contacts } = production;

  test('belongs to production by default, and to one stage of an account', () => {
    cpSync(new URL('../../lib/city/ambon/stages', import.meta.url), join(root, 'ambon', 'stages'), { recursive: true });
    expect([deploymentWith().smsFailureLog, deploymentWith(production).smsFailureLog]).toEqual([false, true]);
    check('ambon', 'production');
    write('kupang', 'production', {});
    expect(() => check('kupang', 'production')).toThrow(
      `${settingsFile({ city: 'kupang', stage: 'production' })}: smsFailureLog: lib/city/ambon/stages/production.json has it too`,
    );
    write('kupang', 'production', { smsFailureLog: false });
    check('kupang', 'production');
    write('kupang', 'production', { account: '111111111111' });
    write('ambon', 'production', { account: '222222222222' });
    check('kupang', 'production');
    write('ambon', 'dev', { account: '222222222222', smsFailureLog: true });
    expect(() => check('ambon', 'production')).toThrow(/ambon\/stages\/dev\.json has it too/);
  });
});

describe('dev and production', () => {
  test('differ only in their settings', () => {
    const { stage: _, ...same } = {
      ...production,
      smsFailureLog: true,
      corsOrigins: [],
      logRetentionDays: 90,
      logLevel: 'INFO',
    };
    const normalised = (stage: string): unknown => {
      const { data, service } = templatesOf({ ...same, stage });
      return JSON.parse(JSON.stringify([data.toJSON(), service.toJSON()]).replaceAll(stage, '<stage>'));
    };
    expect(normalised('production')).toEqual(normalised('dev'));
  });

  test('no file of lib/ but the readers of settings asks which stage it is', () => {
    for (const file of ['data-stack.ts', 'service-stack.ts', 'stacks.ts'])
      expect(readFileSync(new URL(`../../lib/stacks/${file}`, import.meta.url), 'utf8')).not.toMatch(
        /stage\s*===|'production'/,
      );
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
