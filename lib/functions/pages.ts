import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pageSecretsParameter } from '../../functions/domain/city/page-secrets.ts';
import { allow } from '../constructs/need.ts';
import type { ServiceContext } from '../constructs/service-context.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/**
 * The pages for browsers. They are a client of the API like any other: no permission on a table or a bucket. Their own secrets are made by
 * `npm run secret` and not by a deployment, so that they stand in no template, environment or shell history.
 */
export function pages({ data, deployment }: ServiceContext, scope: Construct): FunctionFacts {
  const { slug, cityName, dataLicense, timeZone } = deployment;
  const parameter = pageSecretsParameter(slug);
  const arn = Stack.of(scope).formatArn({ service: 'ssm', resource: `parameter${parameter}` });
  return {
    name: 'pages',
    description: 'Renders the pages for citizens, officers and everybody',
    severity: 'high',
    errorImpact: 'Citizens and officers could not open a page; apps, SMS and deadlines go on.',
    needs: [
      {
        statements: [
          allow('ReadSecrets', ['ssm:GetParameter'], [arn]),
          // Parameter Store decrypts in the reader's name, under this context.
          allow('DecryptSecrets', ['kms:Decrypt'], [data.keys.secretsKeyArn], {
            StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': arn },
          }),
        ],
        environment: {
          SECRETS_PARAMETER: parameter,
          CITY_NAME: cityName,
          DATA_LICENSE: dataLicense ?? '',
          TIME_ZONE: timeZone,
        },
      },
    ],
  };
}
