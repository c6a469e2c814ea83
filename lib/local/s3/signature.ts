import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-error.ts';

/** Reads a request's signer. Every local access key has the same secret. */
export type Signed = { caller: string };

const SECRET = 'local';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signature version 4 over `text`, by the scope `<key>/<day>/<region>/s3/aws4_request` of a credential. */
function signatureOf(credential: string, text: string): string {
  const [, day = '', region = '', service = ''] = credential.split('/');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return hmac(key, text).toString('hex');
}

function mustMatch(given: string, expected: string): void {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  if (a.length !== b.length || !timingSafeEqual(a, b))
    throw new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
}

/** A presigned URL: whoever has it acts as its signer until it expires. Throws S3's error when it is not, or no longer, good. */
export function checkPresigned(method: string, url: URL, host: string, now: number): Signed {
  const of = (name: string): string => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const date = of('Date');
  const began = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(began) || of('SignedHeaders') !== 'host')
    throw new AwsError('AuthorizationQueryParametersError', 'Query-string authentication needs X-Amz-Date and host.');
  if (now > began + Number(of('Expires')) * 1000) throw new AwsError('AccessDenied', 'Request has expired');
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonical = [method, url.pathname, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const credential = of('Credential');
  const scope = credential.split('/').slice(1).join('/');
  const hashed = createHash('sha256').update(canonical).digest('hex');
  mustMatch(of('Signature'), signatureOf(credential, ['AWS4-HMAC-SHA256', date, scope, hashed].join('\n')));
  return { caller: credential.split('/')[0] ?? '' };
}

/** As RFC 3986 wants it: encodeURIComponent leaves five characters more. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

type Condition = Record<string, string> | [string, string, string] | ['content-length-range', number, number];

/** Fields of a form that its policy need not mention. */
const FREE = new Set(['x-amz-signature', 'policy', 'file']);

/** A signed form: its policy must be signed, in time, and cover every field. Throws S3's error when it does not. */
export function checkPolicy(fields: Map<string, string>, bytes: number, now: number): Signed {
  const policy = fields.get('policy');
  if (policy === undefined) throw new AwsError('AccessDenied', 'Access Denied');
  const credential = fields.get('x-amz-credential') ?? '';
  mustMatch(fields.get('x-amz-signature') ?? '', signatureOf(credential, policy));
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
    expiration: string;
    conditions: Condition[];
  };
  const invalid = (why: string): AwsError => new AwsError('AccessDenied', `Invalid according to Policy: ${why}`);
  if (now > Date.parse(expiration)) throw invalid('Policy expired.');
  const covered = new Set<string>();
  for (const condition of conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      if (bytes < Number(condition[1]))
        throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
      if (bytes > Number(condition[2]))
        throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
      continue;
    }
    const [operator, name, wanted] = Array.isArray(condition)
      ? [condition[0], String(condition[1]).slice(1).toLowerCase(), String(condition[2])]
      : ['eq', (Object.keys(condition)[0] ?? '').toLowerCase(), Object.values(condition)[0] ?? ''];
    const value = fields.get(name) ?? '';
    if (operator === 'starts-with' ? !value.startsWith(wanted) : value !== wanted)
      throw invalid(`Policy Condition failed: ["${operator}", "$${name}", "${wanted}"]`);
    covered.add(name);
  }
  const extra = [...fields.keys()].find((name) => !covered.has(name) && !FREE.has(name));
  if (extra !== undefined) throw invalid(`Extra input fields: ${extra}`);
  return { caller: credential.split('/')[0] ?? '' };
}
