import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { LOCAL_WEB_KEY } from './seed-local.ts';
import type { JsonService } from './services/endpoint.ts';
import type { Template } from './template/template.ts';

const FunctionProperties = z.object({
  Environment: z.object({ Variables: z.object({ SECRETS_PARAMETER: z.string().optional() }) }).optional(),
});
const AliasProperties = z.object({ AliasName: z.string() });

/** Name of the template's alias of the key for secrets, where it has one. */
export const secretsAlias = (template: Template): string | undefined =>
  template
    .of('AWS::KMS::Alias', AliasProperties)
    .map(({ properties }) => properties.AliasName)
    .find((name) => name.endsWith('-secrets'));

/** Stores the pages' secrets, as `npm run secret` would, where there are none and a function of the template reads them. */
export async function seedPageSecrets(template: Template, ssm: JsonService): Promise<void> {
  const [Name] = template
    .of('AWS::Lambda::Function', FunctionProperties)
    .flatMap(({ properties }) => properties.Environment?.Variables.SECRETS_PARAMETER ?? []);
  const KeyId = secretsAlias(template);
  if (Name === undefined || KeyId === undefined) return;
  const sessionKeys = [{ key: randomBytes(32).toString('base64url'), startsAt: '2026-01-01T00:00:00.000Z' }];
  const Value = JSON.stringify({ sessionKeys, webApiKey: LOCAL_WEB_KEY });
  try {
    await ssm.operations['PutParameter']?.run({ Name, Value, Type: 'SecureString', KeyId });
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ParameterAlreadyExists')) throw error;
  }
}
