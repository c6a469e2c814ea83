/** Keeps the pages' secrets in one SecureString of SSM's Parameter Store, encrypted by the city's key for secrets (docs/adr/026). */
import * as z from 'zod';
import { pageSecrets, type PageSecrets } from '../../domain/city/page-secrets.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import { signedFetch } from './signed-fetch.ts';

type Place = Pick<Parameters<typeof signedFetch>[0], 'region' | 'credentials'> & {
  /** Name of the parameter. */
  parameter: string;
  endpoint?: string | undefined;
};

/** Milliseconds for one call, beside a page's own 7 s for each call of the API. */
const timeoutMs = 3000;

const found = z.object({ Parameter: z.object({ Value: z.string() }) });
const refusal = z.object({ __type: z.string() });

/** Reads and stores the secrets. `read` answers none while none are stored; only a command stores them, and names the KMS key. */
export function createPageSecrets({ parameter: Name, endpoint, ...place }: Place, clock: Clock) {
  const send = signedFetch({ ...place, service: 'ssm', clock });
  const url = new URL(endpoint ?? `https://ssm.${place.region}.amazonaws.com/`);
  const call = async (action: string, input: object): Promise<unknown> => {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonSSM.${action}` },
      body: new TextEncoder().encode(JSON.stringify(input)),
      timeoutMs,
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const { __type: type = String(response.status) } = refusal.safeParse(answer).data ?? {};
    if (type.endsWith('ParameterNotFound')) return undefined;
    throw new Error(`SSM refused ${action}: ${type}`);
  };
  return {
    async read(): Promise<PageSecrets> {
      const answer = await call('GetParameter', { Name, WithDecryption: true });
      return pageSecrets.parse(answer === undefined ? {} : JSON.parse(found.parse(answer).Parameter.Value));
    },
    async store(secrets: PageSecrets, KeyId: string): Promise<void> {
      const Value = JSON.stringify(pageSecrets.parse(secrets));
      await call('PutParameter', { Name, Value, Type: 'SecureString', KeyId, Overwrite: true });
    },
  };
}
