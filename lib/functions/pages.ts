import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ServiceContext } from '../constructs/service-context.ts';
import type { FunctionFacts } from '../constructs/tanggap-function.ts';

/** Name of the stack's parameter with the web form's API key. */
export const webApiKeyParameter = 'WebApiKey';

/** Name of the stack's parameter with the key of officers' sessions. */
export const sessionKeyParameter = 'SessionKey';

/**
 * The pages for browsers. They are a client of the API like any other: no permission on a table, a key or a bucket.
 *
 * The key of the web form is a parameter that CloudFormation does not echo. It is a weak secret (whoever opens the form may file), but it stays
 * out of the template.
 */
export function pages({ deployment }: ServiceContext, scope: Construct): FunctionFacts {
  const webApiKey = new CfnParameter(scope, webApiKeyParameter, {
    type: 'String',
    noEcho: true,
    default: '',
    description: 'API key of the client "web" (npm run client); without it the form says that it is not open yet',
  });
  const sessionKey = new CfnParameter(scope, sessionKeyParameter, {
    type: 'String',
    noEcho: true,
    default: '',
    // 32 random bytes are 43 characters of base64url.
    allowedPattern: '^$|^.{43,200}$',
    constraintDescription: 'empty, or at least 43 characters: openssl rand -base64 48',
    description: "Secret that encrypts officers' sessions (docs/pages.md); without it the officer console is not open",
  });
  return {
    name: 'pages',
    description: 'Renders the pages for citizens, officers and everybody',
    severity: 'high',
    errorImpact: 'Citizens and officers could not open a page; apps, SMS and deadlines go on.',
    needs: [
      {
        statements: [],
        environment: {
          WEB_API_KEY: webApiKey.valueAsString,
          SESSION_KEY: sessionKey.valueAsString,
          CITY_NAME: deployment.cityName,
          DATA_LICENSE: deployment.dataLicense ?? '',
          TIME_ZONE: deployment.timeZone,
        },
      },
    ],
  };
}
