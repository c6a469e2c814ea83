import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { stringAt, type JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import { readSetting, writeSetting, type State } from '../state.ts';
import type { JsonService } from './endpoint.ts';

const Put = z.object({
  Name: z.string().regex(/^\/[\w./-]+$/),
  Value: z.string().min(1).max(limits.parameter.most),
  Type: z.literal('SecureString'),
  KeyId: z.string(),
  Overwrite: z.boolean().default(false),
});
const Get = z.object({ Name: z.string(), WithDecryption: z.literal(true) });

/** SSM's Parameter Store, SecureStrings only: KMS encrypts and decrypts them in the caller's name, under the parameter's ARN. */
export function createSsm(kms: JsonService, state: State, region: string): JsonService {
  const arnOf = (name: string): string => `arn:aws:ssm:${region}:000000000000:parameter${name}`;
  const setting = (name: string): string => `ssm-${name}`;
  const ofKms = (operation: string) => {
    const found = kms.operations[operation];
    if (found === undefined) throw new Error(`The local KMS has no ${operation}.`);
    return found;
  };
  const encryption = ({ KeyId, Name, Value }: z.infer<typeof Put>): JsonObject => ({
    KeyId,
    Plaintext: Buffer.from(Value).toString('base64'),
    EncryptionContext: { PARAMETER_ARN: arnOf(Name) },
  });
  const decryption = (Name: string): JsonObject | undefined => {
    const kept = readSetting(state, setting(Name));
    return kept === undefined ? undefined : { CiphertextBlob: kept, EncryptionContext: { PARAMETER_ARN: arnOf(Name) } };
  };
  const ask = (action: string, name: string) => ({
    action: `ssm:${action}`,
    resource: arnOf(name),
    context: new Map<string, string[]>(),
  });
  return {
    service: 'ssm',
    operations: {
      PutParameter: {
        asks: (body) => {
          const input = Put.parse(body);
          return [ask('PutParameter', input.Name), ...ofKms('Encrypt').asks(encryption(input))];
        },
        run: async (body) => {
          const input = Put.parse(body);
          if (!input.Overwrite && readSetting(state, setting(input.Name)) !== undefined)
            throw new AwsError('ParameterAlreadyExists', 'The parameter already exists.');
          const encrypted = await ofKms('Encrypt').run(encryption(input));
          writeSetting(state, setting(input.Name), stringAt(encrypted, 'CiphertextBlob') ?? '');
          return { Version: 1, Tier: 'Standard' };
        },
      },
      GetParameter: {
        asks: (body) => {
          const { Name } = Get.parse(body);
          const input = decryption(Name);
          return [ask('GetParameter', Name), ...(input === undefined ? [] : ofKms('Decrypt').asks(input))];
        },
        run: async (body) => {
          const { Name } = Get.parse(body);
          const input = decryption(Name);
          if (input === undefined) throw new AwsError('ParameterNotFound', '');
          const plain = stringAt(await ofKms('Decrypt').run(input), 'Plaintext') ?? '';
          const Value = Buffer.from(plain, 'base64').toString();
          return { Parameter: { Name, Value, Type: 'SecureString', ARN: arnOf(Name) } };
        },
      },
    },
  };
}
