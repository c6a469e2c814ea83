import { AwsError } from '../aws-error.ts';
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Context } from '../iam/conditions.ts';
import type { JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import { settingOr, type State } from '../state.ts';
import { lastPart, type Template } from '../template/template.ts';
import type { JsonService, Operation } from './endpoint.ts';

type Key = { id: string; arn: string; spec: string; material: Buffer };

const KeyProperties = z.object({
  KeySpec: z.string().default('SYMMETRIC_DEFAULT'),
  Enabled: z.boolean().default(true),
});
const AliasProperties = z.object({ AliasName: z.string(), TargetKeyId: z.string() });

const Input = z.object({
  KeyId: z.string().optional(),
  Plaintext: z.string().optional(),
  CiphertextBlob: z.string().optional(),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
  Message: z.string().optional(),
  Mac: z.string().optional(),
  MacAlgorithm: z.string().optional(),
});
type Input = z.infer<typeof Input>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** KMS with the template's keys; their material lies in the state folder, so that a restart reads what was written. */
export function createKms(template: Template, state: State): JsonService {
  const keys: Key[] = template.of('AWS::KMS::Key', KeyProperties).map(({ names, properties }) => ({
    id: names.ref,
    arn: names.attributes['Arn'] ?? '',
    spec: properties.KeySpec,
    material: Buffer.from(
      settingOr(state, `kms-${names.ref}`, () => randomBytes(32).toString('base64')),
      'base64',
    ),
  }));
  const aliases = new Map(
    template
      .of('AWS::KMS::Alias', AliasProperties)
      .map((one) => [one.properties.AliasName, one.properties.TargetKeyId]),
  );

  const find = (named: string | undefined, spec: string): Key => {
    const id = named === undefined ? undefined : (aliases.get(named) ?? named);
    const key = keys.find((one) => id !== undefined && one.id === lastPart(id));
    if (key === undefined) throw new AwsError('NotFoundException', `Key '${named}' does not exist`);
    if (key.spec !== spec)
      throw new AwsError('InvalidKeyUsageException', `${key.arn} key usage is not valid for this.`);
    return key;
  };
  /** A ciphertext names its key, as KMS's do, so Decrypt needs no KeyId. */
  const keyOf = (input: Input): Key => {
    const text = input.CiphertextBlob === undefined ? undefined : open(input.CiphertextBlob).keyId;
    return find(input.KeyId ?? text, 'SYMMETRIC_DEFAULT');
  };

  const operation = (
    action: string,
    keyFor: (input: Input) => Key,
    run: (input: Input, key: Key) => JsonObject,
  ): Record<string, Operation> => ({
    [action]: {
      asks: (body) => {
        const input = Input.parse(body);
        return [{ action: `kms:${action}`, resource: keyFor(input).arn, context: contextOf(input) }];
      },
      run: (body) => {
        const input = Input.parse(body);
        const key = keyFor(input);
        return { ...run(input, key), KeyId: key.arn };
      },
    },
  });
  const EncryptionAlgorithm = 'SYMMETRIC_DEFAULT';
  const MacAlgorithm = 'HMAC_SHA_256';
  const macKey = (input: Input): Key => find(input.KeyId, 'HMAC_256');
  const mac = (input: Input, { material }: Key): Buffer =>
    createHmac('sha256', material).update(bytes(input.Message, 'Message')).digest();

  return {
    service: 'kms',
    operations: {
      ...operation('Encrypt', keyOf, (input, key) => ({
        CiphertextBlob: encrypt(key, bytes(input.Plaintext, 'Plaintext'), input.EncryptionContext),
        EncryptionAlgorithm,
      })),
      ...operation('Decrypt', keyOf, (input, key) => ({
        Plaintext: decrypt(key, input.CiphertextBlob ?? '', input.EncryptionContext),
        EncryptionAlgorithm,
      })),
      ...operation('GenerateMac', macKey, (input, key) => ({ Mac: mac(input, key).toString('base64'), MacAlgorithm })),
      ...operation('VerifyMac', macKey, (input, key) => {
        const given = bytes(input.Mac, 'Mac');
        const right = mac(input, key);
        if (given.length !== right.length || !timingSafeEqual(given, right))
          throw new AwsError('KMSInvalidMacException', 'The MAC is not valid.');
        return { MacValid: true, MacAlgorithm };
      }),
    },
  };
}

function contextOf(input: Input): Context {
  const names = Object.keys(input.EncryptionContext);
  const context: Context = new Map(
    Object.entries(input.EncryptionContext).map(([name, value]) => [
      `kms:encryptioncontext:${name.toLowerCase()}`,
      [value],
    ]),
  );
  if (names.length > 0) context.set('kms:encryptioncontextkeys', names);
  if (input.MacAlgorithm !== undefined) context.set('kms:macalgorithm', [input.MacAlgorithm]);
  return context;
}

function bytes(base64: string | undefined, name: string): Buffer {
  const value = Buffer.from(base64 ?? '', 'base64');
  if (value.length > 0 && value.length <= limits.plaintext.most) return value;
  throw new AwsError('ValidationException', `Value at '${name}' must have 1 to ${limits.plaintext.most} bytes.`);
}

/** The encryption context as authenticated data, independent of the order of its entries. */
function authenticated(context: Record<string, string>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function encrypt(key: Key, plain: Buffer, context: Record<string, string>): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce).setAAD(authenticated(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  const id = Buffer.from(key.id);
  return Buffer.concat([Buffer.of(id.length), id, nonce, cipher.getAuthTag(), text]).toString('base64');
}

function open(blob: string): { keyId: string; nonce: Buffer; tag: Buffer; text: Buffer } {
  const all = Buffer.from(blob, 'base64');
  const start = 1 + (all[0] ?? 0);
  const nonceEnd = start + NONCE_BYTES;
  const tagEnd = nonceEnd + TAG_BYTES;
  const keyId = all.subarray(1, start).toString();
  return {
    keyId,
    nonce: all.subarray(start, nonceEnd),
    tag: all.subarray(nonceEnd, tagEnd),
    text: all.subarray(tagEnd),
  };
}

function decrypt(key: Key, blob: string, context: Record<string, string>): string {
  const { keyId, nonce, tag, text } = open(blob);
  try {
    if (keyId !== key.id) throw new Error('another key');
    const decipher = createDecipheriv('aes-256-gcm', key.material, nonce)
      .setAAD(authenticated(context))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('base64');
  } catch {
    throw new AwsError('InvalidCiphertextException', 'The ciphertext, or its encryption context, is not valid.');
  }
}
